using Microsoft.Bot.Builder;
using SsprBot.Texts;

namespace SsprBot.Turn;

/// <summary>An accident in a turn: written down once without what was typed, and one kind sentence.</summary>
public static partial class TurnErrors
{
    public static async Task CatchAsync(ILogger log, ITurnContext turn, Exception accident)
    {
        log.TurnFailed(accident.GetType().Name, accident.StackTrace ?? "");
        await turn.SendActivityAsync(Say.SomethingWentWrong(), CancellationToken.None);
    }

    [LoggerMessage(100, LogLevel.Error, "A turn failed with {Kind} {Where}")]
    private static partial void TurnFailed(this ILogger log, string kind, string where);
}
