using Microsoft.Bot.Builder;
using SsprBot.Turn;

namespace SsprBot.Channels.Azure;

/// <summary>How the conversation looks and works in Teams.</summary>
public static class TeamsServices
{
    public static IServiceCollection AddTeams(this IServiceCollection services)
    {
        services.AddSingleton<IRenderer, TeamsRenderer>();
        services.AddSingleton<ITeamsInvokes, TeamsInvokes>();
        services.AddSingleton<InvokeMiddleware>();
        services.AddSingleton<CardsMiddleware>();
        return services;
    }

    /// <summary>Puts a turn's middleware on the adapter of the Bot Connector, the outermost first.</summary>
    public static void UseTeamsTurns(this IServiceProvider services, BotAdapter adapter)
    {
        adapter.Use(services.GetRequiredService<RenderMiddleware>());
        adapter.Use(services.GetRequiredService<LanguageMiddleware>());
        adapter.Use(services.GetRequiredService<InvokeMiddleware>());
        adapter.Use(services.GetRequiredService<InputMiddleware>());
        adapter.Use(services.GetRequiredService<CardsMiddleware>());
    }
}
