using SsprBot.Domain;
using SsprBot.Pages.Dev;
using SsprBot.Senders.Smtp;
using SsprBot.Senders.Twilio;
using SsprBot.Settings;

namespace SsprBot.Senders;

public static class SenderServices
{
    /// <summary>What keeps messages from leaving: one sentence for each fault.</summary>
    public static IReadOnlyList<string> Faults(IConfiguration configuration, IHostEnvironment environment) => SmtpFaults.Of(configuration, environment);

    /// <summary>The outbox, the senders that are set, and in Development the inbox that stands for the rest of the world.</summary>
    public static IServiceCollection AddSenders(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        // The first that serves a kind sends it.
        services.AddSmtp(configuration, environment);
        if (configuration.GetSection(TwilioSettings.Section).GetChildren().Any())
        {
            services.AddTwilio();
        }

        services.AddSingleton<DevelopersInbox>();
        if (environment.IsDevelopment())
        {
            services.AddSingleton<ISender>(provider => provider.GetRequiredService<DevelopersInbox>());
        }

        services.AddSingleton<IInbox>(provider => provider.GetRequiredService<DevelopersInbox>());
        services.AddSingleton<Outbox>();
        services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<Outbox>());
        services.AddHostedService(provider => provider.GetRequiredService<Outbox>());
        return services;
    }
}
