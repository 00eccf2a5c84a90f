using Microsoft.Extensions.Options;
using SsprBot.Network;
using SsprBot.Settings;

namespace SsprBot.Doctor;

/// <summary>The checks of a deployment, each under its name.</summary>
internal static class DoctorServices
{
    public const string Configuration = "configuration";

    /// <summary>In the order in which they are made and run.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [Configuration, "storage", "keys", "audit log", "Redis", "directory", "canary", "mail", "Twilio", "bot registration", "public address", "clock"];

    public static IServiceCollection AddDoctor(this IServiceCollection services)
    {
        services.AddSingleton<Round>();
        services.AddKeyedSingleton<ICheck, ConfigurationCheck>(Configuration);
        services.AddKeyedSingleton<ICheck, StorageCheck>("storage");
        services.AddKeyedSingleton<ICheck, KeysCheck>("keys");
        services.AddKeyedSingleton<ICheck, AuditLogCheck>("audit log");
        services.AddKeyedSingleton<ICheck, RedisNewsCheck>("Redis");
        services.AddKeyedSingleton<ICheck, DirectoriesCheck>("directory");
        services.AddKeyedSingleton<ICheck, CanariesCheck>("canary");
        services.AddKeyedSingleton<ICheck, MailCheck>("mail");
        services.AddKeyedSingleton<ICheck, TwilioCheck>("Twilio");
        services.AddKeyedSingleton<ICheck, BotCheck>("bot registration");
        services.AddKeyedSingleton<ICheck>("public address", (provider, _) => new AddressCheck(
            provider.GetRequiredService<IOptions<WebSettings>>(), provider.GetRequiredService<StorageSettings>(), new ServerTrust(null), provider.GetRequiredService<TimeProvider>()));
        services.AddKeyedSingleton<ICheck, ClockCheck>("clock");
        return services;
    }
}
