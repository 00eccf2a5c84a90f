namespace SsprBot.Domain;

/// <summary>What the secure page shows.</summary>
/// <param name="Rules">Everything a password must meet, with its numbers.</param>
public sealed record PasswordForm(RecoverySession Session, string UserId, IReadOnlyList<PasswordFault> Rules, DirectoryRules Directory, int TriesLeft);

/// <summary>What became of a new password.</summary>
public abstract record ResetOutcome
{
    private ResetOutcome()
    {
    }

    public sealed record Done : ResetOutcome;

    /// <summary>The bot's rules refuse it; nothing was tried and no try is lost.</summary>
    public sealed record RulesBroken(IReadOnlyList<PasswordRule> Rules) : ResetOutcome;

    public sealed record Refused(DirectoryRefusal Why, int TriesLeft) : ResetOutcome;

    /// <summary>Nothing was changed and no try is lost.</summary>
    public sealed record DirectoryDown : ResetOutcome;

    /// <summary>The directory did not say whether it was set.</summary>
    public sealed record Unknown : ResetOutcome;

    /// <summary>The session does not authorise it, or no longer does.</summary>
    public sealed record NotValid : ResetOutcome;
}

/// <summary>Sets a new password for somebody who has proved enough. Everything is checked again at this moment.</summary>
public sealed class PasswordReset(Vault vault, People people, IDirectory directory, PasswordRules rules, Policy policy, Notices notices, ICallback callback)
{
    /// <summary>The form that the page's key opens; null when it opens none.</summary>
    public async Task<PasswordForm?> FormAsync(string key, CancellationToken ct) =>
        await ReadAsync(key, ct) is { Value: { State: SessionState.PageOpen, Goal: not Goal.Register } session }
        && session.IsLive(vault.Now)
        && await people.ReadAsync(session.Subject!.AccountId, ct) is Found.One { Account: var account }
            ? await FormOfAsync(session, account, ct)
            : null;

    public async Task<ResetOutcome> SetAsync(string key, Password password, CancellationToken ct)
    {
        if (await ReadAsync(key, ct) is not { Value: { Subject: { } subject } session } seen || session.SettingBegun(policy.PasswordTries, vault.Now) is not { } setting)
        {
            return new ResetOutcome.NotValid();
        }

        var found = await people.ReadAsync(subject.AccountId, ct);
        if (found is Found.Unavailable)
        {
            return new ResetOutcome.DirectoryDown();
        }

        if (await WhyNotAsync(session, found as Found.One, ct) is { } why)
        {
            return await EndAsync(seen, why, ct);
        }

        var account = ((Found.One)found).Account;
        var context = await ContextOfAsync(account, ct);
        PasswordRule[] checkedRules = [.. rules.Check(password, context), .. LeakedPasswords.Check(vault.Pepper, session, password)];
        if (checkedRules.Any(rule => !rule.Met))
        {
            return new ResetOutcome.RulesBroken(checkedRules);
        }

        return await vault.Sessions.TryReplaceAsync(session.Id, seen, setting, ct) is { } begun
            ? await WriteAsync(begun, account, password, ct)
            : new ResetOutcome.NotValid();
    }

    /// <summary>Finishes what a crash or a time-out left between before and after. The directory's own time stamp decides.</summary>
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

