using SsprBot.Directories.Ldap;
using SsprBot.Domain;
using SsprBot.Network;
using SsprBot.Settings;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Active Directory as a kind of directory that settings can name.</summary>
internal sealed class AdKind : IDirectoryKind
{
    public const string Name = "ActiveDirectory";

    private static readonly ContactAttributes Usual = new()
    {
        AlternateEmail = ["otherMailbox"], MobilePhone = ["mobile"], AuthenticationPhone = ["otherMobile"], OfficePhone = ["telephoneNumber"],
    };

    public IEnumerable<string> Faults(IConfigurationSection section, IHostEnvironment environment) =>
    [
        .. LdapFaults.Of(section.Get<LdapSettings>() ?? new(), section.Path, environment.ContentRootPath),
        .. PolicySettings.Ranges(section.Get<AdSettings>() ?? new(), section.Path),
    ];

    public IDirectory Create(IServiceProvider services, string name, IConfigurationSection section) => Create(
        section, services.GetRequiredService<IHostEnvironment>().ContentRootPath, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>());

    public static AdDirectory Create(IConfigurationSection section, string contentRoot, TimeProvider time, ILoggerFactory logs)
    {
        var reached = section.Get<LdapSettings>() ?? new();
        var settings = section.Get<AdSettings>() ?? new();
        var servers = new LdapServers(reached, ServerTrust.In(reached.CaFile, contentRoot), time);
        var domains = new AdDomains(servers, settings, time, logs.CreateLogger<AdDomains>());
        var policies = new AdPolicies(servers, domains, settings, time);
        var contacts = new LdapContacts(section.GetSection("Contacts").Get<ContactAttributes>() ?? new(), Usual);
        var accounts = new AdAccounts(servers, domains, policies, contacts, settings, time);
        return new AdDirectory(servers, domains, policies, accounts, new AdWriter(servers, accounts, policies, settings, time));
    }
}
