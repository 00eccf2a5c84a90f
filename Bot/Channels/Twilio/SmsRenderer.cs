using Microsoft.Bot.Schema;
using SsprBot.Talk;
using SsprBot.Texts;
using SsprBot.Turn;

namespace SsprBot.Channels.Twilio;

/// <summary>Texts: what can be chosen has numbers, a link is written out, and what can be said stands in one line.</summary>
public sealed class SmsRenderer : IRenderer
{
    public bool Serves(string channelId) => channelId is SmsAdapter.ChannelId;

    public Activity Render(Activity message)
    {
        var actions = message.SuggestedActions?.Actions ?? [];
        var buttons = actions.Where(action => action.Type is not ActionTypes.OpenUrl).Select(action => action.Title).ToLookup(IsSaid);
        string[] lines =
        [
            message.Text,
            .. buttons[false].Index().Select(option => $"{option.Index + 1} {option.Item}"),
            .. actions.Where(action => action.Type is ActionTypes.OpenUrl).Select(link => $"{link.Value}"),
            .. buttons[true].Any() ? [OrSay(buttons[true])] : (string[])[],
        ];
        message.Text = string.Join('\n', lines);
        message.SuggestedActions = null;
        message.Attachments = null;
        return message;
    }

    private static string OrSay(IEnumerable<string> words) => $"{Words.Find("SmsOrSay")} {string.Join(", ", words)}";

    // Its number would mean something else.
    private static bool IsSaid(string title) =>
        Commands.Read(title) is not Command.None || Commands.ReadLanguage(title) is not null || Say.IsMoreQuestions(title);
}
