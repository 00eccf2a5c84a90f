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

        services.AddSingleton<IDirectory>(provider => new RoutingDirectory(
            [.. directories.Select(directory => new Route(directory.Key, SettingsOf(directory), Create(provider, directory), TakesAll(directory, directories.Length)))]));
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

    private static WatchedDirectory Create(IServiceProvider provider, IConfigurationSection directory)
    {
        var (name, kind) = (directory.Key, KindOf(directory));
        var log = provider.GetRequiredService<ILogger<WatchedDirectory>>();
        foreach (var limit in kind.Limits)
        {
            log.DirectoryCannot(name, limit);
        }

        return new WatchedDirectory(name, kind.Create(provider, name, directory), SettingsOf(directory), provider.GetRequiredService<Switches>(), provider.GetRequiredService<TimeProvider>(), log);
    }

    private static IDirectoryKind KindOf(IConfigurationSection directory) => DirectoryKinds.All[SettingsOf(directory).Kind];

    private static DirectorySettings SettingsOf(IConfigurationSection directory) => directory.Get<DirectorySettings>()!;

    private static bool TakesAll(IConfigurationSection directory, int count) => count == 1 && SettingsOf(directory).UserIdSuffixes.Count == 0;
}
