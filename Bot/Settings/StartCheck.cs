using System.Net;

namespace SsprBot.Settings;

/// <summary>What keeps the host from starting: every fault at once, one sentence each.</summary>
public static class StartCheck
{
    public static IReadOnlyList<string> Faults(IConfiguration configuration, IHostEnvironment environment, IReadOnlyList<string> policyFaults) =>
    [
        .. policyFaults,
        .. Proxies.Faults(configuration),
        .. ConnectorCheck.Faults(configuration, environment.IsDevelopment()),
        .. RedisCheck.Faults(configuration),
        .. environment.IsDevelopment() ? DevelopmentFaults(configuration) : Faults(configuration),
    ];

    // The demo parts trust whoever reaches them, and so does a Bot Connector without an app id.
    private static IEnumerable<string> DevelopmentFaults(IConfiguration configuration) =>
        (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>())
            .Where(url => !IsLoopback(url))
            .Select(url => $"In Development the host listens on this machine only, not on {url}.");

    private static IEnumerable<string> Faults(IConfiguration configuration)
    {
        if (configuration["Web:PublicBaseUrl"] is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
        {
            yield return "Web:PublicBaseUrl must be the https address that people use.";
        }
    }

    private static bool IsLoopback(string url) =>
        BindingAddress.Parse(url) is { Host: var host }
        && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
