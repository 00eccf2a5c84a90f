namespace SsprBot.Domain;

/// <summary>"This was not me", said in a call: it raises the alarm and ends the visit.</summary>
public sealed class CallDenial(Vault vault, Denial denial, ICallback callback)
{
    // Once the owner has said so, nobody can call it off. Blocking comes first and may be done twice; the alarm is raised once.
    internal async Task<CallAnswer> DenyAsync(string callId, string sessionId)
    {
        var ct = CancellationToken.None;
        if (await vault.Sessions.ReadAsync(sessionId, ct) is not { Value: var session })
        {
            return CallAnswer.Over;
        }

        await denial.DenyAsync(session, ct);
        if (await vault.Calls.TryChangeAsync(callId, call => call.Denied ? null : call with { End = CallEnd.Answered, Denied = true }, ct) is null)
        {
            return CallAnswer.Over;
        }

        await vault.Sessions.TryChangeAsync(session.Id, open => open.Cancel(Calls.DeniedReason), ct);
        await vault.AuditAsync(
            AuditActivity.SuspiciousActivityReported, AuditResult.Blocked, Calls.DeniedReason, session, ct, Kebab.Of(VerificationMethod.VoiceCall));
        await callback.WakeAsync(session.Visitor.Chat, ct);
        return CallAnswer.Denied;
    }
}
