using Microsoft.Bot.Builder;
using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>A channel whose conversations the bot can go on with by itself.</summary>
public interface IWaker
{
    /// <summary>How long to wait before each further try; empty where a turn is not taken again.</summary>
    IReadOnlyList<TimeSpan> Waits { get; }

    bool Serves(ChatAddress chat);

    /// <summary>Runs one turn in the conversation; throws when it could not be run.</summary>
    Task WakeAsync(ChatAddress chat, BotCallbackHandler callback, CancellationToken ct);
}
