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
        services.AddSingleton(_ => new ServerTrust(settings.CaFile.Length > 0 ? ServerTrust.RootsIn(Path.Combine(environment.ContentRootPath, settings.CaFile)) : null));
        services.AddSingleton<SmtpPool>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<ISender, SmtpSender>();
        return services;
    }
}
