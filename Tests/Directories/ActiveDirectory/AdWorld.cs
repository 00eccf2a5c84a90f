using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Directories.Demo;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>The connector before a domain controller, and people who are nobody else's.</summary>
internal static class AdWorld
{
    private static int _people;

    /// <param name="server">Which <c>Servers:0</c> stands for; null means the domain controller itself.</param>
    /// <param name="more">Further settings, such as <c>NestedGroups</c>.</param>
    public static AdDirectory Directory(SambaServer samba, string? server = null, params IEnumerable<KeyValuePair<string, string?>> more) => new(
        Section([
            new("Servers:0", server ?? samba.Address), new("CaFile", samba.CaFile), new("BindName", SambaDomain.ServiceAccount), new("BindPassword", SambaDomain.ServicePassword),
            new("BaseDn", SambaSeed.Staff), new("Contacts:AuthenticationEmail:0", "wWWHomePage"), .. more,
        ]),
        "/",
        TimeProvider.System,
        NullLogger<AdDomains>.Instance);

    public static IConfigurationSection Section(params IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Directories:staff:{setting.Key}", setting.Value))).Build().GetSection("Directories:staff");

    /// <summary>Somebody like one of Contoso's people, who is not there yet.</summary>
    /// <param name="name">As in <c>carla.jansen</c>.</param>
    public static ContractPerson Like(string name)
    {
        var person = DemoPeople.All.Single(person => person.Account.UserId.StartsWith(name, StringComparison.Ordinal));
        var number = Interlocked.Increment(ref _people);
        return new ContractPerson(person.Password, person.Account with
        {
            UserId = $"{name}{number}@contoso.test", DisplayName = $"{person.Account.DisplayName} {number}", Mail = $"{name}{number}@contoso.test", Locked = false, Privileged = false,
        });
    }

    public static async Task<ContractPerson> AddAsync(SambaServer samba, ContractPerson person, params IEnumerable<string> more)
    {
        await samba.ChangeAsync(SambaSeed.Person(person.Expected, person.Password, more));
        return person;
    }

    /// <summary>Tries a wrong password as often as it takes.</summary>
    public static async Task LockAsync(SambaServer samba, ContractPerson person)
    {
        for (var i = 0; i < 3; i++)
        {
            await samba.SignInAsync(person.UserId, "Not-The-Password-1");
        }
    }
}
