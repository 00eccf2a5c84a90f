using SsprBot.Network;

namespace SsprBot.Senders.Smtp;

internal static class SmtpServices
{
    /// <summary>Mails by the organisation's server, when one is set.</summary>
    public static IServiceCollection AddSmtp(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = SmtpFaults.Read(configuration);
        if (settings.Host.Length == 0)
        {
            return services;
        }

        services.AddSingleton(settings);
        services.AddSingleton(_ => ServerTrust.In(settings.CaFile, environment.ContentRootPath));
        services.AddSingleton<SmtpPool>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<ISender, SmtpSender>();
        return services;
    }
}
