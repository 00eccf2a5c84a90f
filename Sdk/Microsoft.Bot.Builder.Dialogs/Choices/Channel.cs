using Microsoft.Bot.Connector;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>What the Azure channels can show.</summary>
public class Channel
{
    private const int AnyNumber = 100;

    public static bool SupportsSuggestedActions(string channelId, int buttonCnt = 100) =>
        SupportsSuggestedActions(channelId, buttonCnt, null);

    /// <summary>Whether that many buttons can be offered under a message; Teams only does so in a "personal" conversation.</summary>
    public static bool SupportsSuggestedActions(string channelId, int buttonCnt = 100, string conversationType = null) =>
        buttonCnt <= channelId switch
        {
            Channels.Facebook or Channels.Skype => 10,
            Channels.Line => 13,
            Channels.Kik => 20,
            Channels.Msteams when conversationType == "personal" => 3,
            Channels.Directline or Channels.DirectlineSpeech or Channels.Webchat or Channels.Emulator or Channels.Telegram => AnyNumber,
            _ => -1,
        };

    /// <summary>Whether that many buttons can be shown on a card.</summary>
    public static bool SupportsCardActions(string channelId, int buttonCnt = 100) =>
        buttonCnt <= channelId switch
        {
            Channels.Facebook or Channels.Skype => 3,
            Channels.Msteams => 50,
            Channels.Line => 99,
            Channels.Slack or Channels.Directline or Channels.DirectlineSpeech or Channels.Webchat or Channels.Emulator
                or Channels.Telegram or Channels.Cortana => AnyNumber,
            _ => -1,
        };

    /// <summary>Whether earlier messages stay in sight.</summary>
    public static bool HasMessageFeed(string channelId) => channelId != Channels.Cortana;

    /// <summary>In characters, the same for every channel.</summary>
    public static int MaxActionTitleLength(string channelId) => 20;

    /// <summary>The channel of the turn's activity, or an empty string.</summary>
    public static string GetChannelId(ITurnContext turnContext) => turnContext?.Activity?.ChannelId ?? string.Empty;
}
