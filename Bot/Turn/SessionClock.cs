using System.Text.Json.Serialization;
using System.Threading.Channels;
using SsprBot.Domain;
using SsprBot.Talk;

namespace SsprBot.Turn;

/// <summary>Watches the open sessions, over restarts and for other instances too.</summary>
public sealed partial class SessionClock(IRecords records, Vault vault, Callbacks callbacks, Policy policy, TimeProvider time, ILogger<SessionClock> log)
    : Lookout(TimeSpan.FromSeconds(5), time), ISessionClock
{
    private readonly Channel<RecoverySession> _begun = Channel.CreateUnbounded<RecoverySession>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Alarms<Watched> _alarms = new(records, "session-alarm", AlarmShapes.Default.Watched, time);

    public void Watch(RecoverySession session) => _begun.Writer.TryWrite(session);

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _begun.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(SetAllAsync(), base.ExecuteAsync(stoppingToken));

    protected override async Task LookAsync(CancellationToken ct)
    {
        foreach (var watched in await _alarms.TakeAsync(ct))
        {
            // One that was prolonged is watched anew.
            if (await vault.Sessions.ReadAsync(watched.Session, ct) is { Value: var session } && session.IsLive(vault.Now) && session.Deadline == watched.Deadline)
            {
                callbacks.Wake(session.Visitor.Chat, RootDialog.AlmostUp);
            }
        }
    }

    protected override void Failed(string kind) => NotLooked(log, kind);

    // To the last one, also while the host ends.
    private async Task SetAllAsync()
    {
        await foreach (var session in _begun.Reader.ReadAllAsync())
        {
            var set = _alarms.SetAsync(new Watched(session.Id, session.Deadline), session.Deadline - policy.SessionWarning, CancellationToken.None);
            await set.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (set.Exception is { InnerException: var accident })
            {
                NotSet(log, accident!.GetType().Name);
            }
        }
    }

    [LoggerMessage(113, LogLevel.Warning, "Whether a session is about to end could not be looked at: {Kind}")]
    private static partial void NotLooked(ILogger log, string kind);

    [LoggerMessage(114, LogLevel.Warning, "A session will end without a word before: {Kind}")]
    private static partial void NotSet(ILogger log, string kind);
}

internal sealed record Watched(string Session, DateTimeOffset Deadline);

internal sealed record Ringing(string Call);

[JsonSerializable(typeof(Watched))]
[JsonSerializable(typeof(Ringing))]
internal sealed partial class AlarmShapes : JsonSerializerContext;
