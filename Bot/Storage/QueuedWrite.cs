namespace SsprBot.Storage;

/// <summary>A write that waits for the next commit. When that is over it is run to let its caller go on, on the thread that runs it.</summary>
internal abstract class QueuedWrite : IThreadPoolWorkItem
{
    /// <summary>Why it is not durable; null when it is.</summary>
    public Exception? Accident { get; set; }

    public abstract void Run(SqliteStatements statements);

    public abstract void Execute();
}

internal sealed class QueuedWrite<TState, T>(TState state, Func<SqliteStatements, TState, T> write) : QueuedWrite
{
    private readonly TaskCompletionSource<T> _done = new();
    private T? _answer;

    public Task<T> Done => _done.Task;

    public override void Run(SqliteStatements statements) => _answer = write(statements, state);

    public override void Execute()
    {
        if (Accident is null)
        {
            _done.SetResult(_answer!);
        }
        else
        {
            _done.SetException(Accident);
        }
    }
}
