using SsprBot.Turn;

namespace SsprBot.Channels.Azure;

/// <summary>How the conversation looks and works in Teams.</summary>
public static class TeamsServices
{
    public static IServiceCollection AddTeams(this IServiceCollection services)
    {
        services.AddSingleton<IRenderer, TeamsRenderer>();
        services.AddSingleton<ITeamsInvokes, TeamsInvokes>();
        services.AddSingleton<CardsMiddleware>();
        return services;
    }

    /// <summary>Keeps the cards of this adapter's conversations. Comes after <see cref="TurnServices.UseTurns"/>: it looks at words that were taken out of the activity.</summary>
    public static void UseTeams(this IServiceProvider services) =>
        services.GetRequiredService<ConnectorAdapter>().Use(services.GetRequiredService<CardsMiddleware>());
}
