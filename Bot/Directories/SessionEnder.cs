using SsprBot.Domain;

namespace SsprBot.Directories;

/// <summary>Sees to it that sessions which could not be ended when they should have been are ended later, also after a restart.</summary>
public sealed partial class SessionEnder(SessionEnding sessions, TimeProvider time, ILogger<SessionEnder> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        do
        {
            await TryAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            if (await sessions.TryAllAsync(ct) is var left and > 0)
            {
                Left(log, left);
            }
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            NotTried(log, accident.GetType().Name);
        }
    }

    [LoggerMessage(140, LogLevel.Warning, "The sessions of {Count} accounts are still to be ended")]
    private static partial void Left(ILogger log, int count);

    [LoggerMessage(141, LogLevel.Warning, "Sessions that are to be ended could not be looked at: {Kind}")]
    private static partial void NotTried(ILogger log, string kind);
}
