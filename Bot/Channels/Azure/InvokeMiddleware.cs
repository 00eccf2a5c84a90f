using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SsprBot.Channels.Azure;

/// <summary>Answers the invokes of Teams; any other goes on and is refused by whoever is last.</summary>
public sealed class InvokeMiddleware(ITeamsInvokes invokes) : Microsoft.Bot.Builder.IMiddleware
{
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity is { Type: ActivityTypes.Invoke, ChannelId: TeamsRenderer.ChannelId }
            && await invokes.AnswerAsync(turnContext, next, cancellationToken) is { } answer)
        {
            await turnContext.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = answer }, cancellationToken);
            return;
        }

        await next(cancellationToken);
    }
}
