using System.Security.Cryptography;

namespace SsprBot.Domain;

/// <summary>Registers phones and mail addresses: each is confirmed by a code before it counts.</summary>
public sealed class Enrolling(Vault vault, Registrar registrar, IOutbox outbox, Budget budget, Policy policy, Organisation organisation)
{
    /// <param name="kind"><see cref="ContactKind.AuthenticationPhone"/> or <see cref="ContactKind.AuthenticationEmail"/>.</param>
    /// <param name="typed">As typed; nothing is sent to what is not a number or address, or not allowed.</param>
    public async Task<ContactSending> SendAsync(string sessionId, ContactKind kind, string typed, CancellationToken ct)
    {
        var entitled = await registrar.EntitleAsync(sessionId, ct);
        if (entitled is not Entitled.Yes yes || !Eligibility.MayRegister(yes.Account, OptionOf(kind), policy))
        {
            return Refused(entitled);
        }

        var value = kind is ContactKind.AuthenticationPhone ? WholeNumbers.Read(typed, organisation.Region) : MailAddresses.Read(typed);
        return value is null ? new ContactSending.NotAContact()
            : IsOwnMailbox(value, yes.Account) ? new ContactSending.OwnMailbox()
            : await OpenAsync(yes, kind, value, ct);
    }

    /// <summary>Sends a new code to the contact point that waits for one; the old code is dead, and no limit is reset.</summary>
    public async Task<ContactSending> ResendAsync(string sessionId, CancellationToken ct)
    {
        var entitled = await registrar.EntitleAsync(sessionId, ct);
        return entitled is Entitled.Yes yes && await vault.PendingContacts.ReadAsync(sessionId, ct) is { Value: var pending }
            ? await OpenAsync(yes, pending.Kind, pending.Value, ct)
            : Refused(entitled);
    }

    public async Task<ContactCheck> ConfirmAsync(string sessionId, string typed, CancellationToken ct)
    {
        var entitled = await registrar.EntitleAsync(sessionId, ct);
        if (entitled is not Entitled.Yes yes)
        {
            return Result(Registrar.Refused(entitled));
        }

        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.PendingContacts.ReadAsync(sessionId, ct) is not { Value: var pending } seen || vault.Now >= pending.ExpiresAt)
            {
                return new ContactCheck.Expired();
            }

            if (pending.Tries >= policy.CodeTries)
            {
                return new ContactCheck.Wrong(0);
            }

