using System.Globalization;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;
using SsprBot.Turn;

namespace SsprBot.Channels.Azure;

/// <summary>Teams: a card for whatever can be answered or opened; everything else is plain text.</summary>
public sealed class TeamsRenderer(Places places) : IRenderer
{
    public const string ChannelId = Microsoft.Bot.Connector.Channels.Msteams;

    /// <summary>What the buttons of our cards do, as an invoke names it.</summary>
    public const string Verb = "answer";

    private const int LongestAnswer = 256;

    public bool Serves(string channelId) => channelId is ChannelId;

    public Activity Render(Activity message)
    {
        // The tenant vouches for whoever writes: there is no bot check, and so no picture.
        message.Attachments = null;
        var card = message.SuggestedActions?.Actions switch
        {
            [{ Type: ActionTypes.OpenUrl } link] => LinkCard(message, link),
            { Count: > 0 } buttons => QuestionCard(message, buttons),
            _ when message.ValueType is Asks.Words or Asks.Secret => QuestionCard(message, []),
            _ => null,
        };
        if (card is not null)
        {
            message.Attachments = [AdaptiveCards.Attached(Spoken(card, message.Text))];
            message.Text = null;
        }

        message.SuggestedActions = null;
        return message;
    }

    /// <summary>What stays of a card that was used: the question and what came of it.</summary>
    public static JObject Outcome(string question, string outcome) =>
        Spoken(AdaptiveCards.Card([.. AdaptiveCards.Plain(question), .. AdaptiveCards.Plain(outcome, "Bolder")], []), $"{question}\n{outcome}");

    private static JObject Spoken(JObject card, string text)
    {
        card["fallbackText"] = card["speak"] = AdaptiveCards.Cut(text, AdaptiveCards.LongestText);

        // A language alone: the schema knows no regions.
        card["lang"] = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return card;
    }

    private JObject LinkCard(Activity message, CardAction link)
    {
        var address = $"{link.Value}";
        if (places.TokenOf(address) is not { } token)
        {
            return AdaptiveCards.Card([.. AdaptiveCards.Plain(message.Text)], [AdaptiveCards.Positive(AdaptiveCards.Open(link.Title, address))]);
        }

        var open = AdaptiveCards.Submit(link.Title, new JObject { ["msteams"] = new JObject { ["type"] = "task/fetch" }, ["link"] = token });
        return AdaptiveCards.Card([.. AdaptiveCards.Plain(message.Text), .. AdaptiveCards.Rows([AdaptiveCards.Positive(open), AdaptiveCards.Open(Words.Find("OpenInBrowser"), address)])], []);
    }

    private static JObject QuestionCard(Activity message, IList<CardAction> buttons)
    {
        // What a notification shows of a card.
        message.Summary = AdaptiveCards.Cut(message.Text, AdaptiveCards.LongestText);
        var nonce = Secrets.NewId();
        var commands = buttons.Where(button => Commands.Read(button.Title) is not Command.None).ToArray();
        var options = buttons.Except(commands).Select(option => AdaptiveCards.Row([Choice(nonce, option)]));
        var hasField = message.ValueType is Asks.Words or Asks.Secret;
        JObject[] field = hasField ? [AdaptiveCards.Field(Words.Find("CardField"), Words.Find("CardFieldMissing"), LongestAnswer)] : [];
        JObject[] send = hasField ? [AdaptiveCards.Positive(Execute(Words.Find("CaptchaContinue"), new JObject { ["nonce"] = nonce }, withField: true))] : [];
        return AdaptiveCards.Card(
            [.. AdaptiveCards.Plain(message.Text), .. field, .. options, .. AdaptiveCards.Rows([.. send, .. commands.Select(command => Choice(nonce, command))])], []);
    }

    // A button says what a person could have typed, and is understood the same way.
    private static JObject Choice(string nonce, CardAction button) =>
        Execute(button.Title, new JObject { ["nonce"] = nonce, [AdaptiveCards.Answer] = AdaptiveCards.Cut($"{button.Value}", LongestAnswer) }, withField: false);

    private static JObject Execute(string title, JObject data, bool withField)
    {
        var action = AdaptiveCards.WithoutField(withField, new(AdaptiveCards.Action("Action.Execute", title)) { ["verb"] = Verb, ["data"] = data });
        action["fallback"] = AdaptiveCards.Submit(title, (JObject)data.DeepClone(), withField);
        return action;
    }
}
