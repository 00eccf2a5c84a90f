namespace SsprBot.Domain;

/// <summary>Tells people what happened to their account, at every contact point that they had before, each time with a way to say "this wasn't me".</summary>
public sealed class Notices(IOutbox outbox, Vault vault, Organisation organisation, DenialLinks links, AdministratorMail administrators)
{
    /// <param name="before">The account as it was before the event.</param>
    public async Task TellAsync(Letter letter, RecoverySession session, Account before, CancellationToken ct)
    {
        await SendAsync(letter, $"{session.Id}/{letter}", session, before, [], ct);
        if (before.Privileged && letter is Letter.PasswordWasReset)
        {
            var holes = new Dictionary<string, string> { ["userId"] = before.UserId, ["channel"] = session.Visitor.Chat.Channel };
            await administrators.SendAsync(Letter.AdministratorsPasswordWasReset, session.Id, holes, ct, but: before);
        }
    }

    /// <summary>Tells that something was registered or removed; what is new is not told of itself.</summary>
    /// <param name="before">The account as it was before the event.</param>
    public Task SecurityInfoChangedAsync(RecoverySession session, Account before, RecoveryOption option, bool registered, CancellationToken ct) =>
        SendAsync(Letter.SecurityInfoChanged, Secrets.NewId(), session, before, [("change", $"{option}_{(registered ? "Registered" : "Removed")}")], ct);

    /// <param name="happened">One id for one event: what is told twice is sent once to one place.</param>
    private async Task SendAsync(
        Letter letter, string happened, RecoverySession session, Account before, IEnumerable<(string Name, string Value)> more, CancellationToken ct)
    {
        var destinations = Destinations(before).Distinct().ToArray();
        if (destinations.Length == 0)
        {
            return;
        }

        var language = before.Language ?? session.Visitor.Chat.Language;
        var notMe = await links.IssueAsync(before, session.Visitor, language, ct);
        var holes = new Dictionary<string, string>
        {
            ["organisation"] = organisation.Name,
            ["when"] = organisation.Moment(vault.Now),
            ["channel"] = session.Visitor.Chat.Channel,
            ["helpdesk"] = organisation.HelpDesk.Phone.Length > 0 ? organisation.HelpDesk.Phone : organisation.HelpDesk.Mail,
            ["notMe"] = notMe.AbsoluteUri,
        };
        foreach (var (name, value) in more)
        {
            holes.Add(name, value);
        }

        foreach (var (kind, to) in destinations)
        {
            await outbox.EnqueueAsync(new OutboxMessage(vault.Pepper.Pseudonym("notice", happened, to), kind, to, letter, language, holes), ct);
        }
    }

    private static IEnumerable<(OutboxKind Kind, string To)> Destinations(Account account)
    {
        foreach (var contact in account.ContactPoints.Where(contact => contact.Kind is not ContactKind.OfficePhone))
        {
            yield return (contact.IsPhone ? OutboxKind.Sms : OutboxKind.Mail, contact.Value);
        }

        foreach (var contact in account.Enrolment.Contacts)
        {
            yield return (contact.Kind is ContactKind.AuthenticationPhone ? OutboxKind.Sms : OutboxKind.Mail, contact.Value);
        }

        if (account.Mail.Length > 0)
        {
            yield return (OutboxKind.Mail, account.Mail);
        }
    }
}
