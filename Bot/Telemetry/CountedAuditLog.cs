using SsprBot.Domain;

namespace SsprBot.Telemetry;

/// <summary>Whatever is audited is counted: there is no second list of what matters.</summary>
internal sealed class CountedAuditLog(IAuditLog log) : IAuditLog
{
    public async Task AppendAsync(AuditEvent happened, CancellationToken ct)
    {
        await log.AppendAsync(happened, ct);
        Signals.Event(happened);
    }
}
