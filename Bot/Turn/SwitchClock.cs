using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Turn;

/// <summary>Looks every two seconds what is switched off: in the settings, which may be edited while the host runs, and by administrators on any instance.</summary>
public sealed class SwitchClock(Switching switching, IConfiguration configuration, TimeProvider time, ILogger<SwitchClock> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>Nobody is served before it is known what is off, unless that cannot be read.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

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
            if (await switching.RefreshAsync(SwitchSettings.Of(configuration).Off, ct))
            {
                log.SwitchedOff(string.Join(", ", switching.Look().Where(one => one.IsOff).Select(one => one.Name)));
            }
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // All stays as it was: a storage that is down must not switch anything on.
            log.SwitchesUnknown(fault.GetType().Name);
        }
    }
}
