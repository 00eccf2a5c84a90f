namespace SsprBot.Turn;

/// <summary>One turn of a conversation at a time, in the order they came.</summary>
internal sealed class TurnQueue : IDisposable
{
    private const int MaxWaiting = 3;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _waiting;

    /// <returns>Null when too many wait already.</returns>
    public async ValueTask<Pass?> TryEnterAsync(CancellationToken ct)
    {
        if (await _turn.WaitAsync(0, ct))
        {
            return new Pass(_turn);
        }

        try
        {
            return Interlocked.Increment(ref _waiting) <= MaxWaiting ? await EnterAsync(ct) : null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public async ValueTask<Pass> EnterAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Pass(_turn);
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>The right to be the only one; whoever holds it gives it back.</summary>
    internal readonly struct Pass(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
