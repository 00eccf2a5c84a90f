namespace SsprBot.Domain;

/// <summary>An account whose sessions are to be ended in the directory; it is kept until that is done.</summary>
/// <param name="UserId">As it was typed when the visit began, or as the directory had it when the notice was written.</param>
/// <param name="Visitor">Whose doing was denied.</param>
/// <param name="DueAt">When it is tried next.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
public sealed record SessionsToEnd(string AccountId, string UserId, Visitor Visitor, DateTimeOffset DueAt, int Attempts = 0)
{
    public override string ToString() => $"({AccountId})";
}

/// <summary>Ends the sessions of an account in the directory, at once or as soon as the directory is there again.</summary>
public sealed class SessionEnding(Vault vault, IDirectory directory)
{
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    /// <summary>Keeps that it is to be done, then tries. To ask for it twice is to ask for it once.</summary>
    public async Task BeginAsync(string accountId, string userId, Visitor visitor, CancellationToken ct)
    {
        var id = vault.Pepper.Pseudonym("sessions-to-end", accountId);
        await vault.SessionsToEnd.TryCreateAsync(id, new SessionsToEnd(accountId, userId, visitor, vault.Now), ct);
        await TryAsync(id, ct);
    }

    /// <summary>Tries what is due.</summary>
    /// <returns>How many are left for later.</returns>
    public async Task<int> TryAllAsync(CancellationToken ct)
    {
        var ids = new List<string>();
        await foreach (var id in vault.SessionsToEnd.ListAsync(ct))
        {
            ids.Add(id);
        }

        var left = 0;
        foreach (var id in ids)
        {
            left += await TryAsync(id, ct) ? 0 : 1;
        }

        return left;
    }

    /// <returns>False when it is still to be done.</returns>
    private async Task<bool> TryAsync(string id, CancellationToken ct)
    {
        if (await vault.SessionsToEnd.ReadAsync(id, ct) is not { Value: var due } seen)
        {
            return true;
        }

        if (vault.Now < due.DueAt)
        {
            return false;
        }

        // The next try is on record before this one, so that two nodes do not try together, and a crash does not end it.
        var attempts = due.Attempts + 1;
        var reserved = due with { Attempts = attempts, DueAt = vault.Now + Pauses.After(attempts) };
        if (await vault.SessionsToEnd.TryReplaceAsync(id, seen, reserved, ct) is not { } tried)
        {
            return false;
        }

        if (await EndAsync(due.AccountId, ct) is not { } how)
        {
            await AuditAsync(due, due.Attempts == 0 ? "sessions-not-ended-yet" : null, AuditResult.Failed, ct);
            return false;
        }

        await AuditAsync(due, how, AuditResult.Succeeded, ct);
        return await vault.SessionsToEnd.TryDeleteAsync(id, tried, ct);
    }

    /// <returns>What to audit once nothing is left to do; null when the directory cannot do it now.</returns>
    private async Task<string?> EndAsync(string accountId, CancellationToken ct)
    {
        try
        {
            switch (await directory.ReadAsync(accountId, ct))
            {
                case Found.One { Account: var account }:
                    await directory.EndSessionsAsync(account, ct);
                    return "sessions-ended";

                case Found.None:
                    return "account-gone";

                default:
                    return null;
            }
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            // A directory that fails in the middle is tried again like one that is down.
            return null;
        }
    }

    private Task AuditAsync(SessionsToEnd ending, string? reason, AuditResult result, CancellationToken ct) => reason is null
        ? Task.CompletedTask
        : vault.AuditAsync(AuditActivity.FlowProgress, result, reason, ending.Visitor, ending.UserId, ct);
}
