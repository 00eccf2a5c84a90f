using SsprBot.Domain;
using SsprBot.Pages.Admin;
using SsprBot.Storage;

namespace SsprBot;

/// <summary>Gives the admin area the audit log, wherever it is kept.</summary>
internal sealed class ActivityLog(IAuditReader audit) : IActivityLog
{
    public IAsyncEnumerable<AuditLine> NewestFirstAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) => audit.NewestFirstAsync(from, until, ct);

    public async Task<ActivityCheck> VerifyAsync(CancellationToken ct) => await audit.VerifyAsync(ct) switch
    {
        AuditCheck.Whole whole => new ActivityCheck(true, whole.Lines),
        AuditCheck.Broken broken => new ActivityCheck(false, broken.Number),
        _ => new ActivityCheck(false, null),
    };
}
