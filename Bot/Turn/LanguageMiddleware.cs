using System.Globalization;
using Microsoft.Bot.Builder;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot.Turn;

/// <summary>Speaks the language that was chosen in this conversation, or the channel's, for the rest of the turn and in what begins there.</summary>
public sealed class LanguageMiddleware(Threads threads) : Microsoft.Bot.Builder.IMiddleware
{
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var thread = await threads.ReadAsync(turnContext, cancellationToken);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = Words.For(thread.Language ?? turnContext.Activity.Locale);
        if (thread.Language is { } chosen)
        {
            var visitor = Threads.Visitor(turnContext);
            turnContext.TurnState.Set(visitor with { Chat = visitor.Chat with { Language = chosen } });
        }

        await next(cancellationToken);
    }
}
