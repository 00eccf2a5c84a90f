using SsprBot.Directories.Ldap;
using SsprBot.Domain;
using SsprBot.Network;
using SsprBot.Settings;

namespace SsprBot.Directories.OpenLdap;

/// <summary>OpenLDAP with the overlay ppolicy.</summary>
internal sealed class OpenLdapKind : IDirectoryKind
{
    public const string Name = "OpenLdap";

    public IEnumerable<string> Faults(IConfigurationSection section, IHostEnvironment environment)
    {
        var settings = section.Get<OpenLdapSettings>()!;
        return
        [
            .. LdapFaults.Of(section.Get<LdapSettings>()!, section.Path, environment.ContentRootPath),
            .. PolicySettings.Ranges(settings, section.Path),
            .. settings.PrivilegedGroups.Count + settings.PrivilegedAccounts.Count == 0
                ? (string[])[$"{section.Path}: PrivilegedGroups or PrivilegedAccounts must name who holds administrative rights, by DN."]
                : [],
        ];
    }

    public IDirectory Create(IServiceProvider services, string name, IConfigurationSection section)
    {
        var ldap = section.Get<LdapSettings>()!;
        var trust = ServerTrust.In(ldap.CaFile, services.GetRequiredService<IHostEnvironment>().ContentRootPath);
        return new OpenLdapDirectory(
            ldap, section.Get<OpenLdapSettings>()!, trust, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<OpenLdapDirectory>>());
    }
}
