using Microsoft.Data.Sqlite;
using Microsoft.Extensions.ObjectPool;

namespace SsprBot.Storage;

/// <summary>The file of what must not be lost: one writer that commits all waiting writes together, and readers that never wait for it.</summary>
public sealed class SqliteFile : IRecordFile, IDisposable
{
    private readonly SqliteWriter _writer;
    private readonly ObjectPool<SqliteStatements> _readers;

    public SqliteFile(DataFolder folder)
    {
        SQLitePCL.Batteries_V2.Init();
        var path = Path.Combine(folder.FullPath, "sspr.db");
        _writer = new SqliteWriter(path);
        _readers = new DefaultObjectPoolProvider { MaximumRetained = 16 }.Create(new Readers(path));
    }

    /// <summary>Runs a write in the next commit.</summary>
    /// <param name="write">Runs on the writer's thread, possibly more than once; only the last time counts.</param>
    /// <returns>When the write is durable. Once queued a write is not cancelled, so that its answer is always true.</returns>
    public Task<T> WriteAsync<TState, T>(
        TState state, Func<SqliteStatements, TState, T> write, CancellationToken ct) =>
        ct.IsCancellationRequested ? Task.FromCanceled<T>(ct) : _writer.RunAsync(state, write);

    /// <summary>Runs a read on the state of the last commit.</summary>
    public T Read<TState, T>(TState state, Func<SqliteStatements, TState, T> read)
    {
        var statements = _readers.Get();
        try
        {
            return read(statements, state);
        }
        finally
        {
            _readers.Return(statements);
        }
    }

    /// <summary>Finishes the waiting writes and closes the file.</summary>
    public void Dispose()
    {
        (_readers as IDisposable)?.Dispose();
        _writer.Dispose();
    }

    private sealed class Readers(string path) : PooledObjectPolicy<SqliteStatements>
    {
        public override SqliteStatements Create() => new(path, SqliteOpenMode.ReadOnly);

        public override bool Return(SqliteStatements obj) => true;
    }
}
