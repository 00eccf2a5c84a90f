using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>Wakes the conversations that want to be told when the directory answers again.</summary>
public sealed partial class ReturnClock(DirectoryReturn directory, Callbacks callbacks, TimeProvider time, ILogger<ReturnClock> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            foreach (var chat in await directory.TakeAsync(ct))
            {
                callbacks.Wake(chat, RootDialog.DirectoryBack);
            }
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            NotLooked(log, accident.GetType().Name);
        }
    }

    [LoggerMessage(112, LogLevel.Warning, "Whether the directory is back could not be looked at: {Kind}")]
    private static partial void NotLooked(ILogger log, string kind);
}
