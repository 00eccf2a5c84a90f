using System.Globalization;
using System.Text.RegularExpressions;
using Azure;

namespace SsprBot.Storage.Blobs;

/// <summary>What a record's version says: the blob's ETag, and when the record ends, so that one which has ended is not written without asking.</summary>
/// <param name="Ends">Ticks in UTC; null for one that is kept.</param>
internal readonly partial record struct BlobVersion(ETag ETag, long? Ends)
{
    /// <returns>Null when no version was ever given like this.</returns>
    public static BlobVersion? Parse(string version)
    {
        if (Given().Match(version) is not { Success: true, Groups: var parts })
        {
            return null;
        }

        var tag = new ETag(parts[2].Value);
        return parts[1].Length == 0 ? new BlobVersion(tag, null)
            : long.TryParse(parts[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var ends) ? new BlobVersion(tag, ends)
            : null;
    }

    public bool IsOver(long now) => Ends <= now;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ends}@{ETag:H}");

    // An ETag of the storage looks so; "*" must never be one, as it stands for any.
    [GeneratedRegex("^([0-9]*)@(\"0x[0-9A-Fa-f]+\")$")]
    private static partial Regex Given();
}
