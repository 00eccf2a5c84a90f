namespace SsprBot.Settings;

/// <summary>The section <c>Connector</c>: which channels of Azure Bot Service are served, and where they are.</summary>
public sealed class ConnectorSettings
{
    public const string Section = "Connector";

    /// <summary>Ids of channels; Teams alone when there are none.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Hosts that the channels are called at, beside that of Teams: exact names, no wildcards.</summary>
    public IReadOnlyList<string> ServiceHosts { get; init; } = [];

    /// <summary>How long a request may take with its turn, 1 to 60 seconds. Teams itself gives up after 15.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Where the keys of the Bot Connector are found; another place only in Development.</summary>
    public Uri OpenIdMetadata { get; init; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");
}
