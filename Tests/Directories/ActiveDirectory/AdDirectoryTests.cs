using SsprBot.Directories.Ldap;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What is Active Directory's own, on a real domain controller.</summary>
[Collection(SambaCollection.Name)]
public sealed class AdDirectoryTests(SambaDomain domain) : IDisposable
{
    private const string NewPassword = "Copper-Kettle-77-x";

    private readonly AdDirectory? _shared = SambaServer.Missing is null ? AdWorld.Directory(domain.Server) : null;

    private static CancellationToken None => CancellationToken.None;

    private AdDirectory Directory => _shared!;

    public void Dispose() => _shared?.Dispose();

    [SambaFact]
    public async Task A_person_is_found_by_each_of_the_names()
    {
        var person = await AddAsync("carla.jansen", "telephoneNumber: 020 624 1111");
        var account = await FoundAsync(person.UserId);
        foreach (var userId in (string[])[person.UserId.Split('@')[0], person.Expected.Mail, person.UserId.ToUpperInvariant()])
        {
            Assert.Equal(account.Id, (await FoundAsync(userId)).Id);
        }

        Assert.Equal("nl", account.Language);
        Assert.DoesNotContain(account.ContactPoints, contact => contact.Kind is ContactKind.OfficePhone);
        using var dutch = AdWorld.Directory(domain.Server, new AdSettings { Base = SambaSeed.Staff, PhoneRegion = "NL" });
        Assert.Contains(new ContactPoint(ContactKind.OfficePhone, "+31206241111"), (await FoundAsync(person.UserId, dutch)).ContactPoints);
    }

    [SambaFact]
    public async Task Who_is_not_below_the_base_is_nobody()
    {
        Assert.IsType<Found.None>(await Directory.FindAsync("Administrator", None));
        using var whole = AdWorld.Directory(domain.Server, new AdSettings());
        var administrator = await FoundAsync("Administrator", whole);
        Assert.True(administrator.Privileged);
        Assert.IsType<Found.None>(await Directory.ReadAsync(administrator.Id, None));
    }

