using SsprBot.Directories.Ldap;
using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Active Directory as a kind of directory that settings can name.</summary>
internal sealed class AdKind : IDirectoryKind
{
    public const string Name = "ActiveDirectory";

    public IEnumerable<string> Faults(IConfigurationSection section, IHostEnvironment environment) =>
    [
        .. LdapFaults.Of(section.Get<LdapSettings>() ?? new(), section.Path, environment.ContentRootPath),
        .. PolicySettings.Ranges(section.Get<AdSettings>() ?? new(), section.Path),
    ];

    public IDirectory Create(IServiceProvider services, string name, IConfigurationSection section) => new AdDirectory(
        section, services.GetRequiredService<IHostEnvironment>().ContentRootPath, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<AdDomains>>());
}
