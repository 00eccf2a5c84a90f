using System.Text.Json.Serialization;
using SsprBot.Domain;
using SsprBot.Talk;

namespace SsprBot.Turn;

/// <summary>Watches the open sessions, over restarts and for other instances too.</summary>
public sealed partial class SessionClock(IRecords records, Vault vault, Callbacks callbacks, Policy policy, TimeProvider time, ILogger<SessionClock> log)
    : Lookout(TimeSpan.FromSeconds(5), time), ISessionClock
{
    private readonly Alarms<Watched> _alarms = new(records, "session-alarm", AlarmShapes.Default.Watched, time);

    public Task WatchAsync(RecoverySession session, CancellationToken ct) =>
        _alarms.SetAsync(new Watched(session.Id, session.Deadline), session.Deadline - policy.SessionWarning, ct);

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

    [LoggerMessage(113, LogLevel.Warning, "Whether a session is about to end could not be looked at: {Kind}")]
    private static partial void NotLooked(ILogger log, string kind);
}

internal sealed record Watched(string Session, DateTimeOffset Deadline);

internal sealed record Ringing(string Call);

[JsonSerializable(typeof(Watched))]
[JsonSerializable(typeof(Ringing))]
internal sealed partial class AlarmShapes : JsonSerializerContext;
