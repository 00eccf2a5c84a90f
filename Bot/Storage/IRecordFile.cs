namespace SsprBot.Storage;

/// <summary>A database file with the table of records.</summary>
public interface IRecordFile
{
    /// <param name="write">May run more than once, on any thread; only the last time counts.</param>
    /// <returns>When the write is as durable as the file's writes are. Once begun a write is not cancelled, so that its answer is always true.</returns>
    Task<T> WriteAsync<TState, T>(TState state, Func<SqliteStatements, TState, T> write, CancellationToken ct);

    /// <summary>Runs a read on the state of the last commit.</summary>
    T Read<TState, T>(TState state, Func<SqliteStatements, TState, T> read);
}
