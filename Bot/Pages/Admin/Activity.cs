using System.Runtime.CompilerServices;
using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>Reads the activity log a page at a time; what was shown before is not read again.</summary>
internal static class Activity
{
    public const int Page = 50;

    // Lines come in the order they were written in, and not quite in that of their moments.
    private static readonly TimeSpan s_disorder = TimeSpan.FromMinutes(10);

    /// <returns>The lines, and where the next page begins; null when there is none.</returns>
    public static async Task<(IReadOnlyList<AuditLine> Lines, ActivityCursor? Next)> PageAsync(IActivityLog activity, ActivityFilter filter, CancellationToken ct)
    {
        var lines = await ReadAsync(activity, filter, ct).Take(Page + 1).ToListAsync(ct);
        return lines.Count > Page ? (lines[..Page], ActivityCursor.Of(lines[Page - 1])) : (lines, null);
    }

    public static async IAsyncEnumerable<AuditLine> ReadAsync(IActivityLog activity, ActivityFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var until = filter.After is { } after && filter.Until - after.At > s_disorder ? after.At + s_disorder : filter.Until;
        var shown = filter.After is null;
        await foreach (var line in activity.NewestFirstAsync(filter.From, until, ct))
        {
            if (shown && filter.Takes(line.Event))
            {
                yield return line;
            }

            shown |= line.Hash == filter.After?.Hash;
        }
    }
}
