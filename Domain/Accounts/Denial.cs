namespace SsprBot.Domain;

/// <summary>What became of "this wasn't me".</summary>
public enum DenialOutcome
{
    /// <summary>Self-service is blocked, sessions are ended, the administrators are told.</summary>
    Done,

    /// <summary>Used, expired, or never issued: nobody learns which.</summary>
    NotValid,
}

/// <summary>
/// "This wasn't me": stops self-service for an account until an administrator releases it. Whatever is open on the account can set nothing any more.
/// </summary>
public sealed class Denial(Vault vault, People people, SessionEnding sessions, DenialLinks links, AdministratorMail administrators)
{
    /// <summary>By the link of a notice; once.</summary>
    public async Task<DenialOutcome> DenyAsync(string token, CancellationToken ct)
    {
        if (await links.FindAsync(token, ct) is not { Value: var ticket } seen)
        {
            return DenialOutcome.NotValid;
        }

        // Blocking twice is blocking once, so it comes before the link is spent: a link is never spent for nothing.
        await people.ChangeAsync(ticket.AccountId, Blocked, ct);
        if (!await links.TrySpendAsync(token, seen, ct))
        {
            return DenialOutcome.NotValid;
        }

        await CloseAsync(ticket.AccountId, ticket.UserId, ticket.Visitor, vault.Pepper.Pseudonym("denied", token));
        return DenialOutcome.Done;
    }

    /// <summary>By whoever answers a call or a text of this session: <c>*</c>, or <c>NO</c>. Once for an account, until it is released; a decoy has nothing to block.</summary>
    public async Task<DenialOutcome> DenyAsync(RecoverySession session, CancellationToken ct)
    {
        if (session.Subject is not { } subject || await people.ChangeAsync(subject.AccountId, registered => registered.BlockedAt is null ? Blocked(registered) : null, ct) is null)
        {
            return DenialOutcome.NotValid;
        }

        await CloseAsync(subject.AccountId, session.UserId, session.Visitor, vault.Pepper.Pseudonym("denied", session.Id));
        return DenialOutcome.Done;
    }

    /// <summary>Gives self-service back; for an administrator who has made sure of the person.</summary>
    /// <param name="administrator">Who does it.</param>
    /// <returns>False when it was not blocked.</returns>
    public async Task<bool> ReleaseAsync(Account account, Visitor administrator, CancellationToken ct)
    {
        // What cannot be audited is not done.
        await vault.AuditAsync(AuditActivity.SuspiciousActivityReported, AuditResult.Succeeded, "releasing", administrator, account.UserId, ct);
        if (await people.ChangeAsync(account.Id, registered => registered.BlockedAt is null ? null : registered with { BlockedAt = null }, ct) is null)
        {
            return false;
        }

        await vault.AuditAsync(AuditActivity.SuspiciousActivityReported, AuditResult.Succeeded, "released", administrator, account.UserId, CancellationToken.None);
        return true;
    }

    private Enrolment Blocked(Enrolment registered) => registered with { BlockedAt = registered.BlockedAt ?? vault.Now };

    // From here on nothing is cancelled: an alarm half raised must be raised. What may fail, because it is elsewhere, comes last.
    private async Task CloseAsync(string accountId, string userId, Visitor visitor, string @event)
    {
        var ct = CancellationToken.None;
        await vault.AuditAsync(AuditActivity.SuspiciousActivityReported, AuditResult.Blocked, "denied-by-owner", visitor, userId, ct);
        await EndVisitsAsync(vault.GuardId(visitor with { TrustedUserId = null }, accountId, userId), ct);
        await EndVisitsAsync(vault.GuardId(visitor with { TrustedUserId = userId }, accountId, userId), ct);
        await administrators.SendAsync(Letter.SuspiciousActivity, @event, new Dictionary<string, string> { ["userId"] = userId }, ct);
        await sessions.BeginAsync(accountId, userId, visitor, ct);
    }

    private async Task EndVisitsAsync(string guardId, CancellationToken ct) => await vault.Guards.TryChangeAsync(guardId, guard => guard.Denied(), ct, Guard.New);
}
