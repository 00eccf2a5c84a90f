using System.Globalization;

namespace SsprBot.Domain;

/// <summary>Tells people what happened to their account, at every contact point that they had before.</summary>
public sealed class Notices(IOutbox outbox, Vault vault, Organisation organisation)
{
    /// <param name="before">The account as it was before the event.</param>
    public async Task TellAsync(Letter letter, RecoverySession session, Account before, CancellationToken ct)
    {
        var holes = new Dictionary<string, string>
        {
            ["organisation"] = organisation.Name,
            ["when"] = vault.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            ["channel"] = session.Visitor.Chat.Channel,
            ["helpdesk"] = organisation.HelpDesk.Phone.Length > 0 ? organisation.HelpDesk.Phone : organisation.HelpDesk.Mail,
        };
        foreach (var (kind, to) in Destinations(before).Distinct())
        {
            // One id for one event and place: what is told twice is sent once.
            var id = vault.Pepper.Pseudonym("notice", session.Id, to);
            await outbox.EnqueueAsync(
                new OutboxMessage(id, kind, to, letter, before.Language ?? session.Visitor.Chat.Language, holes), ct);
        }
    }

    /// <summary>Tells that something was registered or removed; what is new is not told of itself.</summary>
    /// <param name="before">The account as it was before the event.</param>
    public async Task SecurityInfoChangedAsync(RecoverySession session, Account before, RecoveryOption option, bool registered, CancellationToken ct)
    {
        var change = Secrets.NewId();
        var holes = new Dictionary<string, string>
        {
            ["organisation"] = organisation.Name,
            ["when"] = vault.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            ["channel"] = session.Visitor.Chat.Channel,
            ["helpdesk"] = organisation.HelpDesk.Phone.Length > 0 ? organisation.HelpDesk.Phone : organisation.HelpDesk.Mail,
            ["change"] = $"{option}_{(registered ? "Registered" : "Removed")}",
        };
        foreach (var (kind, to) in Destinations(before).Distinct())
        {
            var id = vault.Pepper.Pseudonym("notice", change, to);
            await outbox.EnqueueAsync(
                new OutboxMessage(id, kind, to, Letter.SecurityInfoChanged, before.Language ?? session.Visitor.Chat.Language, holes), ct);
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
