using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>What the verification of the audit log found.</summary>
/// <param name="Number">How many lines there are when it is whole; the first that is not right when it is broken; null when its head was changed.</param>
internal sealed record ActivityCheck(bool IsWhole, long? Number);

/// <summary>The audit log as the pages read it.</summary>
internal interface IActivityLog
{
    /// <summary>The lines from one moment to before another, the newest first.</summary>
    IAsyncEnumerable<AuditLine> NewestFirstAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    Task<ActivityCheck> VerifyAsync(CancellationToken ct);
}
