using SsprBot.Directories.Demo;
using SsprBot.Domain;
using SsprBot.Pages.Dev;
using SsprBot.Settings;

namespace SsprBot.Directories;

public static class DirectoryServices
{
    private static readonly IConfiguration s_demo = new ConfigurationBuilder()
        .AddInMemoryCollection([new($"{DirectorySettings.Section}:demo:{nameof(DirectorySettings.Kind)}", DemoKind.Name)])
        .Build();

    /// <summary>What keeps accounts from being found: one sentence for each fault.</summary>
    public static IReadOnlyList<string> Faults(IConfiguration configuration, IHostEnvironment environment) => DirectoryFaults.Of(configuration, environment);

    /// <param name="services">Where they are added.</param>
    /// <param name="configuration">Without faults; where it names no directory there is the demo directory.</param>
    public static IServiceCollection AddDirectories(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => new SlowHash());
        services.AddSingleton<DemoDirectory>();
        services.AddSingleton<IDemoPeople>(provider => provider.GetRequiredService<DemoDirectory>());
        services.AddHostedService<SessionEnder>();

        var directories = DirectoriesOf(configuration);
        foreach (var directory in directories)
        {
            KindOf(directory).AddTo(services, directory.Key, directory);
        }

        services.AddSingleton<IReadOnlyList<NamedDirectory>>(provider => [.. directories.Select(directory => Create(provider, directory))]);
        services.AddSingleton<IDirectory>(provider => Even(provider, new RoutingDirectory(
            [.. provider.GetRequiredService<IReadOnlyList<NamedDirectory>>().Select(named => new Route(named.Name, named.Settings, Watched(provider, named), TakesAll(named, directories.Length)))])));
        return services;
    }

    /// <summary>The names of the directories.</summary>
    internal static IEnumerable<string> NamesOf(IConfiguration configuration) => DirectoriesOf(configuration).Select(directory => directory.Key);

    internal static bool HasDemo(IConfiguration configuration) => DirectoriesOf(configuration).Any(directory => KindOf(directory) is DemoKind);

    private static IConfigurationSection[] DirectoriesOf(IConfiguration configuration)
    {
        var section = configuration.GetSection(DirectorySettings.Section);
        return [.. (section.Exists() ? section : s_demo.GetSection(DirectorySettings.Section)).GetChildren()];
    }

    private static NamedDirectory Create(IServiceProvider provider, IConfigurationSection directory)
    {
        var kind = KindOf(directory);
        return new NamedDirectory(directory.Key, SettingsOf(directory), kind, kind.Create(provider, directory.Key, directory));
    }

    private static WatchedDirectory Watched(IServiceProvider provider, NamedDirectory named)
    {
        var log = provider.GetRequiredService<ILogger<WatchedDirectory>>();
        foreach (var limit in named.Kind.Limits)
        {
            log.DirectoryCannot(named.Name, limit);
        }

        return new WatchedDirectory(
            named.Name, named.Directory, named.Settings, provider.GetRequiredService<Switches>(), provider.GetRequiredService<TimeProvider>(), log);
    }

    // One step for all: another one for each would tell which suffixes there are.
    private static IDirectory Even(IServiceProvider provider, IDirectory directory)
    {
        var step = provider.GetRequiredService<IReadOnlyList<NamedDirectory>>().Max(named => named.Settings.LookUpStep ?? named.Kind.LookUpStep);
        return step > TimeSpan.Zero ? new EvenDirectory(directory, step, provider.GetRequiredService<TimeProvider>()) : directory;
    }

    private static IDirectoryKind KindOf(IConfigurationSection directory) => DirectoryKinds.All[SettingsOf(directory).Kind];

    private static DirectorySettings SettingsOf(IConfigurationSection directory) => directory.Get<DirectorySettings>()!;

    private static bool TakesAll(NamedDirectory named, int count) => count == 1 && named.Settings.UserIdSuffixes.Count == 0;
}
