namespace SsprBot.Domain;

/// <summary>"This was not me", said in a call or answered to a text: it raises the alarm and ends the visit.</summary>
public sealed class PhoneDenial(Vault vault, Denial denial, ICallback callback)
{
    internal async Task<CallAnswer> DenyAsync(string callId, string sessionId) =>
        await vault.Sessions.ReadAsync(sessionId, CancellationToken.None) is { Value: var session }
        && await DenyAsync(session, VerificationMethod.VoiceCall, () => IsFirstAsync(callId))
            ? CallAnswer.Denied
            : CallAnswer.Over;

    // Once the owner has said so, nobody can call it off. Blocking comes first and may be done twice; the alarm is raised once.
    internal async Task<bool> DenyAsync(RecoverySession session, VerificationMethod by, Func<Task<bool>> isFirst)
    {
        var ct = CancellationToken.None;
        await denial.DenyAsync(session, ct);
        if (!await isFirst())
        {
            return false;
        }

        await vault.Sessions.TryChangeAsync(session.Id, open => open.Cancel(Calls.DeniedReason), ct);
        await vault.AuditAsync(AuditActivity.SuspiciousActivityReported, AuditResult.Blocked, Calls.DeniedReason, session, ct, Kebab.Of(by));
        await callback.WakeAsync(session.Visitor.Chat, ct);
        return true;
    }

    private async Task<bool> IsFirstAsync(string callId) =>
        await vault.Calls.TryChangeAsync(callId, call => call.Denied ? null : call with { End = CallEnd.Answered, Denied = true }, CancellationToken.None) is not null;
}
