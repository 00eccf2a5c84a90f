using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Directories.Demo;
using SsprBot.Directories.Ldap;
using SsprBot.Network;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>The connector before a domain controller, and people who are nobody else's.</summary>
internal static class AdWorld
{
    private static int _people;

    /// <param name="settings">Who is served and how; null means the people of Contoso.</param>
    /// <param name="ldap">How the domain controller is reached; null means directly.</param>
    public static AdDirectory Directory(SambaServer samba, AdSettings? settings = null, LdapSettings? ldap = null) =>
        Directory(ldap ?? Reached(samba), settings ?? new() { Base = SambaSeed.Staff, AuthenticationEmailAttribute = "wWWHomePage" });

    public static AdDirectory Directory(LdapSettings ldap, AdSettings settings) =>
        new(ldap, settings, ServerTrust.In(ldap.CaFile, "/"), TimeProvider.System, NullLogger<AdDirectory>.Instance);

    /// <param name="servers">Null means the domain controller itself.</param>
    public static LdapSettings Reached(SambaServer samba, params IReadOnlyList<string> servers) => new()
    {
        Servers = servers is [] ? [samba.Address] : servers, CaFile = samba.CaFile, BindName = SambaDomain.ServiceAccount, BindPassword = SambaDomain.ServicePassword,
    };

    /// <summary>Somebody like one of Contoso's people, who is not there yet.</summary>
    /// <param name="name">As in <c>carla.jansen</c>.</param>
    public static ContractPerson Like(string name, params IReadOnlyList<string> groups)
    {
        var person = DemoPeople.All.Single(person => person.Account.UserId.StartsWith(name, StringComparison.Ordinal));
        var number = Interlocked.Increment(ref _people);
        return new ContractPerson(person.Password, person.Account with
        {
            UserId = $"{name}{number}@contoso.test", DisplayName = $"{person.Account.DisplayName} {number}", Mail = $"{name}{number}@contoso.test", Locked = false, Privileged = false,
            Groups = groups,
        });
    }

    public static async Task<ContractPerson> AddAsync(SambaServer samba, ContractPerson person, params IEnumerable<string> more)
    {
        await samba.ChangeAsync(SambaSeed.Person(person.Expected, person.Password, more));
        return person;
    }

    public static async Task<ContractPerson> AddAsync(SambaServer samba, Situation situation)
    {
        var like = Like(situation switch
        {
            Situation.Disabled => "grace.muller",
            Situation.MustChange => "david.kim",
            Situation.Ordinary => "ines.costa",
            _ => "anna.lima",
        });
        var person = await AddAsync(samba, like with
        {
            Expected = situation switch
            {
                Situation.Ordinary => like.Expected with { Language = "pt" },
                Situation.Privileged => like.Expected with { Groups = ["Helpers"], Privileged = true },
                _ => like.Expected,
            },
        });
        switch (situation)
        {
            case Situation.Locked:
                await LockAsync(samba, person);
                return person with { Expected = person.Expected with { Locked = true } };

            case Situation.Expired:
                await samba.BackdateAsync(SambaSeed.Dn(person.Expected.DisplayName), TimeSpan.FromDays(50));
                return person with { Expected = person.Expected with { PasswordExpired = true } };

            case Situation.Twins:
                var twin = Like("ben.okafor");
                await AddAsync(samba, twin with { Expected = twin.Expected with { Mail = person.UserId } });
                return person;

            default:
                return person;
        }
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
