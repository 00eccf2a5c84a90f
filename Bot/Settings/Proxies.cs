using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace SsprBot.Settings;

/// <summary>Our own reverse proxies: only they say who really asks.</summary>
internal static class Proxies
{
    private const string Name = $"Web:{nameof(WebSettings.Proxies)}";

    /// <summary>One sentence for each that is no address and no network.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration) =>
        Of(configuration).Where(proxy => Read(proxy) is null).Select(proxy => $"{Name} holds {proxy}, which is neither an address nor a network such as 10.0.0.0/8.");

    public static void AddProxies(this IServiceCollection services, IConfiguration configuration) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in Of(configuration))
        {
            options.KnownIPNetworks.Add(Read(proxy)!.Value);
        }
    });

    public static void UseProxies(this WebApplication host)
    {
        if (Of(host.Configuration).Length > 0)
        {
            host.UseForwardedHeaders();
        }
    }

    private static string[] Of(IConfiguration configuration) => configuration.GetSection(Name).Get<string[]>() ?? [];

    private static IPNetwork? Read(string proxy) =>
        IPNetwork.TryParse(proxy, out var network) ? network
            : IPAddress.TryParse(proxy, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
}
