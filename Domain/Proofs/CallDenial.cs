namespace SsprBot.Domain;

/// <summary>"This was not me", said in a call or answered to a text: it raises the alarm and ends the visit.</summary>
public sealed class CallDenial(Vault vault, Denial denial, ICallback callback)
{
    internal async Task<CallAnswer> DenyAsync(string callId, string sessionId) =>
        await vault.Sessions.ReadAsync(sessionId, CancellationToken.None) is { Value: var session }
        && await DenyAsync(session, VerificationMethod.VoiceCall, () => TryMarkDeniedAsync(callId, CancellationToken.None))
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

        await CancelAsync(session.Id, ct);
        await vault.AuditAsync(AuditActivity.SuspiciousActivityReported, AuditResult.Blocked, Calls.DeniedReason, session, ct, Kebab.Of(by));
        await callback.WakeAsync(session.Visitor.Chat, ct);
        return true;
    }

    private async Task<bool> TryMarkDeniedAsync(string callId, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.Calls.ReadAsync(callId, ct) is not { Value: { Denied: false } call } seen)
            {
                return false;
            }

            if (await vault.Calls.TryReplaceAsync(callId, seen, call with { End = CallEnd.Answered, Denied = true }, ct) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private async Task CancelAsync(string sessionId, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.Sessions.ReadAsync(sessionId, ct) is not { } seen
                || seen.Value.Cancel(Calls.DeniedReason) is not { } cancelled
                || await vault.Sessions.TryReplaceAsync(sessionId, seen, cancelled, ct) is not null)
            {
                return;
            }
        }
    }
}
