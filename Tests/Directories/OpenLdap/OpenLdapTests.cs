using System.Globalization;
using SsprBot.Abuse;
using SsprBot.Directories.Ldap;
using SsprBot.Domain;
using SsprBot.Network;
using Xunit;

namespace SsprBot.Directories.OpenLdap;

/// <summary>What is OpenLDAP's own, against a real slapd.</summary>
[NeedsProgram(OpenLdapServer.Slapd)]
[NeedsProgram(OpenLdapServer.Tool)]
public sealed class OpenLdapTests(OpenLdapServer server) : IClassFixture<OpenLdapServer>
{
    private static CancellationToken None => CancellationToken.None;

    [ContractFact]
    public async Task Who_is_in_a_group_within_a_privileged_group_is_privileged()
    {
        var person = await AddAsync();
        Assert.False((await FoundAsync(person, Privileged("cn=Operators"))).Privileged);
        Assert.True((await FoundAsync(person, Privileged("cn=Everyone"))).Privileged);
        Assert.True((await FoundAsync(person, Privileged("cn=Operators", "CN=staff"))).Privileged);
    }

    [ContractFact]
    public async Task Who_cannot_be_seen_not_to_be_in_a_group_is_privileged()
    {
        var person = await AddAsync();
        Assert.False((await FoundAsync(person, Privileged("cn=Admins"))).Privileged);
        Assert.True((await FoundAsync(person, Privileged("cn=Admins", "cn=Hidden"))).Privileged);
        Assert.True((await FoundAsync(person, Privileged("cn=Admins", "cn=There is none"))).Privileged);
    }

    [ContractFact]
    public async Task Single_accounts_are_privileged_by_DN_however_it_is_written()
    {
        var person = await AddAsync();
        var other = await AddAsync();
        var settings = new OpenLdapSettings { Base = OpenLdapServer.People, PrivilegedAccounts = [$"UID={person.UserId} , {OpenLdapServer.People.ToUpperInvariant()}"] };
        Assert.True((await FoundAsync(person, settings)).Privileged);
        Assert.False((await FoundAsync(other, settings)).Privileged);
    }

    [ContractFact]
    public async Task Without_a_place_for_groups_the_person_names_them()
    {
        var person = await AddAsync();
        var found = await FoundAsync(person, new OpenLdapSettings { Base = OpenLdapServer.People, PrivilegedGroups = [$"cn=Staff,{OpenLdapServer.GroupsBase}"] });
        Assert.Equal(["Staff"], found.Groups);
        Assert.True(found.Privileged);
    }

    [ContractFact]
    public async Task Groups_may_hold_user_IDs()
    {
        var person = await AddAsync();
        var settings = new OpenLdapSettings
        {
            Base = OpenLdapServer.People, GroupBase = OpenLdapServer.GroupsBase, MemberAttribute = "memberUid", PrivilegedGroups = [$"cn=wheel,{OpenLdapServer.GroupsBase}"],
        };
        Assert.False((await FoundAsync(person, settings)).Privileged);
        await server.ModifyAsync($"dn: cn=wheel,{OpenLdapServer.GroupsBase}\nchangetype: modify\nadd: memberUid\nmemberUid: {person.UserId}\n");
        var found = await FoundAsync(person, settings);
        Assert.Equal((true, "wheel"), (found.Privileged, Assert.Single(found.Groups)));
    }

    [ContractFact]
    public async Task Groups_within_groups_count_however_deep_they_are_and_in_a_circle_too()
    {
        var person = await AddAsync();
        var name = person.UserId;
        for (var depth = 0; depth < 15; depth++)
        {
            var member = depth == 0 ? OpenLdapServer.DnOf(name) : $"cn={name}-{depth - 1},{OpenLdapServer.GroupsBase}";
            await server.AddAsync($"dn: cn={name}-{depth},{OpenLdapServer.GroupsBase}\nobjectClass: groupOfNames\ncn: {name}-{depth}\nmember: {member}\n");
        }

        await server.ModifyAsync($"dn: cn={name}-3,{OpenLdapServer.GroupsBase}\nchangetype: modify\nadd: member\nmember: cn={name}-14,{OpenLdapServer.GroupsBase}\n");
        Assert.True((await FoundAsync(person, Privileged($"cn={name}-14"))).Privileged);
    }

