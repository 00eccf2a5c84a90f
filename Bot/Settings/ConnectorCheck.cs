namespace SsprBot.Settings;

/// <summary>What is wrong with the settings of the Bot Connector, one sentence each.</summary>
internal static class ConnectorCheck
{
    private static readonly string[] s_types = [BotRegistration.SingleTenant, BotRegistration.ManagedIdentity];

    public static IEnumerable<string> Faults(IConfiguration configuration, bool isDevelopment) =>
    [
        .. RegistrationFaults(configuration.Get<BotRegistration>() ?? new()),
        .. SettingsFaults(configuration.GetSection(ConnectorSettings.Section).Get<ConnectorSettings>() ?? new(), isDevelopment),
    ];

    private static IEnumerable<string> RegistrationFaults(BotRegistration bot)
    {
        if (bot.MicrosoftAppType.Equals("MultiTenant", StringComparison.OrdinalIgnoreCase))
        {
            yield return "MicrosoftAppType is MultiTenant. Azure no longer registers such bots: use SingleTenant or UserAssignedMSI.";
        }
        else if (!s_types.Contains(bot.MicrosoftAppType, StringComparer.OrdinalIgnoreCase))
        {
            yield return "MicrosoftAppType must be SingleTenant or UserAssignedMSI.";
        }

        if (bot.MicrosoftAppId.Length == 0)
        {
            if (bot.MicrosoftAppTenantId.Length > 0 || Credentials(bot) > 0)
            {
                yield return "MicrosoftAppId is missing: without it the Bot Connector is off.";
            }

            yield break;
        }

        if (!Guid.TryParseExact(bot.MicrosoftAppId, "D", out _))
        {
            yield return "MicrosoftAppId must be a GUID.";
        }

        if (!Guid.TryParseExact(bot.MicrosoftAppTenantId, "D", out _))
        {
            yield return "MicrosoftAppTenantId must be the GUID of the organisation's tenant.";
        }

        if (!bot.IsManagedIdentity && Credentials(bot) != 1)
        {
            yield return "A SingleTenant bot needs one credential: MicrosoftAppPassword, MicrosoftAppCertificatePath, MicrosoftAppCertificateThumbprint, MicrosoftAppFederatedTokenFile or MicrosoftAppFederatedIdentity.";
        }

        if (bot.MicrosoftAppCertificatePath.Length > 0 && !File.Exists(bot.MicrosoftAppCertificatePath))
        {
            yield return "MicrosoftAppCertificatePath names no file.";
        }
    }

    private static IEnumerable<string> SettingsFaults(ConnectorSettings settings, bool isDevelopment)
    {
        if (settings.RequestLimit < TimeSpan.FromSeconds(1) || settings.RequestLimit > TimeSpan.FromMinutes(1))
        {
            yield return "Connector:RequestLimit must be between 00:00:01 and 00:01:00.";
        }

        if (!isDevelopment && settings.OpenIdMetadata != new ConnectorSettings().OpenIdMetadata)
        {
            yield return "Connector:OpenIdMetadata may be set in Development only: who writes those keys can speak for everybody.";
        }

        foreach (var host in settings.ServiceHosts.Where(host => Uri.CheckHostName(host) is not UriHostNameType.Dns || !host.Contains('.', StringComparison.Ordinal)))
        {
            yield return $"Connector:ServiceHosts holds {host}, which is no host name.";
        }
    }

    private static int Credentials(BotRegistration bot) =>
        ((string[])[bot.MicrosoftAppPassword, bot.MicrosoftAppCertificatePath, bot.MicrosoftAppCertificateThumbprint, bot.MicrosoftAppFederatedTokenFile, bot.MicrosoftAppFederatedIdentity])
            .Count(credential => credential.Length > 0);
}
