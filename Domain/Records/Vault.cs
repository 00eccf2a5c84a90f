namespace SsprBot.Domain;

/// <summary>What every part of the domain needs to keep state: the records, the pepper, the clock and the audit.</summary>
public sealed class Vault(IRecords records, Pepper pepper, IAuditLog audit, TimeProvider time)
{
    /// <summary>How often a write that lost against another is tried again.</summary>
    public const int Retries = 5;

    public Records<RecoverySession> Sessions { get; } = RecordShapes.Sessions(records);

    public Records<Guard> Guards { get; } = RecordShapes.Guards(records);

    public Records<SenderGuard> Senders { get; } = RecordShapes.Senders(records);

    public Records<Enrolment> Enrolments { get; } = RecordShapes.Enrolments(records);

    public Records<PendingContact> PendingContacts { get; } = RecordShapes.PendingContacts(records);

    public Records<PendingApp> PendingApps { get; } = RecordShapes.PendingApps(records);

    public Records<DenialTicket> Denials { get; } = RecordShapes.Denials(records);

    public Records<SessionsToEnd> SessionsToEnd { get; } = RecordShapes.Endings(records);

    public Records<PlacedCall> Calls { get; } = RecordShapes.Calls(records);

    /// <summary>By the hash of the number.</summary>
    public Records<TextedCode> TextedCodes { get; } = RecordShapes.TextedCodes(records);

    public Records<Spending> Spending { get; } = RecordShapes.Spendings(records);

    /// <summary>Only one.</summary>
    public Records<ResetTally> Resets { get; } = RecordShapes.Resets(records);

    public Records<DirectoryWait> DirectoryMisses { get; } = RecordShapes.DirectoryMisses(records);

    public Records<DirectoryWait> DirectoryWaits { get; } = RecordShapes.DirectoryWaits(records);

    public Records<PendingAnswers> PendingAnswers { get; } = RecordShapes.Answering(records);

    public Records<SwitchBoard> Switches { get; } = RecordShapes.Switches(records);

    public Pepper Pepper => pepper;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A real account counts by its own id, whatever spelling was typed; anything else by what was typed.</summary>
    public string GuardId(Visitor visitor, string? accountId, string userId) => pepper.Pseudonym(
        "guard",
        visitor.IsTrusted ? "trusted" : "anonymous",
        accountId is null ? "typed" : "account",
        accountId ?? UserIds.Fold(userId));

    public Subject SubjectOf(Account account, int generation) =>
        new(account.Id, account.PasswordSetAt, ContactsHash(account), generation, account.Locked, account.Enrolment.Contacts);

    /// <summary>Whether the account still is as it was when the session began.</summary>
    public bool IsUnchanged(Account account, Subject subject) =>
        account.Id == subject.AccountId && account.PasswordSetAt == subject.PasswordSetAt && ContactsHash(account) == subject.Contacts;

    public string DestinationHash(string destination) => pepper.Pseudonym("destination", destination.ToUpperInvariant());

    /// <summary>The name by which the audit knows whoever typed this user ID.</summary>
    public string PersonName(string userId) => pepper.Pseudonym("person", UserIds.Fold(userId));

    public Task AuditAsync(
        AuditActivity activity, AuditResult result, string reason, Visitor visitor, string userId, CancellationToken ct, string session = "", string detail = "", Goal? goal = null) =>
        audit.AppendAsync(
            new AuditEvent(Now, activity, result, reason, SessionName(session), PersonName(userId), visitor.Chat.Channel, detail, goal), ct);

    public Task AuditAsync(AuditActivity activity, AuditResult result, string reason, RecoverySession session, CancellationToken ct, string detail = "") =>
        AuditAsync(activity, result, reason, session.Visitor, session.UserId, ct, session.Id, detail, session.Goal);

    public Task AuditAsync(AuditActivity activity, AuditResult result, string reason, CancellationToken ct, string detail = "") =>
        audit.AppendAsync(new AuditEvent(Now, activity, result, reason, Detail: detail), ct);

    // The session's id is half of its link: the audit knows it by another name.
    private string SessionName(string session) => session.Length == 0 ? "" : pepper.Pseudonym("session", session);

    private string ContactsHash(Account account) => pepper.Pseudonym(
    [
        .. account.ContactPoints.Select(contact => $"{contact.Kind}:{contact.Value}"),
        .. account.Enrolment.Contacts.Select(contact => $"{contact.Kind}:{contact.Value}"),
        account.Enrolment.App?.Seed ?? "",
        .. account.Enrolment.Answers.Select(answer => answer.Mark),
    ]);
}
