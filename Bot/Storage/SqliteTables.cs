namespace SsprBot.Storage;

/// <summary>What stands in the database file.</summary>
public static class SqliteTables
{
    private const int Version = 1;

    private static readonly Statement ReadVersion = new(() => new("pragma user_version"));

    // NORMAL: a commit is not flushed to the disk by itself. The writer flushes it.
    private static readonly Statement Open = new(() => new("""
        pragma journal_mode = wal;
        pragma synchronous = normal;
        pragma journal_size_limit = 16777216;
        """));

    private static readonly Statement Create = new(() => new("""
        begin immediate;
        create table records (
            kind text not null, id blob not null, version text not null, expires integer, content blob not null, unique (kind, id)) strict;
        create index records_expires on records (expires) where expires is not null;
        create table audit (number integer primary key, event text not null, hash text not null) strict;
        create table audit_head (id integer primary key check (id = 1), number integer not null, hash text not null, seal blob not null) strict;
        pragma user_version = 1;
        commit;
        """));

    // EXCLUSIVE: no other connection will ever look, so nothing is locked or read again.
    private static readonly Statement OpenFleeting = new(() => new("""
        pragma locking_mode = exclusive;
        pragma journal_mode = wal;
        pragma synchronous = normal;
        pragma journal_size_limit = 16777216;
        """));

    private static readonly Statement CreateFleeting = new(() => new("""
        begin immediate;
        create table records (
            kind text not null, id blob not null, version text not null, expires integer, content blob not null, unique (kind, id)) strict;
        create index records_expires on records (expires) where expires is not null;
        pragma user_version = 1;
        commit;
        """));

    /// <param name="statements">The writer's.</param>
    public static void Prepare(SqliteStatements statements) => Prepare(statements, Open, Create);

    public static void PrepareFleeting(SqliteStatements statements) => Prepare(statements, OpenFleeting, CreateFleeting);

    private static void Prepare(SqliteStatements statements, Statement open, Statement create)
    {
        statements.Run(open);
        switch (VersionOf(statements))
        {
            case 0:
                statements.Run(create);
                break;
            case > Version:
                throw new InvalidOperationException("The data folder was written by a newer version of SsprBot.");
        }
    }

    private static long VersionOf(SqliteStatements statements)
    {
        using var row = statements.Query(ReadVersion);
        row.Read();
        return row.GetInt64(0);
    }
}
