namespace SsprBot.Domain;

/// <summary>What became of what somebody says is the current password.</summary>
public abstract record PasswordTry
{
    private PasswordTry()
    {
    }

    /// <param name="Session">As it is kept now, before anything follows from it.</param>
    public sealed record Right(Versioned<RecoverySession> Session, Account Account) : PasswordTry;

    /// <summary>Not right, or not compared because there were too many: nobody learns which.</summary>
    /// <param name="TriesLeft">0 when the session is over.</param>
    public sealed record Wrong(int TriesLeft) : PasswordTry;

    /// <summary>It was not compared and no try is lost.</summary>
    public sealed record DirectoryDown : PasswordTry;

    /// <summary>The session does not ask for it, or no longer does.</summary>
    public sealed record NotValid : PasswordTry;
}

/// <summary>
/// Compares the current password. An attempt is reserved before the directory is asked, so that no number of guesses can lock the account
/// there; for a decoy everything is done alike and nothing is right.
/// </summary>
public sealed class CurrentPassword(Vault vault, People people, IDirectory directory, Policy policy, Deeds deeds, ICallback callback)
{
    /// <summary>The proof of somebody who wants to register ways to prove who they are: see <see cref="RecoverySession.MayRegister"/>.</summary>
    /// <param name="key">The key of the open page.</param>
    public async Task<PasswordTry> ProveAsync(string key, Password current, CancellationToken ct)
    {
        if (await deeds.ReadAsync(key, ct) is not { Value.Goal: Goal.Register } seen)
        {
            return new PasswordTry.NotValid();
        }

        var outcome = await TryAsync(seen, current, ct);
        if (outcome is not PasswordTry.Right right)
        {
            return outcome;
        }

        if (right.Session.Value.PasswordProved(vault.Now) is not { } proved || await vault.Sessions.TryReplaceAsync(proved.Id, right.Session, proved, ct) is not { } kept)
        {
            return new PasswordTry.NotValid();
        }

        await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "password-proved", proved, ct);
        await callback.WakeAsync(proved.Visitor.Chat, ct);
        return right with { Session = kept };
    }

    internal async Task<PasswordTry> TryAsync(Versioned<RecoverySession> seen, Password current, CancellationToken ct)
    {
        if (seen.Value.PasswordTried(vault.Now) is not { } tried)
        {
            return new PasswordTry.NotValid();
        }

        // Looked up by what was typed: somebody who does not exist costs the same.
        var found = await people.FindAsync(tried.UserId, ct);
        if (found is Found.Unavailable)
        {
            return new PasswordTry.DirectoryDown();
        }

        if (await vault.Sessions.TryReplaceAsync(tried.Id, seen, tried, ct) is not { } reserved)
        {
            return new PasswordTry.NotValid();
        }

        var attempt = Secrets.NewId();
        return !current.Reveal().IsEmpty && await ReserveAsync(tried, attempt, ct) is { } guard
            ? await CompareAsync(reserved, found, guard, attempt, current, ct)
            : await WrongAsync(reserved, "password-throttled", ct);
    }

    private async Task<PasswordTry> CompareAsync(
        Versioned<RecoverySession> reserved, Found found, Guard guard, string attempt, Password current, CancellationToken ct)
    {
        var session = reserved.Value;
        var why = deeds.WhyNot(session, found, guard);
        var account = why is null ? ((Found.One)found).Account : Account.Nobody(session.UserId);
        var isRight = await directory.IsPasswordAsync(account, current, ct);
        if (isRight is false || (isRight is true && why is not null))
        {
            return await WrongAsync(reserved, why ?? "wrong-password", ct);
        }

        await TakeBackAsync(session, attempt, ct);
        if (isRight is true)
        {
            return new PasswordTry.Right(reserved, account);
        }

        await vault.Sessions.TryReplaceAsync(session.Id, reserved, session.PasswordNotTried()!, ct);
        return new PasswordTry.DirectoryDown();
    }

    private async Task<PasswordTry> WrongAsync(Versioned<RecoverySession> reserved, string why, CancellationToken ct)
    {
        var session = reserved.Value;
        await vault.AuditAsync(Deeds.ActivityOf(session), AuditResult.Failed, why, session, ct);
        if (session.PasswordWrong() is { IsOver: true } over && await vault.Sessions.TryReplaceAsync(session.Id, reserved, over, ct) is not null)
        {
            await callback.WakeAsync(session.Visitor.Chat, ct);
        }

        return new PasswordTry.Wrong(RecoverySession.MaxWrongPasswords - session.WrongPasswords);
    }

    /// <returns>The guard as it was before; null when the directory may not be asked any more.</returns>
    private async Task<Guard?> ReserveAsync(RecoverySession session, string attempt, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var seen = await vault.Guards.ReadAsync(session.GuardId, ct);
            var guard = seen?.Value ?? Guard.New;
            if (!guard.MayTryPassword(policy.Limits, vault.Now))
            {
                return null;
            }

            if (await vault.Guards.TryWriteAsync(session.GuardId, seen, guard.WithPasswordAttempt(attempt, vault.Now), ct) is not null)
            {
                return guard;
            }
        }

        return null;
    }

    private async Task TakeBackAsync(RecoverySession session, string attempt, CancellationToken ct) =>
        await vault.Guards.TryChangeAsync(session.GuardId, guard => guard.WithoutPasswordAttempt(attempt), ct);
}
