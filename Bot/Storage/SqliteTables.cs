namespace SsprBot.Storage;

/// <summary>What stands in the database files.</summary>
public static class SqliteTables
{
    private const int Version = 1;

    private static readonly Statement ReadVersion = new("pragma user_version");

    // NORMAL: a commit is not flushed to the disk by itself. The writer of what must not be lost flushes it. 8 MiB hold the pages of thousands of visits; of more
    // SQLite looks through all whenever a commit splits a page. Pages that are written again and again leave the log once in 16 MiB.
    private static readonly Statement Open = new("""
        pragma journal_mode = wal;
        pragma synchronous = normal;
        pragma journal_size_limit = 16777216;
        pragma wal_autocheckpoint = 4096;
        pragma cache_size = -8192;
        """);

    // No other connection will ever look, so nothing is locked or read again. It must be said before the log is opened.
    private static readonly Statement Own = new("pragma locking_mode = exclusive");

    private static readonly Statement Begin = new("begin immediate");

    // No index of what expires: each write would pay for it, and who removes the expired has time to look at all.
    private static readonly Statement CreateRecords = new("""
        create table records (
            kind text not null, id blob not null, version text not null, expires integer, content blob not null, unique (kind, id)) strict;
        """);

    private static readonly Statement CreateAudit = new("""
        create table audit (number integer primary key, event text not null, hash text not null) strict;
        create table audit_head (id integer primary key check (id = 1), number integer not null, hash text not null, seal blob not null) strict;
        """);

    private static readonly Statement Finish = new("""
        pragma user_version = 1;
        commit;
        """);

    public static void Prepare(SqliteStatements statements) => Prepare(statements, [CreateRecords, CreateAudit]);

    public static void PrepareFleeting(SqliteStatements statements) => Prepare(statements, [CreateRecords]);

    private static void Prepare(SqliteStatements statements, ReadOnlySpan<Statement> create)
    {
        Run(statements, [Own, Open]);
        switch (VersionOf(statements))
        {
            case 0:
                Run(statements, [Begin, .. create, Finish]);
                break;
            case > Version:
                throw new InvalidOperationException("The data folder was written by a newer version of SsprBot.");
        }
    }

    private static void Run(SqliteStatements statements, ReadOnlySpan<Statement> all)
    {
        foreach (var statement in all)
        {
            statements.RunAll(statement);
        }
    }

    private static long VersionOf(SqliteStatements statements)
    {
        using var row = statements.Query(ReadVersion);
        row.Read();
        return row.Number(0);
    }
}
