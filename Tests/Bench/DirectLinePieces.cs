using BenchmarkDotNet.Attributes;
using Microsoft.Bot.Schema;
using SsprBot.Channels.DirectLine;

namespace SsprBot.Bench;

/// <summary>The edge of the chat: from bytes to an activity and back.</summary>
public class DirectLinePieces
{
    // As Web Chat posts it.
    private readonly byte[] _posted = """
        {"type":"message","text":"I forgot my password","textFormat":"plain","from":{"id":"dl_user","name":"","role":"user"},"locale":"en-US","attachments":[],
        "entities":[{"type":"ClientCapabilities","requiresBotState":true,"supportsListening":true,"supportsTts":true}],"timestamp":"2026-11-22T12:00:00.000Z",
        "localTimestamp":"2026-11-22T13:00:00.000+01:00","localTimezone":"Europe/Amsterdam","channelId":"webchat",
        "channelData":{"clientActivityID":"1763812800000ab","clientTimestamp":"2026-11-22T12:00:00.000Z","webchat:sequence-id":1}}
        """u8.ToArray();

    private readonly Activity _answer = new()
    {
        Type = ActivityTypes.Message,
        Text = "Now let's make sure it is you. How do you want to prove it?",
        TextFormat = TextFormatTypes.Plain,
        Locale = "en",
        InputHint = InputHints.ExpectingInput,
        SuggestedActions = new SuggestedActions([], [Button("Email my alternate email"), Button("Text my mobile phone"), Button("Contact your administrator")]),
    };

    private static readonly Stamp Stamp = new(
        new ActivityId("Zm9vYmFyYmF6cXV4MTIzNA", 2, 1, DateTimeOffset.UnixEpoch), new ChannelAccount("bot", "SsprBot", RoleTypes.Bot), ReplyTo: null);

    [Benchmark]
    public object Read() => IncomingActivity.Read(_posted)!;

    [Benchmark]
    public object Write() => ActivityWriter.Write(_answer, Stamp);

    private static CardAction Button(string title) => new(ActionTypes.ImBack, title, value: title);
}
