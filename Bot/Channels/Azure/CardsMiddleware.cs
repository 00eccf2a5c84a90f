using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot.Channels.Azure;

/// <summary>
/// Keeps which cards of a conversation are open. An answer from another card changes nothing; what a turn answered or overtook is
/// replaced by its outcome. An answer that is taken goes on as the same words, typed.
/// </summary>
public sealed partial class CardsMiddleware(ConversationState state, ILogger<CardsMiddleware> log) : Microsoft.Bot.Builder.IMiddleware
{
    private readonly IStatePropertyAccessor<OpenCards> _kept = state.CreateProperty<OpenCards>("cards");

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        // What an invoke says comes here once more, as a message.
        if (turnContext.Activity is not { ChannelId: TeamsRenderer.ChannelId, Type: not ActivityTypes.Invoke })
        {
            await next(cancellationToken);
            return;
        }

        var open = (await _kept.GetAsync(turnContext, () => OpenCards.None, cancellationToken)).Cards;
        var typed = Typed.In(turnContext);
        var answered = typed is null ? null : Answered(open, typed);
        if (typed?.Nonce is not null && answered is null)
        {
            await RefuseAsync(turnContext, cancellationToken);
            return;
        }

        if (typed is not null)
        {
            Typed.Take(turnContext, typed.Text, null);
        }

        var said = new Said(typed is null ? open : []);
        await _kept.SetAsync(turnContext, new OpenCards(said.Open), cancellationToken);
        turnContext.OnSendActivities((turn, leaving, send) => KeepAsync(turn, leaving, send, said, cancellationToken));
        await next(cancellationToken);
        if (typed is not null || said.Overtaken)
        {
            await CloseAsync(turnContext, open, answered, cancellationToken);
        }
    }

    /// <summary>The card that an answer came from; what is typed answers the newest question.</summary>
    private static OpenCard? Answered(OpenCard[] open, Typed typed) =>
        typed.Nonce is { } nonce ? Array.Find(open, card => card.Nonce == nonce) : Array.FindLast(open, card => card.Asks) ?? open.LastOrDefault();

    // In answer to an invoke it is said in the card itself.
    private static async Task RefuseAsync(ITurnContext turn, CancellationToken ct)
    {
        turn.TurnState.Set(new CardOutcome(null));
        if (turn.TurnState.Get<PressedCard>() is null)
        {
            await turn.SendActivityAsync(Say.CardNotOpen(), ct);
        }
    }

    private async Task<ResourceResponse[]> KeepAsync(
        ITurnContext turn, List<Activity> leaving, Func<Task<ResourceResponse[]>> send, Said said, CancellationToken ct)
    {
        var asking = leaving.Select(message => message.ValueType is not null).ToArray();
        leaving.ForEach(message => message.ValueType = null);
        var sent = await send();
        foreach (var (message, response, asks) in leaving.Zip(sent, asking))
        {
            // Only a warning that time is almost up is said beside what is being asked; whatever else happens overtakes it.
            if (message.Type == ActivityTypes.Message && turn.Activity.Name is not RootDialog.AlmostUp && !said.Overtaken)
            {
                (said.Overtaken, said.Open) = (true, []);
            }

            if (Nonce(message) is { } nonce)
            {
                said.Open = [.. said.Open, new OpenCard(response.Id, nonce, message.Summary, asks)];
            }
        }

        await _kept.SetAsync(turn, new OpenCards(said.Open), ct);
        return sent;
    }

    private static string? Nonce(Activity message) => message.Attachments is [{ Content: JObject card }]
        ? card.SelectTokens("$..data.nonce").Select(nonce => $"{nonce}").FirstOrDefault()
        : null;

    private async Task CloseAsync(ITurnContext turn, OpenCard[] cards, OpenCard? answered, CancellationToken ct)
    {
        foreach (var card in cards)
        {
            var content = TeamsRenderer.Outcome(card.Text, card == answered ? Answer(turn.Activity) : Words.Find("CardClosed"));
            if (card == answered)
            {
                turn.TurnState.Set(new CardOutcome(content));
            }

            await ReplaceAsync(turn, new Activity(ActivityTypes.Message, card.Message) { Attachments = [AdaptiveCards.Attached(content)] }, ct);
        }
    }

    // What nobody else should read was never put back into the activity.
    private static string Answer(Activity message) =>
        message.Text is Typed.Hidden ? Words.Find("CardAnsweredSecret") : Words.Filled("CardAnsweredWith", [message.Text]);

    /// <summary>A card that cannot be replaced says nothing wrong: its answer would be refused.</summary>
    private async Task ReplaceAsync(ITurnContext turn, Activity card, CancellationToken ct)
    {
        try
        {
            await turn.UpdateActivityAsync(card, ct);
        }
        catch (ErrorResponseException refusal)
        {
            NotReplaced(log, refusal.Response?.StatusCode.ToString() ?? "");
        }
    }

    [LoggerMessage(424, LogLevel.Warning, "A card could not be replaced by its outcome: {Status}")]
    private static partial void NotReplaced(ILogger log, string status);

    /// <summary>The cards that are open after what was said so far in this turn.</summary>
    private sealed class Said(OpenCard[] open)
    {
        public OpenCard[] Open { get; set; } = open;

        public bool Overtaken { get; set; }
    }
}