        return account.PasswordSetAt == subject.PasswordSetAt
            ? (await vault.Sessions.TryReplaceAsync(session.Id, seen, session.SettingRefused(policy.PasswordTries)!, ct))?.Value
            : await CompleteAsync(seen, account, ct);
    }

    private async Task<PasswordForm> FormOfAsync(RecoverySession session, Account account, CancellationToken ct)
    {
        var context = await ContextOfAsync(account, ct);
        var shown = rules.Shown(context);
        if (session.Leaked.Count > 0)
        {
            shown = [.. shown, new PasswordFault.TypedInTheChat()];
        }

        return new PasswordForm(session, session.UserId, shown, context.Directory, policy.PasswordTries - session.PasswordTries);
    }

    private async Task<PasswordContext> ContextOfAsync(Account account, CancellationToken ct) =>
        new(account.UserId, account.DisplayName, [account.Mail], await directory.RulesAsync(account, ct));

    private Task<Versioned<RecoverySession>?> ReadAsync(string key, CancellationToken ct) => PageKey.ReadAsync(vault.Sessions, key, ct);

    /// <returns>Why the account or its throttles no longer allow it; null when they do.</returns>
    private async Task<string?> WhyNotAsync(RecoverySession session, Found.One? found, CancellationToken ct)
    {
        if (found is null)
        {
            return "account-gone";
        }

        if (Eligibility.Check(found.Account, policy, vault.Now) is { } ineligible)
        {
            return Kebab.Of(ineligible);
        }

        if (!vault.IsUnchanged(found.Account, session.Subject!))
        {
            return "account-changed";
        }

        var guard = (await vault.Guards.ReadAsync(session.GuardId, ct))?.Value ?? Guard.New;
        return guard.Generation != session.Subject!.Generation ? "superseded" : null;
    }

    private async Task<ResetOutcome> EndAsync(Versioned<RecoverySession> seen, string why, CancellationToken ct)
    {
        await vault.AuditAsync(AuditActivity.ResetPassword, AuditResult.Blocked, why, seen.Value, ct);
        if (seen.Value.Cancel(why) is { } cancelled)
        {
            await vault.Sessions.TryReplaceAsync(cancelled.Id, seen, cancelled, ct);
        }

        await callback.WakeAsync(seen.Value.Visitor.Chat, ct);
        return new ResetOutcome.NotValid();
    }

    private async Task<ResetOutcome> WriteAsync(Versioned<RecoverySession> begun, Account account, Password password, CancellationToken ct)
    {
        // What cannot be audited is not done: the intention is on record before the deed.
        await vault.AuditAsync(AuditActivity.ResetPassword, AuditResult.Succeeded, "setting", begun.Value, ct);

        // From here on nothing is cancelled: a deed half done must be finished and told.
        var ended = CancellationToken.None;
        switch (await directory.SetPasswordAsync(account, password, ended))
        {
            case DirectoryWrite.Done:
                await CompleteAsync(begun, account, ended);
                return new ResetOutcome.Done();

            case DirectoryWrite.Refused refused:
                await vault.AuditAsync(AuditActivity.ResetPassword, AuditResult.Failed, Kebab.Of(refused.Why), begun.Value, ended);
                var next = begun.Value.SettingRefused(policy.PasswordTries)!;
                await vault.Sessions.TryReplaceAsync(next.Id, begun, next, ended);
                if (next.IsOver)
                {
                    await callback.WakeAsync(next.Visitor.Chat, ended);
                }

                return new ResetOutcome.Refused(refused.Why, policy.PasswordTries - next.PasswordTries);

            case DirectoryWrite.Unavailable:
                var untouched = begun.Value.SettingRefused(int.MaxValue)! with { PasswordTries = begun.Value.PasswordTries - 1 };
                await vault.Sessions.TryReplaceAsync(untouched.Id, begun, untouched, ended);
                return new ResetOutcome.DirectoryDown();

            default:
                await vault.AuditAsync(AuditActivity.ResetPassword, AuditResult.Failed, "outcome-unknown", begun.Value, ended);
                return new ResetOutcome.Unknown();
        }
    }

    private async Task<RecoverySession> CompleteAsync(Versioned<RecoverySession> setting, Account before, CancellationToken ct)
    {
        var done = setting.Value.PasswordSet()!;
        if (await vault.Sessions.TryReplaceAsync(done.Id, setting, done, ct) is null)
        {
            return done;
        }

        await vault.AuditAsync(AuditActivity.ResetPassword, AuditResult.Succeeded, "password-set", done, ct);
        await ClearGuardAsync(done.GuardId, ct);
        await notices.PasswordWasResetAsync(done, before, ct);
        await callback.WakeAsync(done.Visitor.Chat, ct);
        return done;
    }

    private async Task ClearGuardAsync(string guardId, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var seen = await vault.Guards.ReadAsync(guardId, ct);
            if (await vault.Guards.TryWriteAsync(guardId, seen, (seen?.Value ?? Guard.New).Succeeded(vault.Now), ct) is not null)
            {
                return;
            }
        }
    }
}
