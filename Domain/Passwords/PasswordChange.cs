namespace SsprBot.Domain;

/// <summary>What became of a change.</summary>
public abstract record ChangeOutcome
{
    private ChangeOutcome()
    {
    }

    public sealed record Done : ChangeOutcome;

    /// <inheritdoc cref="PasswordTry.Wrong"/>
    public sealed record WrongPassword(int TriesLeft) : ChangeOutcome;

    /// <summary>The new one is the current one; nothing was tried and no try is lost.</summary>
    public sealed record SamePassword : ChangeOutcome;

    /// <summary>The bot's rules refuse it; nothing was written and no try is lost.</summary>
    public sealed record RulesBroken(IReadOnlyList<PasswordRule> Rules) : ChangeOutcome;

    /// <param name="TriesLeft">0 when the session is over.</param>
    public sealed record Refused(DirectoryRefusal Why, int TriesLeft) : ChangeOutcome;

    /// <summary>Nothing was changed and no try is lost.</summary>
    public sealed record DirectoryDown : ChangeOutcome;

    /// <summary>The directory did not say whether it was set.</summary>
    public sealed record Unknown : ChangeOutcome;

    /// <summary>The session does not authorise it, or no longer does.</summary>
    public sealed record NotValid : ChangeOutcome;
}

/// <summary>
/// Changes the password for somebody who knows the current one. Until that one is right nothing depends on whose account it is: the form and
/// the first look at the new password know only the user ID that was typed.
/// </summary>
public sealed class PasswordChange(Vault vault, IDirectory directory, PasswordRules rules, Policy policy, CurrentPassword currents, Deeds deeds)
{
    /// <summary>The form that the page's key opens; null when it opens none.</summary>
    public async Task<PasswordForm?> FormAsync(string key, CancellationToken ct)
    {
        if (await deeds.ReadAsync(key, ct) is not { Value: { State: SessionState.PageOpen, Goal: Goal.Change } session } || !session.IsLive(vault.Now))
        {
            return null;
        }

        var context = await ContextOfAsync(Account.Nobody(session.UserId), ct);
        return new PasswordForm(session, session.UserId, rules.Shown(context), context.Directory, policy.PasswordTries - session.PasswordTries);
    }

    public async Task<ChangeOutcome> ChangeAsync(string key, Password current, Password password, CancellationToken ct)
    {
        if (await deeds.ReadAsync(key, ct) is not { Value: { State: SessionState.PageOpen, Goal: Goal.Change } session } seen)
        {
            return new ChangeOutcome.NotValid();
        }

        if (password.SameAs(current))
        {
            return new ChangeOutcome.SamePassword();
        }

        return await BrokenAsync(password, Account.Nobody(session.UserId), ct) is { } broken
            ? broken
            : await currents.TryAsync(seen, current, ct) switch
            {
                PasswordTry.Right right => await SetAsync(right, current, password, ct),
                PasswordTry.Wrong wrong => new ChangeOutcome.WrongPassword(wrong.TriesLeft),
                PasswordTry.DirectoryDown => new ChangeOutcome.DirectoryDown(),
                _ => new ChangeOutcome.NotValid(),
            };
    }

    private async Task<ChangeOutcome> SetAsync(PasswordTry.Right right, Password current, Password password, CancellationToken ct)
    {
        var session = right.Session.Value;
        if (await BrokenAsync(password, right.Account, ct) is { } broken)
        {
            await vault.Sessions.TryReplaceAsync(session.Id, right.Session, session.PasswordNotTried()!, ct);
            return broken;
        }

        return session.PasswordProved(vault.Now)?.ChangingBegun(policy.PasswordTries, vault.Now) is { } changing
            && await vault.Sessions.TryReplaceAsync(session.Id, right.Session, changing, ct) is { } begun
                ? await WriteAsync(begun, right.Account, current, password, ct)
                : new ChangeOutcome.NotValid();
    }

    private async Task<ChangeOutcome.RulesBroken?> BrokenAsync(Password password, Account account, CancellationToken ct)
    {
        var judged = rules.Check(password, await ContextOfAsync(account, ct));
        return judged.All(rule => rule.Met) ? null : new ChangeOutcome.RulesBroken(judged);
    }

    private async Task<PasswordContext> ContextOfAsync(Account account, CancellationToken ct) =>
        new(account.UserId, account.DisplayName, account.Mail.Length > 0 ? [account.Mail] : [], await directory.RulesAsync(account, ct));

    private async Task<ChangeOutcome> WriteAsync(
        Versioned<RecoverySession> begun, Account account, Password current, Password password, CancellationToken ct)
    {
        // What cannot be audited is not done: the intention is on record before the deed.
        await vault.AuditAsync(AuditActivity.ChangePassword, AuditResult.Succeeded, "changing", begun.Value, ct);

        // From here on nothing is cancelled: a deed half done must be finished and told.
        var ended = CancellationToken.None;
        switch (await directory.ChangePasswordAsync(account, current, password, ended))
        {
            case DirectoryWrite.Done:
                await deeds.CompleteAsync(begun, account, ended);
                return new ChangeOutcome.Done();

            case DirectoryWrite.Refused refused:
                return new ChangeOutcome.Refused(refused.Why, await deeds.RefusedAsync(begun, refused.Why, ended));

            case DirectoryWrite.Unavailable:
                await deeds.NotDoneAsync(begun, ended);
                return new ChangeOutcome.DirectoryDown();

            case DirectoryWrite.WrongPassword:
                // It was right a moment ago: somebody else has just changed it.
                await vault.AuditAsync(AuditActivity.ChangePassword, AuditResult.Failed, "wrong-password", begun.Value, ended);
                await deeds.NotDoneAsync(begun, ended);
                return new ChangeOutcome.WrongPassword(RecoverySession.MaxWrongPasswords - begun.Value.WrongPasswords);

            default:
                await vault.AuditAsync(AuditActivity.ChangePassword, AuditResult.Failed, "outcome-unknown", begun.Value, ended);
                return new ChangeOutcome.Unknown();
        }
    }
}
