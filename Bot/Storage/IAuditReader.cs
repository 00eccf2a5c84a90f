using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>Reads the audit log, wherever it is kept.</summary>
public interface IAuditReader
{
    /// <summary>The lines of a span of time, the newest first; what was written meanwhile may be among them or not.</summary>
    /// <param name="from">The first moment that counts.</param>
    /// <param name="until">The first moment that counts no more.</param>
    /// <param name="ct">Ends the reading.</param>
    IAsyncEnumerable<AuditLine> NewestFirstAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    /// <summary>Reads the whole log and compares every line with the chain.</summary>
    Task<AuditCheck> VerifyAsync(CancellationToken ct);
}
