namespace SsprBot.Storage;

/// <summary>What stands in the database file.</summary>
public static class SqliteTables
{
    private const int Version = 1;

    private static readonly Statement ReadVersion = new(() => new("pragma user_version"));

    // NORMAL: a commit is not flushed to the disk by itself. The writer flushes it, unless it holds only what may be lost.
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

    /// <param name="statements">The writer's.</param>
    public static void Prepare(SqliteStatements statements)
    {
        statements.Run(Open);
        switch (VersionOf(statements))
        {
            case 0:
                statements.Run(Create);
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
