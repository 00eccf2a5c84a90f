using Microsoft.Bot.Builder;

namespace SsprBot.Channels.Azure;

/// <summary>What Teams asks and waits for: a button of a card, a dialog.</summary>
public interface ITeamsInvokes
{
    /// <param name="asMessage">The rest of the turn, for an invoke that says what a message could have said.</param>
    /// <returns>Null when it is none that is known.</returns>
    Task<InvokeResponse?> AnswerAsync(ITurnContext turn, NextDelegate asMessage, CancellationToken ct);
}
