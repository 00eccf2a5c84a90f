namespace SsprBot.Domain;

/// <summary>What somebody who needs a person is told.</summary>
/// <param name="SupportCode">What the help desk finds in the audit, such as <c>K7QM-2RTX</c>.</param>
/// <param name="Mailed">The administrators get a mail, because there is no help desk to go to.</param>
public sealed record AdminCard(HelpDesk HelpDesk, string SupportCode, bool Mailed);

/// <summary>The way to a person who can help.</summary>
public sealed class AdminContact(Vault vault, AdministratorMail administrators, Organisation organisation, Policy policy)
{
    private static readonly TimeSpan BetweenMails = TimeSpan.FromHours(1);

    public async Task<AdminCard> AskAsync(Visitor visitor, string? sessionId, CancellationToken ct)
    {
        var supportCode = Secrets.NewSupportCode();
        var session = sessionId is null ? null : (await vault.Sessions.ReadAsync(sessionId, ct))?.Value;
        var card = new AdminCard(organisation.HelpDesk, supportCode, !organisation.HelpDesk.IsSet && administrators.HasReaders);
        await vault.AuditAsync(
            AuditActivity.FlowProgress, AuditResult.ContactedAdmin, "contacted-admin", visitor, session?.UserId ?? "", ct, sessionId ?? "", supportCode);
        if (card.Mailed && await MayMailAsync(visitor, session, ct))
        {
            var holes = new Dictionary<string, string>
            {
                ["supportCode"] = supportCode,
                ["userId"] = session?.UserId ?? "",
                ["channel"] = visitor.Chat.Channel,
            };
            await administrators.SendAsync(Letter.AdministratorWanted, supportCode, holes, ct);
        }

        return card;
    }

    // Who keeps asking still gets a card, but the administrators' mailbox stays usable.
    private async Task<bool> MayMailAsync(Visitor visitor, RecoverySession? session, CancellationToken ct) =>
        await TryCountAsync(["admin-contact", visitor.Sender], sender => sender.MayStart("", policy.Limits, vault.Now), ct)
        && (session is null || await TryCountAsync(["admin-contact-about", About(session)], account => !account.HasStarted(BetweenMails, vault.Now), ct));

    private async Task<bool> TryCountAsync(string[] who, Func<SenderGuard, bool> may, CancellationToken ct) =>
        await vault.Senders.TryChangeAsync(vault.Pepper.Pseudonym(who), counted => may(counted) ? counted.Started("", vault.Now) : null, ct, SenderGuard.New) is not null;

    // One account is one account, however its user ID was spelled and whichever way its owner came.
    private static string About(RecoverySession session) => session.Subject?.AccountId ?? UserIds.Fold(session.UserId);
}
