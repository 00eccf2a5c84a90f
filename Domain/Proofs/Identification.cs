namespace SsprBot.Domain;

/// <summary>What became of a user ID, or of the answer to a bot check.</summary>
public abstract record Identified
{
    private Identified()
    {
    }

    /// <summary>Choose among the session's open methods. Also what a decoy gets.</summary>
    public sealed record Ready(RecoverySession Session) : Identified;

    /// <summary>Answer this first.</summary>
    /// <param name="Again">The answer before was not right.</param>
    public sealed record BotCheckNeeded(RecoverySession Session, bool Again) : Identified;

    public sealed record NotAUserId : Identified;

    /// <summary>Only told where it reveals nothing about anybody, or to the owner.</summary>
    public sealed record Refused(Ineligible Why) : Identified;

    public sealed record DirectoryDown : Identified;

    /// <summary>This sender has begun too often.</summary>
    public sealed record TooMany : Identified;

    /// <summary>The bot check was not passed in as many tries as there are; the session has ended.</summary>
    public sealed record NotAPerson : Identified;

    /// <summary>The session has ended or never was.</summary>
    public sealed record Over : Identified;
}

/// <summary>Begins a session for a user ID and finds out whose it is: an account, or a decoy that nobody can tell from one.</summary>
public sealed class Identification(Vault vault, People people, BotChecks botChecks, DirectoryReturn directory, Switches switches, Policy policy)
{
    /// <param name="typed">Counts for nothing where the channel vouches for the visitor: that one acts on no account but their own.</param>
    public async Task<Identified> BeginAsync(Goal goal, string typed, Visitor visitor, CancellationToken ct)
    {
        if (UserIds.Read(visitor.TrustedUserId ?? typed) is not { } userId)
        {
            return visitor.IsTrusted ? new Identified.Refused(Ineligible.NotFound) : new Identified.NotAUserId();
        }

        if (switches.IsClosed(visitor.Chat.Channel))
        {
            return new Identified.Refused(Ineligible.SwitchedOff);
        }

        if (policy.Enabled is EnabledFor.Nobody)
        {
            return new Identified.Refused(Ineligible.SelfServiceOff);
        }

        if (!people.Offers(goal, userId))
        {
            return new Identified.Refused(Ineligible.NotInThisDirectory);
        }

        if (!visitor.IsTrusted && !await TryCountSenderAsync(userId, visitor, ct))
        {
            await vault.AuditAsync(AuditActivity.BlockedFromReset, AuditResult.Blocked, "sender-throttled", visitor, userId, ct, goal: goal);
            return new Identified.TooMany();
        }

        // Whoever texts pays for it and cannot see pictures; their number is counted as the sender.
        var challenge = visitor.IsTrusted || visitor.Phone is not null ? null : botChecks.Next();
        var session = RecoverySession.Begin(Secrets.NewId(), goal, userId, visitor, challenge, policy, vault.Now);
        if (challenge is null)
        {
            return await IdentifyAsync(null, session, ct);
        }

        return await vault.Sessions.TryCreateAsync(session.Id, session, ct) is null
            ? new Identified.Over()
            : new Identified.BotCheckNeeded(session, Again: false);
    }

    /// <param name="typed">The answer to the session's bot check; it is used up whether right or wrong.</param>
    public async Task<Identified> AnswerAsync(string sessionId, string typed, CancellationToken ct)
    {
        if (await vault.Sessions.ReadAsync(sessionId, ct) is not { Value: { BotChallenge: { } challenge } } seen)
        {
            return new Identified.Over();
        }

        var next = botChecks.IsSolved(challenge, typed)
            ? seen.Value.BotCheckPassed(vault.Now)
            : seen.Value.BotCheckFailed(botChecks.Next()!, vault.Now);
        return next is null ? new Identified.Over()
            : next is { IsOver: false, BotChallenge: null } ? await IdentifyAsync(seen, next, ct)
            : await vault.Sessions.TryReplaceAsync(sessionId, seen, next, ct) is null ? new Identified.Over()
            : next.IsOver ? new Identified.NotAPerson()
            : new Identified.BotCheckNeeded(next, Again: true);
    }

    /// <summary>Another picture, for somebody who cannot read this one. It counts as a wrong answer.</summary>
    public Task<Identified> AnotherAsync(string sessionId, CancellationToken ct) => AnswerAsync(sessionId, "", ct);

    /// <summary>Writes the session once; <paramref name="seen"/> is what was read, null for a session not yet kept.</summary>
    private async Task<Identified> IdentifyAsync(Versioned<RecoverySession>? seen, RecoverySession session, CancellationToken ct)
    {
        var (found, guardId, guard) = await people.FindGuardedAsync(session.UserId, session.Visitor, ct);
        if (found is Found.Unavailable)
        {
            await directory.MissedAsync(session.Visitor.Chat, session.UserId, ct);
            await vault.Senders.TryChangeAsync(SenderId(session.Visitor), sender => sender.NotStarted(PersonId(session.UserId)), ct);
            return new Identified.DirectoryDown();
        }

        var account = found is Found.One one ? one.Account with { TextsFrom = session.Visitor.Phone } : null;
        var byPassword = session.Goal is Goal.Change or Goal.Register;
        var why = account is null ? Ineligible.NotFound : byPassword ? Eligibility.Exclusion(account, policy) : Eligibility.Check(account, switches.Policy, vault.Now);

        // A line whoever it is: to write it takes its time.
        await (why is { } reason
            ? vault.AuditAsync(AuditActivity.BlockedFromReset, AuditResult.Blocked, Kebab.Of(reason), session, ct)
            : vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "identified", session, ct));

        if (why is { } told && (session.Visitor.IsTrusted || !policy.HideAccounts))
        {
            return new Identified.Refused(told);
        }

        var subject = why is null && (byPassword || guard.MayStart(session.Id, policy.Limits, vault.Now)) ? vault.SubjectOf(account!, guard.Generation) : null;
        var next = byPassword ? session.IdentifiedByPassword(guardId, subject, vault.Now) : AtGates(session, guardId, subject, why is null ? account : null);
        return next is not null && await vault.Sessions.TryWriteAsync(session.Id, seen, next, ct) is not null
            ? new Identified.Ready(next)
            : new Identified.Over();
    }

    /// <param name="account">Null where there is none that may use it.</param>
    private RecoverySession? AtGates(RecoverySession session, string guardId, Subject? subject, Account? account)
    {
        var offer = account is null ? Eligibility.DecoyOffer(session.UserId, switches.Policy, vault.Pepper) : Eligibility.OfferFor(account, switches.Policy, vault.Now);
        return session.Identified(guardId, subject, offer.Methods, offer.Gates, vault.Now);
    }

    private string SenderId(Visitor visitor) => vault.Pepper.Pseudonym("sender", visitor.Sender);

    private string PersonId(string userId) => vault.Pepper.Pseudonym("user-id", UserIds.Fold(userId));

    private async Task<bool> TryCountSenderAsync(string userId, Visitor visitor, CancellationToken ct)
    {
        var person = PersonId(userId);
        return await vault.Senders.TryChangeAsync(
            SenderId(visitor), sender => sender.MayStart(person, policy.Limits, vault.Now) ? sender.Started(person, vault.Now) : null, ct, SenderGuard.New) is not null;
    }
}
