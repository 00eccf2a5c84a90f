namespace SsprBot.Domain;

/// <summary>Whether a visit may change what its owner registered, at this moment.</summary>
public abstract record Entitled
{
    private Entitled()
    {
    }

    public sealed record Yes(RecoverySession Session, Account Account) : Entitled;

    /// <summary>The password was reset less than a day ago.</summary>
    public sealed record NotToday : Entitled;

    public sealed record DirectoryDown : Entitled;

    public sealed record Over : Entitled;
}

/// <summary>What became of a change to what is registered.</summary>
public abstract record EnrolmentChange
{
    private EnrolmentChange()
    {
    }

    public sealed record Done(Registered Registered) : EnrolmentChange;

    /// <summary>It was not there to be changed.</summary>
    public sealed record NotThere : EnrolmentChange;

    public sealed record NotToday : EnrolmentChange;

    public sealed record DirectoryDown : EnrolmentChange;

    public sealed record Over : EnrolmentChange;
}

/// <summary>The way in which a visit changes what its owner registered: entitled at that moment, audited, told to the old contact points.</summary>
public sealed class Registrar(Vault vault, People people, Switches switches, Notices notices, Policy policy)
{
    public async Task<Entitled> EntitleAsync(string sessionId, CancellationToken ct)
    {
        if (await vault.Sessions.ReadAsync(sessionId, ct) is not { Value: { Subject: { } subject } session } || !session.MayRegister(vault.Now) || switches.IsClosed(session.Visitor.Chat.Channel))
        {
            return new Entitled.Over();
        }

        var found = await people.ReadAsync(subject.AccountId, ct);
        if (found is Found.Unavailable)
        {
            return new Entitled.DirectoryDown();
        }

        var guard = await GuardAsync(session.GuardId, ct);
        if (found is not Found.One { Account: var account }
            || Eligibility.Exclusion(account, policy) is not null
            || account.PasswordSetAt != subject.PasswordSetAt
            || guard.Generation != subject.Generation)
        {
            return new Entitled.Over();
        }

        return guard.WasResetLately(vault.Now) || (await GuardAsync(OtherGuardId(session, account), ct)).WasResetLately(vault.Now)
            ? new Entitled.NotToday()
            : new Entitled.Yes(session, account);
    }

    /// <summary>What is registered, for the owner to look at.</summary>
    public async Task<EnrolmentChange> LookAsync(string sessionId, CancellationToken ct)
    {
        var entitled = await EntitleAsync(sessionId, ct);
        return entitled is Entitled.Yes { Account: var account } ? Done(account, account.Enrolment) : Refused(entitled);
    }

    public async Task<EnrolmentChange> RemoveAsync(string sessionId, RecoveryOption option, CancellationToken ct)
    {
        var entitled = await EntitleAsync(sessionId, ct);
        return entitled is Entitled.Yes yes ? await ChangeAsync(yes, option, enrolment => enrolment.Without(option), ct) : Refused(entitled);
    }

    /// <summary>The owner says that all of it is still right.</summary>
    public async Task<EnrolmentChange> ReconfirmAsync(string sessionId, CancellationToken ct)
    {
        var entitled = await EntitleAsync(sessionId, ct);
        if (entitled is not Entitled.Yes { Session: var session, Account: var account })
        {
            return Refused(entitled);
        }

        var changed = await people.ChangeAsync(account.Id, enrolment => enrolment.ConfirmedAt is null ? null : enrolment with { ConfirmedAt = vault.Now }, ct);
        if (changed is null)
        {
            return new EnrolmentChange.NotThere();
        }

        await vault.AuditAsync(AuditActivity.UserRegistered, AuditResult.Succeeded, "reconfirmed", session, ct);
        return Done(account, changed);
    }

    /// <summary>Ends the visit of somebody who is done.</summary>
    public async Task FinishAsync(string sessionId, CancellationToken ct)
    {
        if (await vault.Sessions.TryChangeAsync(sessionId, session => session.Registered(vault.Now), ct) is { } done)
        {
            await vault.AuditAsync(AuditActivity.UserRegistered, AuditResult.Succeeded, "registered", done, ct);
        }
    }

    /// <summary>What is registered, for somebody whose visit ended in success: there may be a reason to come back.</summary>
    /// <returns>Null for everybody else.</returns>
    public async Task<Registered?> AfterSuccessAsync(RecoverySession session, CancellationToken ct) =>
        session is { State: SessionState.Completed, Subject: { } subject } && await people.ReadAsync(subject.AccountId, ct) is Found.One { Account: var account }
            ? Registered.Of(account, policy, vault.Now)
            : null;

    /// <param name="change">Pure; null when it is not allowed (any more).</param>
    public async Task<EnrolmentChange> ChangeAsync(Entitled.Yes by, RecoveryOption option, Func<Enrolment, Enrolment?> change, CancellationToken ct)
    {
        // What cannot be audited is not done: the intention is on record before the deed.
        await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "registering", by.Session, ct, Kebab.Of(option));
        if (await people.ChangeAsync(by.Account.Id, change, ct) is not { } changed)
        {
            return new EnrolmentChange.NotThere();
        }

        // What is done is told, whatever becomes of the request.
        var ended = CancellationToken.None;
        var registered = changed.Holds(option);
        await vault.AuditAsync(
            AuditActivity.SecurityInfoChanged, AuditResult.Succeeded, registered ? "registered" : "removed", by.Session, ended, Kebab.Of(option));
        await notices.SecurityInfoChangedAsync(by.Session, by.Account, option, registered, ended);
        return Done(by.Account, changed);
    }

    internal static EnrolmentChange Refused(Entitled entitled) => entitled switch
    {
        Entitled.DirectoryDown => new EnrolmentChange.DirectoryDown(),
        Entitled.NotToday => new EnrolmentChange.NotToday(),
        _ => new EnrolmentChange.Over(),
    };

    private EnrolmentChange.Done Done(Account account, Enrolment enrolment) =>
        new(Registered.Of(account with { Enrolment = enrolment }, policy, vault.Now));

    private async Task<Guard> GuardAsync(string id, CancellationToken ct) => (await vault.Guards.ReadAsync(id, ct))?.Value ?? Guard.New;

    // A reset through the other door counts as well.
    private string OtherGuardId(RecoverySession session, Account account) =>
        vault.GuardId(session.Visitor with { TrustedUserId = session.Visitor.IsTrusted ? null : session.UserId }, account.Id, session.UserId);
}
