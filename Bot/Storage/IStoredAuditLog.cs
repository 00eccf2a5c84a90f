using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>The audit log where it is kept.</summary>
public interface IStoredAuditLog : IAuditLog, IAuditReader
{
    /// <summary>
    /// Where the log ends; null when the head was edited or removed. Worth keeping elsewhere: whoever puts back an older copy of everything
    /// puts back its head too.
    /// </summary>
    Task<AuditHead?> HeadAsync(CancellationToken ct);
}
