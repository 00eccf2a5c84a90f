namespace SsprBot.Domain;

/// <summary>What happened, by the names that administrators of Entra know.</summary>
public enum AuditActivity
{
    ResetPassword,
    UnlockAccount,
    ChangePassword,
    UserRegistered,
    FlowProgress,
    BlockedFromReset,
    SecurityInfoChanged,
    PolicyChanged,
    SuspiciousActivityReported,

    /// <summary>Somebody of the help desk or an administrator looked or did something; their pseudonym stands in the place of the session.</summary>
    AdminAreaUsed,
}

public enum AuditResult { Succeeded, Failed, Abandoned, Blocked, Canceled, ContactedAdmin }

/// <summary>One immutable record of what happened. It never holds a password, code, answer or full contact value.</summary>
/// <param name="Session">The recovery session's id, or empty.</param>
/// <param name="Person">A pseudonym of the account or of the user ID that was typed (HMAC), or empty.</param>
/// <param name="Reason">A stable code in kebab-case, such as <c>wrong-code</c>.</param>
/// <param name="Channel">The channel's id, or empty.</param>
/// <param name="Detail">A method or another closed word; never free text.</param>
public sealed record AuditEvent(
    DateTimeOffset At,
    AuditActivity Activity,
    AuditResult Result,
    string Reason,
    string Session = "",
    string Person = "",
    string Channel = "",
    string Detail = "");

/// <summary>Keeps audit events in order, each bound to the one before. What cannot be audited is not done.</summary>
public interface IAuditLog
{
    /// <summary>Returns when the event is durable; throws when it cannot be written.</summary>
    Task AppendAsync(AuditEvent happened, CancellationToken ct);
}
