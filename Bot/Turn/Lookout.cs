namespace SsprBot.Turn;

/// <summary>Looks again and again, as long as the host runs. An accident ends only the look that it happened in.</summary>
/// <param name="tick">How long it waits between two looks, and before the first.</param>
public abstract class Lookout(TimeSpan tick, TimeProvider time) : BackgroundService
{
    protected TimeProvider Time => time;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryLookAsync(stoppingToken);
        }
    }

    protected async Task TryLookAsync(CancellationToken ct)
    {
        try
        {
            await LookAsync(ct);
        }
        catch (Exception accident) when (!ct.IsCancellationRequested)
        {
            Failed(accident.GetType().Name);
        }
    }

    protected abstract Task LookAsync(CancellationToken ct);

    /// <param name="kind">The type of the accident; its message may hold what somebody typed.</param>
    protected abstract void Failed(string kind);
}
