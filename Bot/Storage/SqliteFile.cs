namespace SsprBot.Storage;

/// <summary>
/// The file of what must not be lost. Nobody else has it open and it has one connection, so that its pages stay in memory: a read
/// waits for the writes of a commit at most, never for the disk.
/// </summary>
public sealed class SqliteFile : IRecordFile, IDisposable
{
    private readonly SqliteStatements _statements;
    private readonly Lock _inUse = new();
    private readonly SqliteWriter _writer;
    private bool _closed;

    public SqliteFile(DataFolder folder)
    {
        SQLitePCL.Batteries_V2.Init();
        var path = Path.Combine(folder.FullPath, "sspr.db");
        _statements = new SqliteStatements(path);
        SqliteTables.Prepare(_statements);
        _writer = new SqliteWriter(_statements, _inUse, path);
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
        lock (_inUse)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return read(_statements, state);
        }
    }

    /// <summary>Finishes the waiting writes and closes the file.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        lock (_inUse)
        {
            _closed = true;
            _statements.Dispose();
        }
    }
}
