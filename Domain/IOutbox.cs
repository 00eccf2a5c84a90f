namespace SsprBot.Domain;

public enum OutboxKind
{
    /// <summary>Looks and costs like a message but reaches nobody: what a decoy sends.</summary>
    Nothing,
    Mail,
    Sms,
    Call,
}

/// <summary>Which text a message carries.</summary>
public enum Letter
{
    Code,
    Call,
    NumberCall,
    ConfirmContact,
    PasswordWasReset,
    PasswordWasChanged,
    AccountWasUnlocked,
    SecurityInfoChanged,
    AdministratorsPasswordWasReset,
    AdministratorWanted,
    ManyWrongAnswers,
    ManyResets,
    SelfServicePaused,
    SuspiciousActivity,
}

/// <summary>A mail, text or call to be delivered.</summary>
/// <param name="Id">Unique; a message that is enqueued twice under one id is sent once.</param>
/// <param name="To">A mail address or an E.164 number.</param>
/// <param name="Language">The language tag it is written in.</param>
/// <param name="Holes">What fills the letter's holes, by name.</param>
public sealed record OutboxMessage(
    string Id,
    OutboxKind Kind,
    string To,
    Letter Letter,
    string Language,
    IReadOnlyDictionary<string, string> Holes)
{
    /// <summary>After that it is of no use and is not sent any more; null when it always is.</summary>
    public DateTimeOffset? GoodUntil { get; init; }

    /// <summary>The outbox's own: when it was enqueued.</summary>
    public DateTimeOffset Enqueued { get; init; }

    /// <summary>The outbox's own: until then it is in the hands of one instance, which delivers it or lets it rest.</summary>
    public DateTimeOffset HeldUntil { get; init; }

    /// <summary>The session whose challenge it carries, under the challenge's id; null when it carries none.</summary>
    public string? Session { get; init; }

    public override string ToString() => $"({Kind} {Letter} {Id})";
}

/// <summary>The queue of mails, texts and calls. Nothing is sent inside a turn.</summary>
public interface IOutbox
{
    /// <summary>Returns when the message is durable; it is then delivered at least once.</summary>
    Task EnqueueAsync(OutboxMessage message, CancellationToken ct);
}
