using System.Text.Json.Serialization;

namespace SsprBot.Domain;

/// <summary>The closed list of what the domain keeps, and under which kind.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecoverySession))]
[JsonSerializable(typeof(Guard))]
[JsonSerializable(typeof(SenderGuard))]
[JsonSerializable(typeof(Enrolment))]
[JsonSerializable(typeof(PendingContact))]
[JsonSerializable(typeof(PendingAnswers))]
[JsonSerializable(typeof(PendingApp))]
[JsonSerializable(typeof(DenialTicket))]
[JsonSerializable(typeof(SessionsToEnd))]
[JsonSerializable(typeof(DirectoryWait))]
[JsonSerializable(typeof(PlacedCall))]
[JsonSerializable(typeof(TextedCode))]
[JsonSerializable(typeof(Spending))]
[JsonSerializable(typeof(OutboxMessage))]
[JsonSerializable(typeof(ResetTally))]
[JsonSerializable(typeof(SwitchBoard))]
[JsonSerializable(typeof(AuditEvent))]
public sealed partial class RecordShapes : JsonSerializerContext
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static Records<RecoverySession> Sessions(IRecords records) => new(records, new RecordKind("session", Day), Default.RecoverySession);

    public static Records<Guard> Guards(IRecords records) => new(records, new RecordKind("guard", 8 * Day), Default.Guard);

    public static Records<SenderGuard> Senders(IRecords records) => new(records, new RecordKind("sender", Day), Default.SenderGuard);

    public static Records<Enrolment> Enrolments(IRecords records) => new(records, new RecordKind("enrolment"), Default.Enrolment);

    public static Records<PendingContact> PendingContacts(IRecords records) =>
        new(records, new RecordKind("pending-contact", TimeSpan.FromMinutes(15)), Default.PendingContact);

    public static Records<PendingApp> PendingApps(IRecords records) => new(records, new RecordKind("pending-app", TimeSpan.FromMinutes(15)), Default.PendingApp);

    public static Records<DenialTicket> Denials(IRecords records) => new(records, new RecordKind("denial", DenialLinks.Lifetime), Default.DenialTicket);

    public static Records<SessionsToEnd> Endings(IRecords records) => new(records, new RecordKind("sessions-to-end"), Default.SessionsToEnd);

    public static Records<DirectoryWait> DirectoryMisses(IRecords records) =>
        new(records, new RecordKind("directory-miss", DirectoryReturn.Patience), Default.DirectoryWait);

    public static Records<DirectoryWait> DirectoryWaits(IRecords records) =>
        new(records, new RecordKind("directory-wait", DirectoryReturn.Patience), Default.DirectoryWait);

    public static Records<PlacedCall> Calls(IRecords records) => new(records, new RecordKind("call", TimeSpan.FromHours(1)), Default.PlacedCall);

    public static Records<TextedCode> TextedCodes(IRecords records) => new(records, new RecordKind("texted-code", TimeSpan.FromMinutes(15)), Default.TextedCode);

    public static Records<PendingAnswers> Answering(IRecords records) =>
        new(records, new RecordKind("pending-answers", TimeSpan.FromMinutes(15)), Default.PendingAnswers);

    public static Records<Spending> Spendings(IRecords records) => new(records, new RecordKind("spending", 2 * Day), Default.Spending);

    public static Records<ResetTally> Resets(IRecords records) => new(records, new RecordKind("resets", Day), Default.ResetTally);

    public static Records<SwitchBoard> Switches(IRecords records) => new(records, new RecordKind("switches"), Default.SwitchBoard);

    public static Records<OutboxMessage> Outbox(IRecords records) => new(records, new RecordKind("outbox", Day), Default.OutboxMessage);
}
