namespace SsprBot.Senders.Smtp;

internal static class TimeLimits
{
    /// <exception cref="TimeoutException">It took longer than the limit.</exception>
    public static async Task WithinAsync(this TimeProvider time, TimeSpan limit, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, ct);
        try
        {
            await work(either.Token);
        }
        catch (Exception) when (either.IsCancellationRequested)
        {
            // A handshake that is cancelled fails by another name.
            ct.ThrowIfCancellationRequested();
            throw new TimeoutException();
        }
    }
}
