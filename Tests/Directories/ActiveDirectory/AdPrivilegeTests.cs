using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Who counts as an administrator, on a real domain controller.</summary>
[Collection(SambaShared.Name)]
public sealed class AdPrivilegeTests(SambaDomain domain) : IDisposable
{
    private readonly AdDirectory? _shared = SambaServer.Missing is null ? AdWorld.Directory(domain.Server) : null;

    private static CancellationToken None => CancellationToken.None;

    public void Dispose() => _shared?.Dispose();

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
        var member = await AdWorld.AddAsync(domain.Server, AdWorld.Like("anna.lima", "Strict"));
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

    private Task<ContractPerson> AddAsync(string name, params string[] more) => AdWorld.AddAsync(domain.Server, AdWorld.Like(name), more);

    private async Task<Account> FoundAsync(string userId, AdDirectory? directory = null) =>
        Assert.IsType<Found.One>(await (directory ?? _shared!).FindAsync(userId, None)).Account;
}
