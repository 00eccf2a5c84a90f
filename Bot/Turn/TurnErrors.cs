using Microsoft.Bot.Builder;
using Newtonsoft.Json;
using SsprBot.Texts;

namespace SsprBot.Turn;

/// <summary>An accident in a turn: written down once without what was typed, and one kind sentence.</summary>
public static partial class TurnErrors
{
    public static async Task CatchAsync(ILogger log, ConversationState state, ITurnContext turn, Exception accident)
    {
        log.TurnFailed(accident.GetType().Name, accident.StackTrace ?? "");
        if (accident is JsonException)
        {
            // A place in the conversation that cannot be read would fail in every turn to come; losing it costs nothing.
            await state.DeleteAsync(turn, CancellationToken.None);
        }

        await turn.SendActivityAsync(Say.SomethingWentWrong(), CancellationToken.None);
    }

    [LoggerMessage(100, LogLevel.Error, "A turn failed with {Kind} {Where}")]
    private static partial void TurnFailed(this ILogger log, string kind, string where);
}
