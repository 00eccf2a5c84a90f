using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Turn;

/// <summary>Looks every two seconds what is switched off: in the settings, which may be edited while the host runs, and by administrators on any instance.</summary>
public sealed class SwitchClock(Switching switching, IConfiguration configuration, TimeProvider time, ILogger<SwitchClock> log) : Lookout(TimeSpan.FromSeconds(2), time)
{
    /// <summary>Nobody is served before it is known what is off, unless that cannot be read.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryLookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task LookAsync(CancellationToken ct)
    {
        if (await switching.RefreshAsync(SwitchSettings.Of(configuration).Off, ct))
        {
            log.SwitchedOff(string.Join(", ", switching.Look().Where(one => one.IsOff).Select(one => one.Name)));
        }
    }

    // All stays as it was: a storage that is down must not switch anything on.
    protected override void Failed(string kind) => log.SwitchesUnknown(kind);
}
