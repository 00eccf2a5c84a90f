using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Talk;

namespace SsprBot.Turn;

/// <summary>Takes what was typed or submitted out of the activity before anything else in the turn sees it.</summary>
public sealed class InputMiddleware : Microsoft.Bot.Builder.IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity is { Type: ActivityTypes.Message } message)
        {
            // A card submits no text: its answer and its mark come as a value.
            var card = message.Value as JObject;
            Typed.Take(turnContext, message.Text ?? $"{card?["answer"]}", card is null ? null : $"{card["nonce"]}");
        }

        return next(cancellationToken);
    }
}
