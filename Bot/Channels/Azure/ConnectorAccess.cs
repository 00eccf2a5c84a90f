using SsprBot.Settings;

namespace SsprBot.Channels.Azure;

/// <summary>Who may call as the Bot Connector.</summary>
internal enum ConnectorAccess
{
    /// <summary>Nobody.</summary>
    Off,

    /// <summary>Programs on this machine, in Development: the emulator, the Agents Playground.</summary>
    ThisMachine,

    /// <summary>Whoever has a token of the Bot Connector for this bot.</summary>
    WithToken,
}

internal static class ConnectorAccesses
{
    public static ConnectorAccess Of(BotRegistration registration, IHostEnvironment environment) =>
        registration.MicrosoftAppId.Length > 0 ? ConnectorAccess.WithToken
        : environment.IsDevelopment() ? ConnectorAccess.ThisMachine
        : ConnectorAccess.Off;
}
