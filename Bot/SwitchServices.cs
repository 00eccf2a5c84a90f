using SsprBot.Channels.Azure;
using SsprBot.Channels.DirectLine;
using SsprBot.Channels.Twilio;
using SsprBot.Directories;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Turn;

namespace SsprBot;

/// <summary>What can be switched off at once, and by whom.</summary>
public static class SwitchServices
{
    public static IEnumerable<string> Faults(IConfiguration configuration) => SwitchSettings.Faults(configuration, All(configuration));

    public static IServiceCollection AddSwitches(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new Switching(
            provider.GetRequiredService<Vault>(), provider.GetRequiredService<Switches>(), provider.GetRequiredService<AdminLog>(), All(configuration)));
        services.AddHostedService<SwitchClock>();
        return services;
    }

    private static IReadOnlyList<string> All(IConfiguration configuration) =>
    [
        Switch.All,
        .. ChannelsOf(configuration).Select(Switch.Channel),
        .. Enum.GetValues<VerificationMethod>().Select(Switch.Method),
        .. DirectoryServices.NamesOf(configuration).Select(Switch.Directory),
    ];

    private static IEnumerable<string> ChannelsOf(IConfiguration configuration) =>
    [
        DirectLineAdapter.ChannelId,
        .. configuration.GetSection(ConnectorSettings.Section).Get<ConnectorSettings>()?.Channels is { Count: > 0 } named ? named : [TeamsRenderer.ChannelId],
        SmsAdapter.ChannelId,
    ];
}
