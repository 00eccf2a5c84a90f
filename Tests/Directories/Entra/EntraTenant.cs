using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SsprBot.Channels;
using SsprBot.Domain;

namespace SsprBot.Directories.Entra;

/// <summary>The connector, as the settings make it, and the tenant that it speaks to.</summary>
internal sealed class EntraTenant : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private EntraTenant(FakeGraph graph, TimeProvider? time, (string Name, string Value)[] settings)
    {
        var section = SectionOf(graph, settings);
        var kind = new EntraKind();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton(time ?? TimeProvider.System);
        kind.AddTo(services, "cloud", section);
        _services = services.BuildServiceProvider();
        Directory = kind.Create(_services, "cloud", section);
    }

    public IDirectory Directory { get; }

    public CapturedLog Log { get; } = new();

    public static EntraTenant At(FakeGraph graph, TimeProvider? time = null, params (string Name, string Value)[] settings) => new(graph, time, settings);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Log.Dispose();
    }

    private static IConfigurationSection SectionOf(FakeGraph graph, (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["TenantId"] = FakeGraph.Tenant,
            ["ClientId"] = FakeGraph.ClientId,
            ["ClientSecret"] = FakeGraph.Secret,
            ["StandIn"] = graph.Url,
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(all.Select(setting => KeyValuePair.Create($"Directories:cloud:{setting.Key}", setting.Value))).Build().GetSection("Directories:cloud");
    }
}
