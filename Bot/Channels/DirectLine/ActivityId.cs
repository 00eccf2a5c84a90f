using System.Globalization;

namespace SsprBot.Channels.DirectLine;

/// <summary>
/// The name of one activity of a conversation. It says the turn, the place in it and the time, so that an activity which replaces an earlier one
/// can keep that one's place without reading it back.
/// </summary>
/// <param name="Turn">Counts from 1.</param>
/// <param name="Index">0 is the user's own activity.</param>
internal readonly record struct ActivityId(string Conversation, int Turn, int Index, DateTimeOffset At)
{
    private const int IndexesPerTurn = 1000;

    /// <summary>What Web Chat sorts by (<c>webchat:sequence-id</c>).</summary>
    public long Sequence => (long)Turn * IndexesPerTurn + Index;

    /// <returns>Null when the text is not the id of an activity of this conversation.</returns>
    public static ActivityId? Parse(string? text, string conversation)
    {
        if (text is null || !text.StartsWith(conversation, StringComparison.Ordinal) || text.Length == conversation.Length || text[conversation.Length] != '|')
        {
            return null;
        }

        var parts = text[(conversation.Length + 1)..].Split('.');
        return parts is [var turn, var index, var at]
            && int.TryParse(turn, NumberStyles.None, CultureInfo.InvariantCulture, out var turnNumber)
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var indexNumber)
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                ? new ActivityId(conversation, turnNumber, indexNumber, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
                : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Conversation}|{Turn:D7}.{Index:D3}.{At.ToUnixTimeMilliseconds()}");
}
