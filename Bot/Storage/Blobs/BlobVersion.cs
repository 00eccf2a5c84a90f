using System.Globalization;
using Azure;

namespace SsprBot.Storage.Blobs;

/// <summary>What a record's version says: the blob's ETag, and when the record ends, so that one which has ended is not written without asking.</summary>
/// <param name="Ends">Ticks in UTC; null for one that is kept.</param>
internal readonly record struct BlobVersion(ETag ETag, long? Ends)
{
    private const char Between = '@';

    // An ETag of the storage begins so; "*" must never be one, as it stands for any.
    private const string Beginning = "0x";

    /// <returns>Null when no version was ever given like this.</returns>
    public static BlobVersion? Parse(string version)
    {
        if (version.IndexOf(Between, StringComparison.Ordinal) is var end and >= 0
            && version[(end + 1)..] is var tag && tag.StartsWith(Beginning, StringComparison.Ordinal) && tag.All(char.IsAsciiLetterOrDigit))
        {
            return end == 0 ? new BlobVersion(new ETag(tag), null)
                : long.TryParse(version.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var ends) ? new BlobVersion(new ETag(tag), ends)
                : null;
        }

        return null;
    }

    public bool IsOver(long now) => Ends <= now;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ends}{Between}{ETag:G}");
}
