using Microsoft.Bot.Builder;

namespace SsprBot.Channels.Azure;

/// <summary>Answers what Teams asks for by an invoke: a button of a card, a dialog.</summary>
public interface ITeamsInvokes
{
    /// <summary>Runs in the turn of its conversation, with the <c>Visitor</c> known.</summary>
    /// <returns>Null when the invoke is not known: the channel is told so (501).</returns>
    Task<InvokeResponse?> AnswerAsync(ITurnContext turn, CancellationToken ct);
}
