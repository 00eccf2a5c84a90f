namespace Microsoft.Bot.Builder;

/// <summary>Puts a service in the turn state: under the full name of the type unless a key is given.</summary>
public class RegisterClassMiddleware<T>(T service, string key) : IMiddleware
    where T : class
{
    public RegisterClassMiddleware(T service)
        : this(service, typeof(T).FullName)
    {
    }

    public T Service { get; set; } = service;

    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate nextTurn, CancellationToken cancellationToken)
    {
        turnContext.TurnState.Set(key, Service);
        return nextTurn(cancellationToken);
    }
}

public static class AdapterExtensions
{
    /// <summary>The storage is in the turn state under the full name of <see cref="IStorage"/>.</summary>
    public static BotAdapter UseStorage(this BotAdapter botAdapter, IStorage storage)
    {
        ArgumentNullException.ThrowIfNull(botAdapter);
        ArgumentNullException.ThrowIfNull(storage);
        return botAdapter.Use(new RegisterClassMiddleware<IStorage>(storage));
    }

    /// <summary>Each state is in the turn state under the full name of its own type.</summary>
    public static BotAdapter UseBotState(this BotAdapter botAdapter, params BotState[] botStates)
    {
        ArgumentNullException.ThrowIfNull(botAdapter);
        ArgumentNullException.ThrowIfNull(botStates);
        foreach (var botState in botStates)
        {
            ArgumentNullException.ThrowIfNull(botState, nameof(botStates));
            botAdapter.Use(new RegisterClassMiddleware<BotState>(botState, botState.GetType().FullName));
        }

        return botAdapter;
    }
}
