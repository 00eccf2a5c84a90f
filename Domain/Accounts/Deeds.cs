namespace SsprBot.Domain;

/// <summary>What resetting, changing and unlocking have in common: the account is checked again at the moment, the end is written once and told to everybody.</summary>
public sealed class Deeds(Vault vault, People people, Switches switches, Policy policy, Notices notices, ResetWatch resets, ICallback callback)
{
    /// <returns>The session whose page the key opened; null when it opened none.</returns>
    public Task<Versioned<RecoverySession>?> ReadAsync(string key, CancellationToken ct) => PageKey.ReadAsync(vault.Sessions, key, ct);

    public async Task<Guard> GuardAsync(RecoverySession session, CancellationToken ct) =>
        (await vault.Guards.ReadAsync(session.GuardId, ct))?.Value ?? Guard.New;

    /// <returns>Why the account or its throttles no longer allow it; null when they do.</returns>
    public string? WhyNot(RecoverySession session, Found found, Guard guard)
    {
        if (found is not Found.One { Account: var account } || session.Subject is not { } subject)
        {
            return "account-gone";
        }

        var ineligible = session.IsByPassword ? Eligibility.Exclusion(account, policy) : Eligibility.Check(account, switches.Policy, vault.Now);
        return switches.IsClosed(session.Visitor.Chat.Channel) ? Kebab.Of(Ineligible.SwitchedOff)
            : ineligible is { } why ? Kebab.Of(why)
            : !vault.IsUnchanged(account, subject) ? "account-changed"
            : !session.IsByPassword && !Eligibility.AreEnough(session.Proofs, account, switches.Policy) ? "proofs-not-enough"
            : guard.Generation != subject.Generation ? "superseded"
            : null;
    }

    /// <summary>Ends a session that may not do it any more.</summary>
    public async Task StopAsync(Versioned<RecoverySession> seen, string why, CancellationToken ct)
    {
        await vault.AuditAsync(ActivityOf(seen.Value), AuditResult.Blocked, why, seen.Value, ct);
        if (seen.Value.Cancel(why) is { } cancelled)
        {
            await vault.Sessions.TryReplaceAsync(cancelled.Id, seen, cancelled, ct);
        }

        await callback.WakeAsync(seen.Value.Visitor.Chat, ct);
    }

    /// <summary>The directory said no.</summary>
    /// <returns>How many tries are left; 0 when the session is over.</returns>
    public async Task<int> RefusedAsync(Versioned<RecoverySession> setting, DirectoryRefusal why, CancellationToken ct)
    {
        await vault.AuditAsync(ActivityOf(setting.Value), AuditResult.Failed, Kebab.Of(why), setting.Value, ct);
        var next = setting.Value.SettingRefused(policy.PasswordTries)!;
        await vault.Sessions.TryReplaceAsync(next.Id, setting, next, ct);
        if (next.IsOver)
        {
            await callback.WakeAsync(next.Visitor.Chat, ct);
        }

        return policy.PasswordTries - next.PasswordTries;
    }

    /// <summary>The directory did nothing: the try does not count.</summary>
    public async Task NotDoneAsync(Versioned<RecoverySession> setting, CancellationToken ct)
    {
        var untouched = setting.Value.SettingRefused(int.MaxValue)! with { PasswordTries = Math.Max(0, setting.Value.PasswordTries - 1) };
        await vault.Sessions.TryReplaceAsync(untouched.Id, setting, untouched, ct);
    }

    /// <param name="setting">The session in which the directory did it.</param>
    /// <param name="before">The account as it was.</param>
    /// <param name="ct">A done deed must be finished and told: do not cancel it.</param>
    public async Task<RecoverySession> CompleteAsync(Versioned<RecoverySession> setting, Account before, CancellationToken ct)
    {
        var session = setting.Value;
        var (completed, letter) = session.Goal switch
        {
            Goal.Unlock => (session.Unlocked(), Letter.AccountWasUnlocked),
            Goal.Change => (session.PasswordChanged(), Letter.PasswordWasChanged),
            _ => (session.PasswordSet(), Letter.PasswordWasReset),
        };
        var done = completed!;
        if (await vault.Sessions.TryReplaceAsync(done.Id, setting, done, ct) is null)
        {
            return done;
        }

        await vault.AuditAsync(ActivityOf(done), AuditResult.Succeeded, done.EndedBy!, done, ct);
        await ClearGuardAsync(done, ct);
        await notices.TellAsync(letter, done, before, ct);
        await (done.Goal is Goal.Reset ? resets.CountAsync(ct) : Task.CompletedTask);
        await callback.WakeAsync(done.Visitor.Chat, ct);
        return done;
    }

    /// <summary>Finishes what a crash or a time-out left between before and after. What the directory says now decides.</summary>
    /// <returns>The session as it is now.</returns>
    public async Task<RecoverySession?> ResolveAsync(string sessionId, CancellationToken ct)
    {
        if (await vault.Sessions.ReadAsync(sessionId, ct) is not { } seen)
        {
            return null;
        }

        var session = seen.Value;
        if (session is not { State: SessionState.Setting, SettingSince: { } since, Subject: { } subject }
            || vault.Now - since < RecoverySession.SettingLease
            || await people.ReadAsync(subject.AccountId, ct) is not Found.One { Account: var account })
        {
            return session;
        }

        var wasDone = session.Goal is Goal.Unlock ? !account.Locked : account.PasswordSetAt != subject.PasswordSetAt;
        return wasDone
            ? await CompleteAsync(seen, account, ct)
            : (await vault.Sessions.TryReplaceAsync(session.Id, seen, session.SettingRefused(policy.PasswordTries)!, ct))?.Value;
    }

    public static AuditActivity ActivityOf(RecoverySession session) => session.Goal switch
    {
        Goal.Reset => AuditActivity.ResetPassword,
        Goal.Unlock => AuditActivity.UnlockAccount,
        Goal.Change => AuditActivity.ChangePassword,
        _ => AuditActivity.FlowProgress,
    };

    private async Task ClearGuardAsync(RecoverySession done, CancellationToken ct) =>
        await vault.Guards.TryChangeAsync(done.GuardId, guard => guard.Succeeded(done.Goal, vault.Now), ct, Guard.New);
}
