using Microsoft.Bot.Builder;

namespace SsprBot.Storage;

/// <summary>
/// State of a conversation that is written by every turn that read it: nearly every turn moves the conversation on, and to find out whether it did
/// costs as much as writing it, twice.
/// </summary>
public sealed class WrittenState(IStorage storage) : ConversationState(storage)
{
    private readonly IStorage _storage = storage;

    public override async Task LoadAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        if (force || GetCachedState(turnContext) is null)
        {
            var key = GetStorageKey(turnContext);
            var found = await _storage.ReadAsync([key], cancellationToken);

            // What it is made with would be hashed.
            turnContext.TurnState.Set(nameof(ConversationState), new CachedBotState
            {
                State = found.TryGetValue(key, out var state) ? (IDictionary<string, object>)state : new Dictionary<string, object>(),
            });
        }
    }

    /// <param name="force">Makes no difference.</param>
    public override Task SaveChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default) =>
        GetCachedState(turnContext) is { State: var state }
            ? _storage.WriteAsync(new Dictionary<string, object>(1) { [GetStorageKey(turnContext)] = state }, cancellationToken)
            : Task.CompletedTask;
}
