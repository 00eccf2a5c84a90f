using SsprBot.Domain;
using SsprBot.Pages.Dev;
using SsprBot.Senders.Twilio;
using SsprBot.Settings;

namespace SsprBot.Senders;

public static class SenderServices
{
    /// <summary>The outbox, Twilio where it is set, and in Development the inbox that stands for the rest of the world outside.</summary>
    public static IServiceCollection AddSenders(this IServiceCollection services, IConfiguration configuration)
    {
        // The first that serves a message sends it.
        if (configuration.GetSection(TwilioSettings.Section).GetChildren().Any())
        {
            services.AddTwilio();
        }

        services.AddSingleton<DevelopersInbox>();
        services.AddSingleton<ISender>(provider => provider.GetRequiredService<DevelopersInbox>());
        services.AddSingleton<IInbox>(provider => provider.GetRequiredService<DevelopersInbox>());
        services.AddSingleton<Outbox>();
        services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<Outbox>());
        services.AddHostedService(provider => provider.GetRequiredService<Outbox>());
        return services;
    }
}
