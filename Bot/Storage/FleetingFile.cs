namespace SsprBot.Storage;

/// <summary>
/// The file of what costs nothing to lose: a power cut may take back its last writes, the end of the process never does. No write waits
/// for the disk, so each is done at once by whoever asks.
/// </summary>
public sealed class FleetingFile : IRecordFile, IDisposable
{
    private readonly SqliteStatements _statements;
    private readonly Lock _gate = new();

    public FleetingFile(DataFolder folder)
    {
        SQLitePCL.Batteries_V2.Init();
        _statements = new SqliteStatements(Path.Combine(folder.FullPath, "chats.db"));
        SqliteTables.PrepareFleeting(_statements);
    }

    public Task<T> WriteAsync<TState, T>(TState state, Func<SqliteStatements, TState, T> write, CancellationToken ct) =>
        ct.IsCancellationRequested ? Task.FromCanceled<T>(ct) : Task.FromResult(Run(state, write));

    public T Read<TState, T>(TState state, Func<SqliteStatements, TState, T> read) => Run(state, read);

    public void Dispose()
    {
        lock (_gate)
        {
            _statements.Dispose();
        }
    }

    private T Run<TState, T>(TState state, Func<SqliteStatements, TState, T> use)
    {
        lock (_gate)
        {
            return use(_statements, state);
        }
    }
}
