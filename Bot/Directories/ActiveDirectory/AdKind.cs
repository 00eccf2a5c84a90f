using SsprBot.Directories.Ldap;
using SsprBot.Domain;
using SsprBot.Network;
using SsprBot.Settings;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Active Directory as a kind of directory that settings can name.</summary>
internal sealed class AdKind : IDirectoryKind
{
    public const string Name = "ActiveDirectory";

    public IEnumerable<string> Faults(IConfigurationSection section, IHostEnvironment environment) =>
    [
        .. LdapFaults.Of(section.Get<LdapSettings>()!, section.Path, environment.ContentRootPath),
        .. PolicySettings.Ranges(section.Get<AdSettings>()!, section.Path),
    ];

    public IDirectory Create(IServiceProvider services, string name, IConfigurationSection section)
    {
        var ldap = section.Get<LdapSettings>()!;
        var trust = ServerTrust.In(ldap.CaFile, services.GetRequiredService<IHostEnvironment>().ContentRootPath);
        return new AdDirectory(ldap, section.Get<AdSettings>()!, trust, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<AdDirectory>>());
    }
}
