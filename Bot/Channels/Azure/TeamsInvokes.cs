using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;
using SsprBot.Turn;

namespace SsprBot.Channels.Azure;

/// <summary>That the turn's answer was pressed on a card that waits for what becomes of it.</summary>
public sealed record PressedCard;

/// <summary>
/// The invokes of Teams. <c>adaptiveCard/action</c>: a card's answer, which goes through the same turn as a message.
/// <c>task/fetch</c>: the secure page as a dialog. <c>task/submit</c>: that dialog closed.
/// </summary>
public sealed class TeamsInvokes(PasswordLink links, Places places, InputMiddleware input, CardsMiddleware cards, IBot bot) : ITeamsInvokes
{
    private const int LongestNonce = 64;
    private const int LongestAnswer = 1000;
    private const int DialogHeight = 720;
    private const int DialogWidth = 520;

    public async Task<InvokeResponse?> AnswerAsync(ITurnContext turn, CancellationToken ct) => turn.Activity.Name switch
    {
        "adaptiveCard/action" => await PressedAsync(turn, ct),
        "task/fetch" => await DialogAsync(turn, ct),
        "task/submit" => Answer(null),
        _ => null,
    };

    private async Task<InvokeResponse> PressedAsync(ITurnContext turn, CancellationToken ct)
    {
        if (Pressed(turn.Activity.Value as JObject) is not { } answer)
        {
            return Malformed();
        }

        turn.TurnState.Set(new PressedCard());
        (turn.Activity.Type, turn.Activity.Value) = (ActivityTypes.Message, answer);
        try
        {
            await input.OnTurnAsync(turn, inputCt => cards.OnTurnAsync(turn, cardsCt => bot.OnTurnAsync(turn, cardsCt), inputCt), ct);
        }
        finally
        {
            turn.Activity.Type = ActivityTypes.Invoke;
        }

        return turn.TurnState.Get<CardOutcome>() is { Card: { } card }
            ? Answer(Card("application/vnd.microsoft.card.adaptive", card))
            : Answer(Card("application/vnd.microsoft.activity.message", Words.Find(nameof(Say.CardNotOpen))));
    }

    /// <returns>The card's answer, as a submitted message has it; null for what none of our cards sends.</returns>
    private static JObject? Pressed(JObject? value) =>
        value?["action"] is JObject { } action
        && Is(action["type"], "Action.Execute")
        && Is(action["verb"], TeamsRenderer.Verb)
        && (value["trigger"] is not { } trigger || Is(trigger, "manual"))
        && action["data"] is JObject { Count: 2 } data
        && IsText(data["nonce"], LongestNonce)
        && IsText(data[AdaptiveCards.Answer], LongestAnswer)
            ? new JObject { ["nonce"] = data["nonce"], [AdaptiveCards.Answer] = data[AdaptiveCards.Answer] }
            : null;

    private async Task<InvokeResponse> DialogAsync(ITurnContext turn, CancellationToken ct)
    {
        if ((turn.Activity.Value as JObject)?["data"] is not JObject data || !IsText(data["link"], LongestNonce + LongestNonce))
        {
            return Malformed();
        }

        var token = $"{data["link"]}";
        return await links.BindAsync(token, Threads.Visitor(turn).Chat, ct) is { } binding
            ? Answer(new JObject { ["task"] = new JObject { ["type"] = "continue", ["value"] = Dialog(places.PageHere(token, binding)) } })
            : Answer(new JObject { ["task"] = new JObject { ["type"] = "message", ["value"] = Words.Find("PageNotOpen") } });
    }

    private static JObject Dialog(Uri page) => new()
    {
        ["title"] = Words.Find("DialogTitle"),
        ["url"] = page.AbsoluteUri,
        ["fallbackUrl"] = page.AbsoluteUri,
        ["height"] = DialogHeight,
        ["width"] = DialogWidth,
    };

    private static bool Is(JToken? value, string text) => value is JValue { Type: JTokenType.String } known && (string?)known == text;

    private static bool IsText(JToken? value, int longest) => value is JValue { Type: JTokenType.String } text && ((string)text!).Length <= longest;

    private static InvokeResponse Answer(JObject? body) => new() { Status = (int)HttpStatusCode.OK, Body = body };

    private static InvokeResponse Malformed() => new()
    {
        Status = (int)HttpStatusCode.OK,
        Body = new AdaptiveCardInvokeResponse
        {
            StatusCode = (int)HttpStatusCode.BadRequest,
            Type = "application/vnd.microsoft.error",
            Value = new Error("BadRequest", Words.Find(nameof(Say.CardNotOpen))),
        },
    };

    private static JObject Card(string type, object value) => new() { ["statusCode"] = (int)HttpStatusCode.OK, ["type"] = type, ["value"] = JToken.FromObject(value) };
}
