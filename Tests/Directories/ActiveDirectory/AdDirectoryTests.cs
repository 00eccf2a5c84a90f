using SsprBot.Abuse;
using SsprBot.Directories.Ldap;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What is Active Directory's own, on a real domain controller.</summary>
[Collection(SambaShared.Name)]
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
    [Rule("D-94")]
    public async Task The_service_account_can_do_nothing_outside_its_unit()
    {
        using var whole = AdWorld.Directory(domain.Server, new AdSettings());
        var administrator = await FoundAsync("Administrator", whole);

        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed), await SetAsync(administrator, NewPassword, whole));
        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed), await whole.UnlockAsync(administrator, None));
        Assert.Empty(await domain.Server.SignInAsync(SambaServer.Administrator, SambaServer.AdministratorPassword));
    }

    [SambaFact]
    public async Task Groups_within_groups_count_where_the_settings_say_so()
    {
        var person = await AdWorld.AddAsync(domain.Server, AdWorld.Like("anna.lima", "Strict"));
        await domain.Server.ChangeAsync(SambaSeed.Group("Sales, East") + SambaSeed.Add(SambaSeed.Dn("Sales\\, East"), "Strict"));
        using var nested = AdWorld.Directory(domain.Server, new AdSettings { Base = SambaSeed.Staff, NestedGroups = true });

        Assert.Equal(["Strict"], (await FoundAsync(person.UserId)).Groups);
        Assert.Equal(["Sales, East", "Strict"], (await FoundAsync(person.UserId, nested)).Groups.Order(StringComparer.Ordinal));
    }

    [SambaFact]
    public async Task A_fine_grained_policy_holds_for_its_people_only()
    {
        var strict = await FoundAsync((await AdWorld.AddAsync(domain.Server, AdWorld.Like("anna.lima", "Strict"))).UserId);
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

    private Task<ContractPerson> AddAsync(string name, params string[] more) => AdWorld.AddAsync(domain.Server, AdWorld.Like(name), more);

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
