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
}
