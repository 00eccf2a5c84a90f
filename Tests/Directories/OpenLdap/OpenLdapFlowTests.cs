using Microsoft.Extensions.DependencyInjection;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories.OpenLdap;

/// <summary>From the user ID to the new password, through the whole host and against a real slapd.</summary>
[NeedsProgram(OpenLdapServer.Slapd)]
public sealed class OpenLdapFlowTests(OpenLdapServer server) : IClassFixture<OpenLdapServer>
{
    private const string Chosen = "Blue-Kettle-77-x";

    private static CancellationToken None => CancellationToken.None;

    [ContractFact]
    public async Task Somebody_who_is_locked_out_resets_the_password()
    {
        var person = await new OpenLdapPeople(server).AddAsync(Situation.Locked);
        await using var host = await StartAsync();
        var proved = await ProveAsync(host, Goal.Reset, person);
        var key = await KeyAsync(host, (await host.Services.GetRequiredService<Unlocking>().ResetInsteadAsync(proved.Session, None))!);
        using var chosen = Password.From(Chosen);

        Assert.Equal(new ResetOutcome.Done(), await host.Services.GetRequiredService<PasswordReset>().SetAsync(key, chosen, None));
        Assert.Equal((true, false), await SignsInAsync(person));
    }

    [ContractFact]
    public async Task A_password_that_was_used_before_is_refused_and_another_one_taken()
    {
        var person = await new OpenLdapPeople(server).AddAsync(Situation.Ordinary);
        await using var host = await StartAsync();
        var key = await KeyAsync(host, (await ProveAsync(host, Goal.Reset, person)).Link!);
        var reset = host.Services.GetRequiredService<PasswordReset>();
        using var old = Password.From(person.Password);
        using var chosen = Password.From(Chosen);

        Assert.Equal(new ResetOutcome.Refused(DirectoryRefusal.UsedBefore, 4), await reset.SetAsync(key, old, None));
        Assert.Equal(new ResetOutcome.Done(), await reset.SetAsync(key, chosen, None));
        Assert.Equal((true, false), await SignsInAsync(person));
    }

    [ContractFact]
    public async Task Somebody_who_is_locked_out_unlocks_and_keeps_the_password()
    {
        var person = await new OpenLdapPeople(server).AddAsync(Situation.Locked);
        await using var host = await StartAsync();
        var proved = await ProveAsync(host, Goal.Unlock, person);
        var unlocking = host.Services.GetRequiredService<Unlocking>();

        Assert.Equal(Trouble.Locked, await unlocking.LookAsync(proved.Session, None));
        Assert.Equal(new UnlockOutcome.Done(), await unlocking.UnlockAsync(proved.Session, None));
        Assert.Equal((false, true), await SignsInAsync(person));
    }

    [ContractFact]
    public async Task Somebody_whose_password_is_expired_changes_it()
    {
        var person = await new OpenLdapPeople(server).AddAsync(Situation.Expired);
        await using var host = await StartAsync();
        var begun = await IdentifiedAsync(host, Goal.Change, person);
        var key = await KeyAsync(host, (await host.Services.GetRequiredService<PasswordLink>().IssueAsync(begun, None))!);
        using var old = Password.From(person.Password);
        using var chosen = Password.From(Chosen);

        Assert.Equal(new ChangeOutcome.Done(), await host.Services.GetRequiredService<PasswordChange>().ChangeAsync(key, old, chosen, None));
        Assert.Equal((true, false), await SignsInAsync(person));
    }

    private static async Task<string> IdentifiedAsync(InProcessHost host, Goal goal, ContractPerson person) => Assert.IsType<Identified.Ready>(
        await host.Services.GetRequiredService<Identification>().BeginAsync(goal, person.UserId, TestWorld.Stranger(), None)).Session.Id;

    private static async Task<(string Session, IssuedLink? Link)> ProveAsync(InProcessHost host, Goal goal, ContractPerson person)
    {
        var session = await IdentifiedAsync(host, goal, person);
        var codes = host.Services.GetRequiredService<OneTimeCodes>();
        await codes.SendAsync(session, GateMethod.EmailAlternate, null, None);
        var check = await codes.CheckAsync(session, await host.CodeToAsync($"{person.UserId}@example.net"), None);
        return (session, Assert.IsType<GateCheck.Right>(check).Link);
    }

    private static async Task<string> KeyAsync(InProcessHost host, IssuedLink link) =>
        Assert.IsType<LinkOpening.Opened>(await host.Services.GetRequiredService<PasswordLink>().OpenWithCodeAsync(link.Token, link.PageCode, None)).Key;

    /// <summary>With the chosen password, and with the first.</summary>
    private async Task<(bool Chosen, bool First)> SignsInAsync(ContractPerson person)
    {
        var dn = OpenLdapServer.DnOf(person.UserId);
        return (await server.SignsInAsync(dn, Chosen), await server.SignsInAsync(dn, person.Password));
    }

    private Task<InProcessHost> StartAsync()
    {
        var (ldap, people) = (server.Settings, OpenLdapPeople.Settings);
        string[] settings =
        [
            "Kind=OpenLdap", $"Servers:0={ldap.Servers[0]}", $"CaFile={ldap.CaFile}", $"BindName={ldap.BindName}", $"BindPassword={ldap.BindPassword}", $"Base={people.Base}",
            $"GroupBase={people.GroupBase}", $"PrivilegedGroups:0={people.PrivilegedGroups[0]}", $"DefaultPolicy={people.DefaultPolicy}",
            $"AlternateEmailAttribute={people.AlternateEmailAttribute}",
        ];
        return InProcessHost.StartAsync(["--Policy:BotCheck=None", "--Policy:Gates=1", .. settings.Select(setting => $"--Directories:staff:{setting}")]);
    }
}
