using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SsprBot.Channels.DirectLine;

/// <summary>
/// <c>{"activities":[…],"watermark":"n"}</c>: what a stream sends, what a poll answers and what is kept of a turn, in the same bytes.
/// The watermark is the number of the last turn in it.
/// </summary>
internal static class ActivitySet
{
    private static ReadOnlySpan<byte> Head => "{\"activities\":["u8;

    public static ReadOnlyMemory<byte> Of(IReadOnlyList<byte[]> activities, int watermark)
    {
        var set = new ArrayBufferWriter<byte>(activities.Sum(activity => activity.Length + 1) + 64);
        set.Write(Head);
        for (var i = 0; i < activities.Count; i++)
        {
            if (i > 0)
            {
                set.Write(","u8);
            }

            set.Write(activities[i]);
        }

        set.Write("],\"watermark\":\""u8);
        set.Write(Encoding.UTF8.GetBytes(watermark.ToString(CultureInfo.InvariantCulture)));
        set.Write("\"}"u8);
        return set.WrittenMemory;
    }

    public static IEnumerable<byte[]> Activities(ReadOnlyMemory<byte> set)
    {
        using var document = JsonDocument.Parse(set);
        return [.. document.RootElement.GetProperty("activities"u8).EnumerateArray().Select(activity => Encoding.UTF8.GetBytes(activity.GetRawText()))];
    }

    /// <returns>The user's own activity of a turn, when the client named it.</returns>
    public static Posting? Echo(ReadOnlyMemory<byte> set)
    {
        using var document = JsonDocument.Parse(set);
        foreach (var activity in document.RootElement.GetProperty("activities"u8).EnumerateArray())
        {
            if (activity.GetProperty("channelData"u8).TryGetProperty("clientActivityID"u8, out var clientId))
            {
                return new Posting(clientId.GetString()!, activity.GetProperty("id"u8).GetString()!);
            }
        }

        return null;
    }
}
