using System.Globalization;
using System.Text.RegularExpressions;

namespace SsprBot.Storage.Blobs;

/// <summary>An append blob with a part of the audit log. Parts sort by their names as their lines do by their numbers.</summary>
/// <param name="Day">In UTC, when it was begun.</param>
/// <param name="First">The number of its first line.</param>
internal readonly partial record struct AuditPart(DateOnly Day, long First)
{
    /// <summary>What the names of all parts begin with.</summary>
    public const string Folder = "audit/";

    /// <returns>Null when it is not the name of a part.</returns>
    public static AuditPart? Parse(string name) =>
        Given().Match(name) is { Success: true, Groups: var parts } && DateOnly.TryParseExact(parts[1].ValueSpan, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new AuditPart(day, long.Parse(parts[2].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Folder}{Day:yyyy-MM-dd}/{First:D15}.jsonl");

    [GeneratedRegex("^audit/([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{15})[.]jsonl$")]
    private static partial Regex Given();
}
