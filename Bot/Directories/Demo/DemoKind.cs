using SsprBot.Domain;

namespace SsprBot.Directories.Demo;

/// <summary>The embedded directory of the demo organisation; only in Development.</summary>
internal sealed class DemoKind : IDirectoryKind
{
    public const string Name = "Demo";

    // It is in memory: whom it knows costs what a stranger costs.
    public TimeSpan LookUpStep => TimeSpan.Zero;

    public IEnumerable<string> Faults(IConfigurationSection section, IHostEnvironment environment) =>
        environment.IsDevelopment() ? [] : [$"{section.Path}:Kind is Demo. The demo directory is for Development only: its passwords are known to everybody."];

    public IDirectory Create(IServiceProvider services, string name, IConfigurationSection section) => services.GetRequiredService<DemoDirectory>();
}