            if (await vault.PendingContacts.TryReplaceAsync(sessionId, seen, pending.Reserved(policy.CodeTries), ct) is { } reserved)
            {
                // Who deletes the question has answered it: a right code counts once.
                return IsRight(yes, pending, typed) && await vault.PendingContacts.TryDeleteAsync(sessionId, reserved, ct)
                    ? await ConfirmAsync(yes, pending, ct)
                    : await WrongAsync(yes, pending, ct);
            }
        }

        return new ContactCheck.Wrong(Math.Max(1, policy.CodeTries - 1));
    }

    private static RecoveryOption OptionOf(ContactKind kind) =>
        kind is ContactKind.AuthenticationPhone ? RecoveryOption.AuthenticationPhone : RecoveryOption.AuthenticationEmail;

    private static VerificationMethod MethodOf(ContactKind kind) =>
        kind is ContactKind.AuthenticationPhone ? VerificationMethod.SmsCode : VerificationMethod.EmailCode;

    private static bool IsOwnMailbox(string value, Account account) =>
        MailAddresses.DomainOf(value) is { Length: > 0 } domain && (domain == MailAddresses.DomainOf(account.Mail) || domain == MailAddresses.DomainOf(account.UserId));

    private static ContactSending Refused(Entitled entitled) => entitled switch
    {
        Entitled.DirectoryDown => new ContactSending.DirectoryDown(),
        Entitled.NotToday => new ContactSending.NotToday(),
        _ => new ContactSending.Over(),
    };

    private static ContactCheck Result(EnrolmentChange change) => change switch
    {
        EnrolmentChange.Done done => new ContactCheck.Confirmed(done.Registered),
        EnrolmentChange.DirectoryDown => new ContactCheck.DirectoryDown(),
        EnrolmentChange.NotToday => new ContactCheck.NotToday(),
        EnrolmentChange.NotThere => new ContactCheck.Expired(),
        _ => new ContactCheck.Over(),
    };

    private async Task<ContactCheck> ConfirmAsync(Entitled.Yes yes, PendingContact pending, CancellationToken ct)
    {
        budget.Redeem(pending.Id);
        return Result(await registrar.ChangeAsync(
            yes, OptionOf(pending.Kind), enrolment => enrolment.With(new EnrolledContact(pending.Kind, pending.Value, vault.Now)), ct));
    }

    private async Task<ContactCheck> WrongAsync(Entitled.Yes yes, PendingContact pending, CancellationToken ct)
    {
        await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Failed, "wrong-code", yes.Session, ct, Kebab.Of(pending.Kind));
        return new ContactCheck.Wrong(policy.CodeTries - pending.Tries - 1);
    }

    private async Task<ContactSending> OpenAsync(Entitled.Yes yes, ContactKind kind, string value, CancellationToken ct)
    {
        var code = Secrets.NewCode(policy.CodeDigits(MethodOf(kind)));
        var pending = new PendingContact(Secrets.NewId(), kind, value, "", 0, vault.Now + policy.CodeLifetime(MethodOf(kind)));
        pending = pending with { Mac = Convert.ToBase64String(MacOf(yes, pending, code)) };
        if (!await TryCountAsync(yes.Session, MethodOf(kind), ct))
        {
            return new ContactSending.Enough();
        }

        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.PendingContacts.TryWriteAsync(yes.Session.Id, await vault.PendingContacts.ReadAsync(yes.Session.Id, ct), pending, ct) is not null)
            {
                await outbox.EnqueueAsync(MessageOf(yes, pending, code), ct);
                await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "contact-code-sent", yes.Session, ct, Kebab.Of(kind));
                return new ContactSending.OnItsWay(kind, Registered.HintOf(kind, value), policy.CodeDigits(MethodOf(kind)), policy.CodeLifetime(MethodOf(kind)));
            }
        }

        return new ContactSending.Over();
    }

    /// <summary>Counts with the codes of the gates: nobody's mailbox or phone is flooded from here.</summary>
    private async Task<bool> TryCountAsync(RecoverySession session, VerificationMethod method, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var seen = await vault.Guards.ReadAsync(session.GuardId, ct);
            var guard = seen?.Value ?? Guard.New;
            if (guard.SentIn(session.Id, method) >= policy.Limits.CodesPerSession || !guard.MaySend(method, policy.Limits, vault.Now))
            {
                return false;
            }

            if (await vault.Guards.TryWriteAsync(session.GuardId, seen, guard.Sent(session.Id, method, vault.Now), ct) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsRight(Entitled.Yes yes, PendingContact pending, string typed) =>
        OneTimeCodes.Digits(typed, policy.CodeDigits(MethodOf(pending.Kind))) is { } code
        && pending.Mac.Length > 0
        && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(pending.Mac), MacOf(yes, pending, code));

    /// <summary>A code is good for one session, account and contact point only.</summary>
    private byte[] MacOf(Entitled.Yes yes, PendingContact pending, string code) => vault.Pepper.Mac(
        "contact-v1", yes.Session.Id, pending.Id, yes.Account.Id, pending.Kind.ToString(), pending.Value, code);

    private OutboxMessage MessageOf(Entitled.Yes yes, PendingContact pending, string code) => new(
        pending.Id,
        pending.Kind is ContactKind.AuthenticationPhone ? OutboxKind.Sms : OutboxKind.Mail,
        pending.Value,
        Letter.ConfirmContact,
        yes.Account.Language ?? yes.Session.Visitor.Chat.Language,
        new Dictionary<string, string>
        {
            ["code"] = code,
            ["minutes"] = $"{(int)policy.CodeLifetime(MethodOf(pending.Kind)).TotalMinutes}",
            ["organisation"] = organisation.Name,
        })
    {
        GoodUntil = pending.ExpiresAt,
    };
}
