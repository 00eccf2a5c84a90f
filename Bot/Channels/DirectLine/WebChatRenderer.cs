using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Texts;
using SsprBot.Turn;

namespace SsprBot.Channels.DirectLine;

/// <summary>Web Chat: buttons under the message, a card for a picture to read, a card for a link.</summary>
public sealed class WebChatRenderer : IRenderer
{
    private const int LongestPicture = 20;

    public bool Serves(string channelId) => channelId is DirectLineAdapter.ChannelId;

    public Activity Render(Activity message)
    {
        if (message.Attachments is [{ ContentType: Say.CaptchaType, Content: JObject captcha }])
        {
            message.Attachments = [AdaptiveCards.Attached(AdaptiveCards.Card(CaptchaBody(message.Text, captcha), CaptchaActions(captcha)))];
            message.Text = null;
        }
        else if (message.SuggestedActions?.Actions is [{ Type: ActionTypes.OpenUrl } link])
        {
            var open = AdaptiveCards.Positive(AdaptiveCards.Open(link.Title, $"{link.Value}"));
            message.Attachments = [AdaptiveCards.Attached(AdaptiveCards.Card([AdaptiveCards.Markdown(message.Text)], [open]))];
            message.Text = null;
            message.SuggestedActions = null;
        }

        return message;
    }

    private static JArray CaptchaBody(string question, JObject captcha) =>
    [
        AdaptiveCards.Markdown(question),
        new JObject { ["type"] = "Image", ["url"] = captcha["picture"], ["altText"] = Words.Find("CaptchaPicture"), ["width"] = "240px", ["height"] = "80px" },
        AdaptiveCards.Field(Words.Find("CaptchaLabel"), Words.Find("CaptchaMissing"), LongestPicture),
    ];

    private static JArray CaptchaActions(JObject captcha) =>
    [
        AdaptiveCards.Positive(AdaptiveCards.Submit(Words.Find("CaptchaContinue"), new JObject { ["nonce"] = captcha["nonce"] })),
        AdaptiveCards.Open(Words.Find("CaptchaListen"), $"{captcha["sound"]}"),
        AdaptiveCards.Submit(Words.Find("CaptchaAnother"), new JObject { ["nonce"] = captcha["nonce"], ["answer"] = "" }, withField: false),
    ];
}
