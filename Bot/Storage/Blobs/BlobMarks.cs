using System.Globalization;
using System.Security.Cryptography;
using SsprBot.Domain;

namespace SsprBot.Storage.Blobs;

/// <summary>What stands beside the content of a record, in the blob's metadata.</summary>
internal static class BlobMarks
{
    private const string Write = "write";
    private const string Ends = "ends";

    /// <summary>The marks of a new write: an id of its own, and when the record ends.</summary>
    public static Dictionary<string, string> New(long? ends)
    {
        var marks = new Dictionary<string, string> { [Write] = RandomNumberGenerator.GetHexString(32, lowercase: true) };
        if (ends is { } ticks)
        {
            marks[Ends] = ticks.ToString(CultureInfo.InvariantCulture);
        }

        return marks;
    }

    public static bool IsWrite(this IDictionary<string, string> marks, IDictionary<string, string> other) =>
        marks.TryGetValue(Write, out var one) && other.TryGetValue(Write, out var two) && one == two;

    /// <returns>Ticks in UTC; null where nothing says when.</returns>
    public static long? EndOf(IDictionary<string, string> marks) =>
        marks.TryGetValue(Ends, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : null;

    public static long? EndOf(RecordKind kind, long now) => now + kind.Lifetime?.Ticks;
}
