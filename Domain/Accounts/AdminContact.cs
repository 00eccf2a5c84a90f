using System.Security.Cryptography;

namespace SsprBot.Domain;

/// <summary>What somebody who needs a person is told.</summary>
/// <param name="SupportCode">What the help desk finds in the audit, such as <c>K7QM-2RTX</c>.</param>
/// <param name="Mailed">The administrators get a mail, because there is no help desk to go to.</param>
public sealed record AdminCard(HelpDesk HelpDesk, string SupportCode, bool Mailed);

/// <summary>The way to a person who can help.</summary>
public sealed class AdminContact(Vault vault, IOutbox outbox, Organisation organisation, Policy policy)
{
    private const int MostAdministrators = 100;
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public async Task<AdminCard> AskAsync(Visitor visitor, string? sessionId, CancellationToken ct)
    {
        var supportCode = $"{RandomNumberGenerator.GetString(Alphabet, 4)}-{RandomNumberGenerator.GetString(Alphabet, 4)}";
        var session = sessionId is null ? null : (await vault.Sessions.ReadAsync(sessionId, ct))?.Value;
        var card = new AdminCard(organisation.HelpDesk, supportCode, !organisation.HelpDesk.IsSet && organisation.Administrators.Count > 0);
        await vault.AuditAsync(
            AuditActivity.FlowProgress, AuditResult.ContactedAdmin, "contacted-admin", visitor, session?.UserId ?? "", ct, sessionId ?? "", supportCode);
        if (card.Mailed && await TryCountAsync(visitor, ct))
        {
            await MailAsync(supportCode, session, visitor, ct);
        }

        return card;
    }

    // Who keeps asking still gets a card, but the administrators' mailbox stays usable.
    private async Task<bool> TryCountAsync(Visitor visitor, CancellationToken ct)
    {
        var id = vault.Pepper.Pseudonym("admin-contact", visitor.Sender);
        var seen = await vault.Senders.ReadAsync(id, ct);
        var sender = seen?.Value ?? SenderGuard.New;
        return sender.MayStart("", policy.Limits, vault.Now)
            && await vault.Senders.TryWriteAsync(id, seen, sender.Started("", vault.Now), ct) is not null;
    }

    private async Task MailAsync(string supportCode, RecoverySession? session, Visitor visitor, CancellationToken ct)
    {
        var holes = new Dictionary<string, string>
        {
            ["organisation"] = organisation.Name,
            ["supportCode"] = supportCode,
            ["userId"] = session?.UserId ?? "",
            ["channel"] = visitor.Chat.Channel,
        };
        foreach (var administrator in organisation.Administrators.Take(MostAdministrators))
        {
            var id = vault.Pepper.Pseudonym("admin-contact", supportCode, administrator);
            await outbox.EnqueueAsync(new OutboxMessage(id, OutboxKind.Mail, administrator, Letter.AdministratorWanted, "en", holes), ct);
        }
    }
}
