using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>The audit log where it is kept.</summary>
public interface IStoredAuditLog : IAuditLog
{
    /// <summary>
    /// Where the log ends; null when the head was edited or removed. Worth keeping elsewhere: whoever puts back an older copy of everything
    /// puts back its head too.
    /// </summary>
    Task<AuditHead?> HeadAsync(CancellationToken ct);

    /// <summary>Reads the whole log and compares every line with the chain.</summary>
    Task<AuditCheck> VerifyAsync(CancellationToken ct);
}