    [ContractFact]
    [Rule("D-94")]
    public async Task What_its_page_tells_to_give_keeps_administrators_out_of_the_bots_reach()
    {
        var admin = await AddAsync(Situation.Privileged);
        using var directory = OpenLdapPeople.Directory(server);
        var account = await FoundAsync(directory, admin.UserId);
        using var password = Password.From("Copper-Kettle-99-x");

        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed), await directory.SetPasswordAsync(account, password, None));
        Assert.True(await server.SignsInAsync(OpenLdapServer.DnOf(admin.UserId), admin.Password));
    }

    [ContractFact]
    public async Task What_its_page_tells_to_give_shows_no_password_hash()
    {
        var person = await AddAsync();
        using var directory = OpenLdapPeople.Directory(server);
        using var password = Password.From("Copper-Kettle-98-x");
        Assert.Equal(new DirectoryWrite.Done(), await directory.SetPasswordAsync(await FoundAsync(directory, person.UserId), password, None));
        using var servers = new LdapServers(server.Settings, ServerTrust.In(server.CaFile, ""), TimeProvider.System);
        foreach (var dn in (string[])[OpenLdapServer.DnOf(person.UserId), OpenLdapPage.Service])
        {
            var search = new LdapSearch(dn, LdapScope.Base, LdapFilter.Present("objectClass"), ["objectClass", "userPassword", "pwdHistory"]);
            var found = await servers.ReadAsync((connection, inTime) => connection.SearchAsync(search, [], inTime), None);
            Assert.NotEmpty(found.Entries[0].Values("objectClass"));
            Assert.Empty(found.Entries[0].Values("userPassword").Concat(found.Entries[0].Values("pwdHistory")));
        }
    }

    [ContractFact]
    public async Task What_an_administrator_locked_for_good_stays_so()
    {
        var person = await AddAsync();
        await SetAsync(person, "pwdAccountLockedTime", "000001010000Z");
        using var directory = OpenLdapPeople.Directory(server);
        var account = await FoundAsync(directory, person.UserId);
        Assert.Equal((false, false), (account.Enabled, account.Locked));

        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed), await directory.UnlockAsync(account, None));
        Assert.False((await FoundAsync(directory, person.UserId)).Enabled);
    }

    [ContractFact]
    public async Task A_lock_ends_when_the_persons_own_policy_says_so()
    {
        var person = await AddAsync();
        await SetAsync(person, "pwdPolicySubentry", $"cn=slow,{OpenLdapServer.Policies}");
        using var directory = OpenLdapPeople.Directory(server);
        foreach (var (seconds, isLocked) in ((int, bool)[])[(30, true), (90, false)])
        {
            await SetAsync(person, "pwdAccountLockedTime", DateTimeOffset.UtcNow.AddSeconds(-seconds).ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture));
            Assert.Equal(isLocked, (await FoundAsync(directory, person.UserId)).Locked);
        }

        var rules = await directory.RulesAsync(await FoundAsync(directory, person.UserId), None);
        Assert.Equal(new DirectoryRules(Length: 14, Complexity: null, History: 5, MinimumAge: TimeSpan.FromDays(1)), rules);
    }

    [ContractFact]
    public async Task After_an_unlock_it_takes_as_many_wrong_passwords_as_before_to_lock_again()
    {
        var person = await AddAsync(Situation.Locked);
        using var directory = OpenLdapPeople.Directory(server);
        Assert.Equal(new DirectoryWrite.Done(), await directory.UnlockAsync(await FoundAsync(directory, person.UserId), None));
        await server.SignsInAsync(OpenLdapServer.DnOf(person.UserId), "Not-The-Password-1");
        Assert.False((await FoundAsync(directory, person.UserId)).Locked);
    }

    [ContractFact]
    public async Task A_person_whom_the_mail_names_is_found()
    {
        var person = await AddAsync();
        using var directory = OpenLdapPeople.Directory(server);
        Assert.Equal(person.UserId, (await FoundAsync(directory, person.Expected.Mail)).UserId);
    }

    [ContractFact]
    public async Task What_cannot_be_a_contact_point_is_left_aside()
    {
        var person = await AddAsync();
        await SetAsync(person, "mobile", "see my assistant");
        await SetAsync(person, "description", "Fourth floor");
        using var directory = OpenLdapPeople.Directory(server);
        Assert.Equal(
            [ContactKind.AuthenticationPhone, ContactKind.OfficePhone], (await FoundAsync(directory, person.UserId)).ContactPoints.Select(contact => contact.Kind).Order());
    }

    [ContractFact]
    public async Task It_answers_to_StartTls()
    {
        var person = await AddAsync();
        using var directory = OpenLdapPeople.Directory(server.StartTls, OpenLdapPeople.Settings, server);
        Assert.Equal(person.UserId, (await FoundAsync(directory, person.UserId)).UserId);
    }

    [ContractFact]
    public async Task It_says_who_has_signed_in()
    {
        const string WhoAmI = "1.3.6.1.4.1.4203.1.11.3";
        using var servers = new LdapServers(server.Settings, ServerTrust.In(server.CaFile, ""), TimeProvider.System);
        var answer = await servers.ReadAsync((connection, inTime) => connection.ExtendedAsync(WhoAmI, null, [], inTime), None);
        Assert.Equal($"dn:{OpenLdapPage.Service}", System.Text.Encoding.UTF8.GetString(answer.Value!));
    }

    [ContractFact]
    public async Task Connections_that_were_cut_while_they_rested_are_not_noticed()
    {
        var person = await AddAsync();
        using var directory = OpenLdapPeople.Directory(server);
        await FoundAsync(directory, person.UserId);
        server.Road.Cut();
        await FoundAsync(directory, person.UserId);
    }

    [Fact]
    public void The_settings_that_its_page_shows_are_right()
    {
        Assert.Equal(
            ["Directories:staff:BindName and Directories:staff:BindPassword must be the name and the password of the service account."], FaultsOf(OpenLdapPage.Settings));
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        const string Json = """{ "Directories": { "staff": { "Kind": "OpenLdap", "Servers": [ "ldap://x" ], "Security": "2", "CaFile": "none.pem", "PoolSize": 0, "PhoneRegion": "Germany" } } }""";
        Assert.Equal(
            [
                "Directories:staff: The field PoolSize must be between 1 and 64.",
                "Directories:staff:Servers must be names or addresses of LDAP servers, with a port or without. No ldap:// stands before them: the connection is always protected by TLS.",
                "Directories:staff:Security must be Tls or StartTls.",
                "Directories:staff:BindName and Directories:staff:BindPassword must be the name and the password of the service account.",
                "Directories:staff:CaFile must be a readable PEM file with at least one certificate.",
                "Directories:staff: The Base field is required.",
                "Directories:staff: The field PhoneRegion must match the regular expression '^([A-Z]{2})?$'.",
                "Directories:staff: PrivilegedGroups or PrivilegedAccounts must name who holds administrative rights, by DN.",
            ],
            FaultsOf(Json));
    }

    private static string[] FaultsOf(string json) => TemplatePage.FaultsOf(new OpenLdapKind(), json, "ldap-ca.pem");

    private static OpenLdapSettings Privileged(params IReadOnlyList<string> groups) => new()
    {
        Base = OpenLdapServer.People, GroupBase = OpenLdapServer.GroupsBase, PrivilegedGroups = [.. groups.Select(group => $"{group},{OpenLdapServer.GroupsBase}")],
    };

    private static async Task<Account> FoundAsync(OpenLdapDirectory directory, string userId) => Assert.IsType<Found.One>(await directory.FindAsync(userId, None)).Account;

    private Task<ContractPerson> AddAsync(Situation situation = Situation.Ordinary) => new OpenLdapPeople(server).AddAsync(situation);

    private async Task<Account> FoundAsync(ContractPerson person, OpenLdapSettings settings)
    {
        using var directory = OpenLdapPeople.Directory(server, settings);
        return await FoundAsync(directory, person.UserId);
    }

    private Task SetAsync(ContractPerson person, string attribute, string value) =>
        server.ModifyAsync($"dn: {OpenLdapServer.DnOf(person.UserId)}\nchangetype: modify\nreplace: {attribute}\n{attribute}: {value}\n");
}
