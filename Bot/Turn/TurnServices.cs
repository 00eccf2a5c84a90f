using Microsoft.Bot.Builder;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Telemetry;

namespace SsprBot.Turn;

/// <summary>What happens to every message, in order: caught, spoken, flattened, shaped.</summary>
public static class TurnServices
{
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddSingleton<InputMiddleware>();
        services.AddSingleton<LanguageMiddleware>();
        services.AddSingleton<RenderMiddleware>();
        services.AddSingleton<Duplicates>();
        services.AddSingleton<TurnLeases>();
        services.AddSingleton<Callbacks>();
        services.AddSingleton<ICallback>(provider => provider.GetRequiredService<Callbacks>());
        services.AddHostedService<CallbackWorker>();
        services.AddSingleton<SessionClock>();
        services.AddSingleton<ISessionClock>(provider => provider.GetRequiredService<SessionClock>());
        services.AddHostedService(provider => provider.GetRequiredService<SessionClock>());
        services.AddSingleton<CallClock>();
        services.AddSingleton<ICallClock>(provider => provider.GetRequiredService<CallClock>());
        services.AddHostedService<CallClockWorker>();
        services.AddHostedService<ReturnClock>();
        services.AddSingleton<IBot, PasswordBot>();
        return services;
    }

    /// <summary>Puts the turn's middleware on the adapter of each channel.</summary>
    public static void UseTurns(this IServiceProvider services)
    {
        var log = services.GetRequiredService<ILogger<PasswordBot>>();
        var state = services.GetRequiredService<ConversationState>();
        foreach (var adapter in services.GetServices<BotAdapter>())
        {
            adapter.OnTurnError = (turn, accident) => TurnErrors.CatchAsync(log, state, turn, accident);
            adapter.Use(new TurnSpans());
            adapter.Use(services.GetRequiredService<RenderMiddleware>());
            adapter.Use(services.GetRequiredService<LanguageMiddleware>());
            adapter.Use(services.GetRequiredService<InputMiddleware>());
        }
    }
}
