namespace SsprBot.Storage;

/// <summary>A write that waits for the next commit.</summary>
internal abstract class QueuedWrite
{
    public abstract void Run(SqliteStatements statements);

    /// <param name="accident">Why it is not durable, or null.</param>
    public abstract void Settle(Exception? accident);
}

internal sealed class QueuedWrite<TState, T>(TState state, Func<SqliteStatements, TState, T> write) : QueuedWrite
{
    // The caller goes on elsewhere: the writer's thread is for writing.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _answer;

    public Task<T> Done => _done.Task;

    public override void Run(SqliteStatements statements) => _answer = write(statements, state);

    public override void Settle(Exception? accident)
    {
        if (accident is null)
        {
            _done.SetResult(_answer!);
        }
        else
        {
            _done.SetException(accident);
        }
    }
}
