using Microsoft.Bot.Builder;
using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>Lets the bot speak in the conversations of a channel without being asked.</summary>
public interface IWaker
{
    /// <summary>How long to wait before each further try; empty where a failure would not mend by itself.</summary>
    IReadOnlyList<TimeSpan> Waits { get; }

    bool Serves(ChatAddress chat);

    /// <summary>Runs one turn in the conversation; throws when the channel cannot be reached.</summary>
    Task WakeAsync(ChatAddress chat, BotCallbackHandler callback, CancellationToken ct);
}
