using Microsoft.Extensions.Options;
using SsprBot.Settings;

namespace SsprBot.Channels.Azure;

/// <summary>The hosts of channels: the only ones that the bot calls, and that get its token.</summary>
internal sealed class ServiceHosts(IOptions<ConnectorSettings> settings, IHostEnvironment environment)
{
    private readonly HashSet<string> _hosts = new(["smba.trafficmanager.net", .. settings.Value.ServiceHosts], StringComparer.OrdinalIgnoreCase);

    /// <returns>Null when it is no address that the bot may call.</returns>
    public Uri? Read(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var service) && service is { Query.Length: 0, Fragment.Length: 0 } && MayCall(service) ? service : null;

    public bool MayCall(Uri service) => Trusts(service) || IsThisMachine(service);

    /// <summary>Whether the bot's token may go there: an exact name, by https, at its usual port.</summary>
    public bool Trusts(Uri service) =>
        service is { HostNameType: UriHostNameType.Dns, UserInfo.Length: 0, Port: 443 } && service.Scheme == Uri.UriSchemeHttps && _hosts.Contains(service.Host);

    private bool IsThisMachine(Uri service) =>
        environment.IsDevelopment() && service is { IsLoopback: true, UserInfo.Length: 0 } && (service.Scheme == Uri.UriSchemeHttp || service.Scheme == Uri.UriSchemeHttps);
}
