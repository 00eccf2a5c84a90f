namespace SsprBot.Domain;

/// <summary>What is the matter with an account. It is told only to somebody who has proved enough.</summary>
public enum Trouble
{
    /// <summary>It can be unlocked with its password kept.</summary>
    Locked,

    /// <summary>It is locked, and the policy wants a new password for that.</summary>
    LockedForReset,

    /// <summary>The password is too old, or must be changed.</summary>
    PasswordExpired,

    None,

    /// <summary>Only an administrator can help.</summary>
    Closed,
    DirectoryDown,

    /// <summary>The session has not proved enough, or is over.</summary>
    NotValid,
}

/// <summary>What became of an unlock.</summary>
public abstract record UnlockOutcome
{
    private UnlockOutcome()
    {
    }

    public sealed record Done : UnlockOutcome;

    public sealed record Refused : UnlockOutcome;

    /// <summary>Nothing was changed.</summary>
    public sealed record DirectoryDown : UnlockOutcome;

    /// <summary>The directory did not say whether it did it.</summary>
    public sealed record Unknown : UnlockOutcome;

    /// <summary>The session does not authorise it, or no longer does.</summary>
    public sealed record NotValid : UnlockOutcome;
}

/// <summary>Finds out what keeps somebody who has proved enough from signing in, and unlocks the account. Everything is checked again at this moment.</summary>
public sealed class Unlocking(Vault vault, People people, IDirectory directory, Policy policy, PasswordLink links, Deeds deeds)
{
    public async Task<Trouble> LookAsync(string sessionId, CancellationToken ct)
    {
        if (await vault.Sessions.ReadAsync(sessionId, ct) is not { Value: var session } || !session.MayAct(vault.Now))
        {
            return Trouble.NotValid;
        }

        var found = await people.ReadAsync(session.Subject!.AccountId, ct);
        if (found is Found.Unavailable)
        {
            return Trouble.DirectoryDown;
        }

        return deeds.WhyNot(session, found, await deeds.GuardAsync(session, ct)) is not null ? Trouble.Closed
            : found is not Found.One { Account: var account } ? Trouble.Closed
            : account.Locked ? policy.UnlockAlone ? Trouble.Locked : Trouble.LockedForReset
            : account.PasswordExpired || account.MustChangePassword ? Trouble.PasswordExpired
            : Trouble.None;
    }

    /// <summary>Unlocks and keeps the password.</summary>
    public async Task<UnlockOutcome> UnlockAsync(string sessionId, CancellationToken ct)
    {
        if (!policy.UnlockAlone
            || await vault.Sessions.ReadAsync(sessionId, ct) is not { } seen
            || Towards(seen.Value, Goal.Unlock)?.UnlockingBegun(vault.Now) is not { } unlocking)
        {
            return new UnlockOutcome.NotValid();
        }

        var found = await people.ReadAsync(unlocking.Subject!.AccountId, ct);
        if (found is Found.Unavailable)
        {
            return new UnlockOutcome.DirectoryDown();
        }

        if (deeds.WhyNot(unlocking, found, await deeds.GuardAsync(unlocking, ct)) is { } why)
        {
            await deeds.StopAsync(seen, why, ct);
            return new UnlockOutcome.NotValid();
        }

        return found is Found.One { Account: { Locked: true } account } && await vault.Sessions.TryReplaceAsync(sessionId, seen, unlocking, ct) is { } begun
            ? await WriteAsync(begun, account, ct)
            : new UnlockOutcome.NotValid();
    }

    /// <summary>Goes on to a new password with the proofs that were given.</summary>
    /// <returns>Null when the session has not proved enough, is over, or has had its links.</returns>
    public async Task<IssuedLink?> ResetInsteadAsync(string sessionId, CancellationToken ct)
    {
        if (await vault.Sessions.ReadAsync(sessionId, ct) is not { } seen
            || Towards(seen.Value, Goal.Reset) is not { } resetting
            || links.Mint(resetting) is not var (linked, link)
            || await vault.Sessions.TryReplaceAsync(sessionId, seen, linked, ct) is null)
        {
            return null;
        }

        await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "reset-instead", linked, ct);
        return link;
    }

    private RecoverySession? Towards(RecoverySession session, Goal goal) => session.Goal == goal ? session : session.ChangedGoal(goal, vault.Now);

    private async Task<UnlockOutcome> WriteAsync(Versioned<RecoverySession> begun, Account account, CancellationToken ct)
    {
        // What cannot be audited is not done: the intention is on record before the deed.
        await vault.AuditAsync(AuditActivity.UnlockAccount, AuditResult.Succeeded, "unlocking", begun.Value, ct);

        // From here on nothing is cancelled: a deed half done must be finished and told.
        var ended = CancellationToken.None;
        switch (await directory.UnlockAsync(account, ended))
        {
            case DirectoryWrite.Done:
                await deeds.CompleteAsync(begun, account, ended);
                return new UnlockOutcome.Done();

            case DirectoryWrite.Refused refused:
                await deeds.RefusedAsync(begun, refused.Why, ended);
                return new UnlockOutcome.Refused();

            case DirectoryWrite.Unavailable:
                await deeds.NotDoneAsync(begun, ended);
                return new UnlockOutcome.DirectoryDown();

            default:
                await vault.AuditAsync(AuditActivity.UnlockAccount, AuditResult.Failed, "outcome-unknown", begun.Value, ended);
                return new UnlockOutcome.Unknown();
        }
    }
}
