using System.Net;
using StackExchange.Redis;

namespace SsprBot.Settings;

/// <summary>What is wrong with the section <c>Redis</c>: one sentence for each fault.</summary>
internal static class RedisCheck
{
    public static IReadOnlyList<string> Faults(IConfiguration configuration)
    {
        var text = configuration[RedisSettings.Name] ?? "";
        return text.Length == 0 ? []
            : Read(text) is not { EndPoints.Count: > 0 } options ? [$"{RedisSettings.Name} is not one of a Redis server."]
            : [.. WayFaults(options), .. UseFaults(configuration)];
    }

    private static ConfigurationOptions? Read(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // It tells who speaks with the bot, and when.
    private static IEnumerable<string> WayFaults(ConfigurationOptions options) =>
        options.Ssl || options.EndPoints.All(IsLoopback) ? [] : [$"{RedisSettings.Name} must have ssl=True."];

    private static IEnumerable<string> UseFaults(IConfiguration configuration) =>
        Enum.TryParse<StorageKind>(configuration[$"{StorageSettings.Section}:{nameof(StorageSettings.Kind)}"], ignoreCase: true, out var kind) && kind is StorageKind.Blobs
            ? []
            : [$"{RedisSettings.Name} is of no use to a single instance: several share {StorageSettings.Section}:{nameof(StorageSettings.Kind)}={StorageKind.Blobs}."];

    private static bool IsLoopback(EndPoint place) => place switch
    {
        IPEndPoint address => IPAddress.IsLoopback(address.Address),
        DnsEndPoint name => name.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
