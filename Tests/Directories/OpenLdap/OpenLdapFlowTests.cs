using Microsoft.Extensions.DependencyInjection;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.OpenLdap;

[NeedsProgram(OpenLdapServer.Slapd)]
[NeedsProgram(OpenLdapServer.Tool)]
public sealed class OpenLdapFlowTests(OpenLdapServer server) : DirectoryFlow, IClassFixture<OpenLdapServer>
{
    protected override IReadOnlyList<string> Settings => SettingsOf(server);

    [ContractFact]
    public async Task A_password_that_was_used_before_is_refused_and_another_one_taken()
    {
        var person = await PersonAsync(Situation.Ordinary);
        await using var host = await StartAsync();
        var key = await KeyAsync(host, (await ProveAsync(host, Goal.Reset, person)).Link!);
        var reset = host.Services.GetRequiredService<PasswordReset>();
        using var old = Password.From(person.Password);
        using var chosen = Password.From(Chosen);

        Assert.Equal(new ResetOutcome.Refused(DirectoryRefusal.UsedBefore, 4), await reset.SetAsync(key, old, None));
        Assert.Equal(new ResetOutcome.Done(), await reset.SetAsync(key, chosen, None));
        Assert.Equal((true, false), await SignsInAsync(person));
    }

    protected override Task<ContractPerson> PersonAsync(Situation situation) => new OpenLdapPeople(server).AddAsync(situation);

    protected override Task<bool> SignsInAsync(ContractPerson person, string password) => server.SignsInAsync(OpenLdapServer.DnOf(person.UserId), password);

    internal static IReadOnlyList<string> SettingsOf(OpenLdapServer server)
    {
        var (ldap, people) = (server.Settings, OpenLdapPeople.Settings);
        return
        [
            "Kind=OpenLdap", $"Servers:0={ldap.Servers[0]}", $"CaFile={ldap.CaFile}", $"BindName={ldap.BindName}", $"BindPassword={ldap.BindPassword}", $"Base={people.Base}",
            $"GroupBase={people.GroupBase}", $"PrivilegedGroups:0={people.PrivilegedGroups[0]}", $"DefaultPolicy={people.DefaultPolicy}",
            $"AlternateEmailAttribute={people.AlternateEmailAttribute}", "LookUpStep=00:00:00.010",
        ];
    }
}