    [SambaFact]
    public async Task The_service_account_can_do_nothing_outside_its_unit()
    {
        using var whole = AdWorld.Directory(domain.Server, new AdSettings());
        var administrator = await FoundAsync("Administrator", whole);

        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed), await SetAsync(administrator, NewPassword, whole));
        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed), await whole.UnlockAsync(administrator, None));
        Assert.Empty(await domain.Server.SignInAsync(SambaServer.Administrator, SambaServer.AdministratorPassword));
    }

    [SambaTheory]
    [InlineData("adminCount: 1")]
    [InlineData("servicePrincipalName: HTTP/intranet.contoso.test")]
    public async Task An_account_that_is_more_than_a_persons_is_privileged(string line)
    {
        Assert.True((await FoundAsync((await AddAsync("anna.lima", line)).UserId)).Privileged);
        Assert.False((await FoundAsync((await AddAsync("anna.lima")).UserId)).Privileged);
    }

    [SambaTheory]
    [InlineData("CN=Domain Admins,CN=Users,")]
    [InlineData("CN=Protected Users,CN=Users,")]
    [InlineData("CN=Group Policy Creator Owners,CN=Users,")]
    [InlineData("CN=Backup Operators,CN=Builtin,")]
    public async Task A_member_of_what_Windows_protects_is_privileged(string group)
    {
        var person = await AddAsync("farid.aziz");
        await domain.Server.ChangeAsync(SambaSeed.Add(group + SambaServer.Domain, person.Expected.DisplayName));
        Assert.True((await FoundAsync(person.UserId)).Privileged);
    }

    [SambaFact]
    public async Task So_is_whose_primary_group_it_is()
    {
        var person = await AddAsync("farid.aziz");
        var dn = SambaSeed.Dn(person.Expected.DisplayName);
        var admins = $"CN=Domain Admins,CN=Users,{SambaServer.Domain}";
        await domain.Server.ChangeAsync(SambaSeed.Add(admins, person.Expected.DisplayName) + SambaSeed.Replace(dn, "primaryGroupID", "512"));

        var account = await FoundAsync(person.UserId);
        Assert.True(account.Privileged);
        Assert.DoesNotContain("Domain Admins", account.Groups);
    }

    [SambaFact]
    public async Task Whose_groups_may_not_be_read_is_privileged()
    {
        var person = await AddAsync("anna.lima");
        Assert.False((await FoundAsync(person.UserId)).Privileged);
        await domain.Server.DenyAsync(SambaSeed.Dn(person.Expected.DisplayName), SambaDomain.ServiceName, "b7c69e6d-2cc7-11d2-854e-00a0c983f608");
        Assert.True((await FoundAsync(person.UserId)).Privileged);
    }

    [SambaFact]
    public async Task Groups_of_the_settings_are_privileged_and_where_one_is_missing_everybody_is()
    {
        var member = await AddAsync("anna.lima", groups: ["Strict"]);
        var other = await AddAsync("anna.lima");
        await domain.Server.ChangeAsync(SambaSeed.List("Mailing list"));
        foreach (var (groups, privileged, warnings) in ((string[], (bool, bool), AdWarning[])[])
        [
            ([], (false, false), []),
            (["strict"], (true, false), []),
            (["Strict", "No such group"], (true, true), [AdWarning.PrivilegedGroupNotFound]),
            (["Mailing list"], (true, true), [AdWarning.PrivilegedGroupNotFound]),
        ])
        {
            using var directory = AdWorld.Directory(domain.Server, new AdSettings { Base = SambaSeed.Staff, PrivilegedGroups = groups });
            Assert.Equal(privileged, ((await FoundAsync(member.UserId, directory)).Privileged, (await FoundAsync(other.UserId, directory)).Privileged));
            Assert.Equal([AdWarning.NoHistoryOnReset, .. warnings], await directory.WarningsAsync(None));
        }
    }

    [SambaFact]
    public async Task Groups_within_groups_count_where_the_settings_say_so()
    {
        var person = await AddAsync("anna.lima", groups: ["Strict"]);
        await domain.Server.ChangeAsync(SambaSeed.Group("Sales, East") + SambaSeed.Add(SambaSeed.Dn("Sales\\, East"), "Strict"));
        using var nested = AdWorld.Directory(domain.Server, new AdSettings { Base = SambaSeed.Staff, NestedGroups = true });

        Assert.Equal(["Strict"], (await FoundAsync(person.UserId)).Groups);
        Assert.Equal(["Sales, East", "Strict"], (await FoundAsync(person.UserId, nested)).Groups.Order(StringComparer.Ordinal));
    }

    [SambaFact]
    public async Task A_fine_grained_policy_holds_for_its_people_only()
    {
        var strict = await FoundAsync((await AddAsync("anna.lima", groups: ["Strict"])).UserId);
        var ordinary = await FoundAsync((await AddAsync("anna.lima")).UserId);

        Assert.Equal(new DirectoryRules(20, true, 3, null) { NamePartLength = 3 }, await Directory.RulesAsync(strict, None));
        Assert.Equal(new DirectoryRules(10, true, 4, null) { NamePartLength = 3 }, await Directory.RulesAsync(ordinary, None));
        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.TooShort), await SetAsync(strict, NewPassword));
        Assert.Equal(new DirectoryWrite.Done(), await SetAsync(ordinary, NewPassword));
    }

    [SambaFact]
    public async Task An_account_that_has_run_out_is_not_enabled()
    {
        var person = await AddAsync("anna.lima", $"accountExpires: {DateTimeOffset.UtcNow.AddDays(-1).ToFileTime()}");
        var account = await FoundAsync(person.UserId);

        Assert.False(account.Enabled);
        Assert.Contains("data 701", await domain.Server.SignInAsync(person.UserId, person.Password), StringComparison.Ordinal);
        Assert.True(await IsPasswordAsync(account, person.Password));
        Assert.False(await IsPasswordAsync(account, NewPassword));
    }

    [SambaFact]
    public async Task The_password_of_a_locked_account_is_not_known()
    {
        var person = await AddAsync("ben.okafor");
        await AdWorld.LockAsync(domain.Server, person);
        var account = await FoundAsync(person.UserId);

        Assert.False(await IsPasswordAsync(account, person.Password));
        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed), await ChangeAsync(account, person.Password, NewPassword));
        Assert.Equal(new DirectoryWrite.Done(), await Directory.UnlockAsync(account, None));
        Assert.True(await IsPasswordAsync(account, person.Password));
    }

    [SambaFact]
    public async Task After_a_reset_another_password_must_be_chosen_where_the_settings_say_so()
    {
        using var strict = AdWorld.Directory(domain.Server, new AdSettings { Base = SambaSeed.Staff, MustChangeAfterReset = true });
        var person = await AddAsync("anna.lima");
        var before = await FoundAsync(person.UserId);

        Assert.Equal(new DirectoryWrite.Done(), await SetAsync(before, NewPassword, strict));
        Assert.Contains("data 773", await domain.Server.SignInAsync(person.UserId, NewPassword), StringComparison.Ordinal);
        var after = await FoundAsync(person.UserId);
        Assert.Equal((true, false, true), (after.MustChangePassword, after.PasswordExpired, after.PasswordSetAt != before.PasswordSetAt));
        Assert.Equal(new DirectoryWrite.Done(), await ChangeAsync(after, NewPassword, "Quiet-Lantern-58-y"));
        Assert.Empty(await domain.Server.SignInAsync(person.UserId, "Quiet-Lantern-58-y"));
    }

    [SambaFact]
    public async Task Where_history_is_required_a_domain_controller_without_it_resets_nothing()
    {
        using var strict = AdWorld.Directory(domain.Server, new AdSettings { Base = SambaSeed.Staff, RequireHistory = true });
        var person = await AddAsync("anna.lima");

        Assert.Equal(new DirectoryWrite.Unavailable(), await SetAsync(await FoundAsync(person.UserId), NewPassword, strict));
        Assert.Empty(await domain.Server.SignInAsync(person.UserId, person.Password));
    }

    [SambaFact]
    public async Task Another_domain_controller_steps_in()
    {
        using var two = AdWorld.Directory(domain.Server, ldap: AdWorld.Reached(domain.Server, "127.0.0.1:9", domain.Server.Address));
        var person = await AddAsync("anna.lima");

        Assert.Equal(new DirectoryWrite.Done(), await SetAsync(await FoundAsync(person.UserId, two), NewPassword, two));
        Assert.Empty(await domain.Server.SignInAsync(person.UserId, NewPassword));
    }

    [SambaFact]
    public async Task A_domain_controller_that_cannot_be_trusted_is_told_nothing()
    {
        var person = await AddAsync("anna.lima");
        var right = AdWorld.Reached(domain.Server);
        using var stranger = new Network.TestAuthority();
        var strangersFile = Path.Combine(Path.GetDirectoryName(domain.Server.CaFile)!, "stranger.pem");
        await File.WriteAllTextAsync(strangersFile, stranger.Pem);
        foreach (var wrong in (LdapSettings[])[Reached(right, right.Servers[0], strangersFile), Reached(right, "localhost.localdomain", right.CaFile), Reached(right, right.Servers[0], "")])
        {
            using var directory = AdWorld.Directory(domain.Server, ldap: wrong);
            Assert.IsType<Found.Unavailable>(await directory.FindAsync(person.UserId, None));
        }

        static LdapSettings Reached(LdapSettings right, string server, string caFile) =>
            new() { Servers = [server], CaFile = caFile, BindName = right.BindName, BindPassword = right.BindPassword };
    }

    private Task<ContractPerson> AddAsync(string name, params string[] more) => AddAsync(name, [], more);

    private Task<ContractPerson> AddAsync(string name, IReadOnlyList<string> groups, params string[] more)
    {
        var like = AdWorld.Like(name);
        return AdWorld.AddAsync(domain.Server, like with { Expected = like.Expected with { Groups = groups } }, more);
    }

    private async Task<Account> FoundAsync(string userId, AdDirectory? directory = null) =>
        Assert.IsType<Found.One>(await (directory ?? Directory).FindAsync(userId, None)).Account;

    private async Task<DirectoryWrite> SetAsync(Account account, string password, AdDirectory? directory = null)
    {
        using var typed = Password.From(password);
        return await (directory ?? Directory).SetPasswordAsync(account, typed, None);
    }

    private async Task<DirectoryWrite> ChangeAsync(Account account, string current, string password)
    {
        using var before = Password.From(current);
        using var after = Password.From(password);
        return await Directory.ChangePasswordAsync(account, before, after, None);
    }

    private async Task<bool?> IsPasswordAsync(Account account, string password)
    {
        using var typed = Password.From(password);
        return await Directory.IsPasswordAsync(account, typed, None);
    }
}
