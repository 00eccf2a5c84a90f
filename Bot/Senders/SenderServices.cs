using SsprBot.Domain;
using SsprBot.Pages.Dev;

namespace SsprBot.Senders;

public static class SenderServices
{
    /// <summary>The outbox, and in Development the inbox that stands for the world outside.</summary>
    public static IServiceCollection AddSenders(this IServiceCollection services)
    {
        services.AddSingleton<DevelopersInbox>();
        services.AddSingleton<ISender>(provider => provider.GetRequiredService<DevelopersInbox>());
        services.AddSingleton<IInbox>(provider => provider.GetRequiredService<DevelopersInbox>());
        services.AddSingleton<Outbox>();
        services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<Outbox>());
        services.AddHostedService(provider => provider.GetRequiredService<Outbox>());
        return services;
    }
}
