using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Texts;
using SsprBot.Turn;

namespace SsprBot.Channels.DirectLine;

/// <summary>Web Chat: buttons under the message, a card for a picture to read, a card for a link.</summary>
public sealed class WebChatRenderer : IRenderer
{
    private const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    public bool Serves(string channelId) => channelId is DirectLineAdapter.ChannelId;

    public Activity Render(Activity message)
    {
        if (message.Attachments is [{ ContentType: Say.CaptchaType, Content: JObject captcha }])
        {
            message.Attachments = [Card(CaptchaBody(message.Text, captcha), CaptchaActions(captcha))];
            message.Text = null;
        }
        else if (message.SuggestedActions?.Actions is [{ Type: ActionTypes.OpenUrl } link])
        {
            message.Attachments = [Card([Text(message.Text)], [new JObject { ["type"] = "Action.OpenUrl", ["title"] = link.Title, ["url"] = $"{link.Value}", ["style"] = "positive" }])];
            message.Text = null;
            message.SuggestedActions = null;
        }

        return message;
    }

    private static Attachment Card(JArray body, JArray actions) => new(AdaptiveCard, content: new JObject
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.5",
        ["body"] = body,
        ["actions"] = actions,
    });

    private static JObject Text(string text) => new() { ["type"] = "TextBlock", ["text"] = Escaped(text), ["wrap"] = true };

    private static JArray CaptchaBody(string question, JObject captcha) =>
    [
        Text(question),
        new JObject { ["type"] = "Image", ["url"] = captcha["picture"], ["altText"] = Words.Find("CaptchaPicture"), ["width"] = "240px", ["height"] = "80px" },
        new JObject
        {
            ["type"] = "Input.Text",
            ["id"] = "answer",
            ["label"] = Words.Find("CaptchaLabel"),
            ["isRequired"] = true,
            ["errorMessage"] = Words.Find("CaptchaMissing"),
            ["maxLength"] = 20,
        },
    ];

    private static JArray CaptchaActions(JObject captcha) =>
    [
        new JObject { ["type"] = "Action.Submit", ["title"] = Words.Find("CaptchaContinue"), ["style"] = "positive", ["data"] = new JObject { ["nonce"] = captcha["nonce"] } },
        new JObject { ["type"] = "Action.OpenUrl", ["title"] = Words.Find("CaptchaListen"), ["url"] = captcha["sound"] },
        new JObject
        {
            ["type"] = "Action.Submit",
            ["title"] = Words.Find("CaptchaAnother"),
            ["associatedInputs"] = "none",
            ["data"] = new JObject { ["nonce"] = captcha["nonce"], ["answer"] = "" },
        },
    ];

    // A TextBlock reads Markdown; a person's or directory's words must not become it.
    private static string Escaped(string text) => string.Concat(text.Select(c => "\\`*_{}[]<>#|~!".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"));
}
