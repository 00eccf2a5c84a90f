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
public sealed class PasswordReset(Vault vault, People people, IDirectory directory, PasswordRules rules, Policy policy, Deeds deeds)
{
    /// <summary>The form that the page's key opens; null when it opens none.</summary>
    public async Task<PasswordForm?> FormAsync(string key, CancellationToken ct) =>
        await deeds.ReadAsync(key, ct) is { Value: { State: SessionState.PageOpen, Goal: Goal.Reset } session }
        && session.IsLive(vault.Now)
        && await people.ReadAsync(session.Subject!.AccountId, ct) is Found.One { Account: var account }
            ? await FormOfAsync(session, account, ct)
            : null;

    public async Task<ResetOutcome> SetAsync(string key, Password password, CancellationToken ct)
    {
        if (await deeds.ReadAsync(key, ct) is not { Value: { Subject: { } subject } session } seen || session.SettingBegun(policy.PasswordTries, vault.Now) is not { } setting)
        {
            return new ResetOutcome.NotValid();
        }

        var found = await people.ReadAsync(subject.AccountId, ct);
        if (found is Found.Unavailable)
        {
            return new ResetOutcome.DirectoryDown();
        }

        if (deeds.WhyNot(session, found, await deeds.GuardAsync(session, ct)) is { } why)
        {
            await deeds.StopAsync(seen, why, ct);
            return new ResetOutcome.NotValid();
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

    private async Task<ResetOutcome> WriteAsync(Versioned<RecoverySession> begun, Account account, Password password, CancellationToken ct)
    {
        // What cannot be audited is not done: the intention is on record before the deed.
        await vault.AuditAsync(AuditActivity.ResetPassword, AuditResult.Succeeded, "setting", begun.Value, ct);

        // From here on nothing is cancelled: a deed half done must be finished and told.
        var ended = CancellationToken.None;
        switch (await directory.SetPasswordAsync(account, password, ended))
        {
            case DirectoryWrite.Done:
                await deeds.CompleteAsync(begun, account, ended);
                return new ResetOutcome.Done();

            case DirectoryWrite.Refused refused:
                return new ResetOutcome.Refused(refused.Why, await deeds.RefusedAsync(begun, refused.Why, ended));

            case DirectoryWrite.Unavailable:
                await deeds.NotDoneAsync(begun, ended);
                return new ResetOutcome.DirectoryDown();

            default:
                await vault.AuditAsync(AuditActivity.ResetPassword, AuditResult.Failed, "outcome-unknown", begun.Value, ended);
                return new ResetOutcome.Unknown();
        }
    }
}
