using Microsoft.Bot.Builder;
using SsprBot.Domain;

namespace SsprBot.Talk;

/// <summary>What a conversation keeps besides its place in the dialogs. Losing it costs nothing.</summary>
/// <param name="Session">The recovery session that is open here, or null.</param>
/// <param name="Language">The language that was chosen here, or null for the channel's.</param>
public sealed record Thread(string? Session, string? Language);

/// <summary>Reads and keeps the conversation's <see cref="Thread"/>.</summary>
public sealed class Threads(ConversationState state)
{
    private static readonly Thread New = new(null, null);

    private readonly IStatePropertyAccessor<Thread> _kept = state.CreateProperty<Thread>("thread");

    public async Task<Thread> ReadAsync(ITurnContext turn, CancellationToken ct) => await _kept.GetAsync(turn, () => New, ct);

    public async Task KeepSessionAsync(ITurnContext turn, string? session, CancellationToken ct) =>
        await _kept.SetAsync(turn, await ReadAsync(turn, ct) with { Session = session }, ct);

    public async Task KeepLanguageAsync(ITurnContext turn, string language, CancellationToken ct) =>
        await _kept.SetAsync(turn, await ReadAsync(turn, ct) with { Language = language }, ct);

    /// <summary>Who is on the other side, as the channel's adapter said.</summary>
    public static Visitor Visitor(ITurnContext turn) => turn.TurnState.Get<Visitor>();
}
