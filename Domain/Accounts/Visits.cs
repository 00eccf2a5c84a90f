namespace SsprBot.Domain;

/// <summary>What a person can do to a visit besides proving: look at it, end it, prolong it, speak another language in it.</summary>
public sealed class Visits(Vault vault, Policy policy, Deeds deeds)
{
    /// <returns>The session, with an unknown outcome resolved where that is possible; null when there is none.</returns>
    public Task<RecoverySession?> LookAsync(string sessionId, CancellationToken ct) => deeds.ResolveAsync(sessionId, ct);

    public bool IsLive(RecoverySession session) => session.IsLive(vault.Now);

    public Task CancelAsync(string sessionId, string reason, CancellationToken ct) =>
        ChangeAsync(sessionId, session => session.Cancel(reason), AuditResult.Canceled, reason, ct);

    /// <returns>The longer session; null when it cannot be prolonged (again).</returns>
    public Task<RecoverySession?> ExtendAsync(string sessionId, CancellationToken ct) =>
        ChangeAsync(sessionId, session => session.Extend(policy.SessionExtension, vault.Now), AuditResult.Succeeded, "extended", ct);

    /// <summary>Another language was chosen in the chat: mails, texts, calls and pages of this visit follow. It is no event of the audit.</summary>
    /// <param name="language">A language tag.</param>
    public Task SpeakAsync(string sessionId, string language, CancellationToken ct) =>
        vault.Sessions.TryChangeAsync(sessionId, session => session.Speaking(language, vault.Now), ct);

    /// <summary>A password was typed in the chat: it cannot be chosen in this visit any more.</summary>
    public async Task LeakedAsync(string sessionId, Password password, CancellationToken ct)
    {
        if (await LookAsync(sessionId, ct) is { } session && IsLive(session) && session.Leaked.Count < LeakedPasswords.Most)
        {
            var hash = LeakedPasswords.HashOf(vault.Pepper, session, password);
            await ChangeAsync(sessionId, now => now.WithLeak(hash, vault.Now), AuditResult.Failed, "password-in-chat", ct);
        }
    }

    private async Task<RecoverySession?> ChangeAsync(
        string sessionId, Func<RecoverySession, RecoverySession?> change, AuditResult result, string reason, CancellationToken ct)
    {
        var next = await vault.Sessions.TryChangeAsync(sessionId, change, ct);
        if (next is not null)
        {
            await vault.AuditAsync(AuditActivity.FlowProgress, result, reason, next, ct);
        }

        return next;
    }
}
