using Microsoft.Extensions.DependencyInjection;
using SsprBot.Directories;
using SsprBot.Directories.OpenLdap;
using SsprBot.Host;
using SsprBot.Pages.Dev;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>User IDs that would be something else in a search, and accounts out of reach, from the chat to a real slapd.</summary>
[NeedsProgram(OpenLdapServer.Slapd)]
[NeedsProgram(OpenLdapServer.Tool)]
public sealed class LdapTests(OpenLdapServer server) : IClassFixture<OpenLdapServer>
{
    [ContractFact]
    [Rule("D-93")]
    public async Task No_user_ID_is_more_than_one_value_of_a_search()
    {
        var anna = await new OpenLdapPeople(server).AddAsync(Situation.Ordinary);
        var name = anna.UserId;
        await using var host = await StartAsync();

        foreach (var attack in (string[])[
            "*", $"{name}*", $"*)(uid={name}", $"{name})(|(uid=*", $"{name})(objectClass=*", "\\2a", $"{name}\\2a", $"{name}\\00", $"{name}\\20", $"\\{name}", $"uid={name},ou=people", OpenLdapServer.DnOf(name),
            $"#{name}", $"{name}#", $"{name}\u00ad", $"{name}$", $"'{name}'", $"{name}`", $"{{{name}}}", $"{name}~", "!", "^", "\\28", "..\\..\\" + name])
        {
            await AskAsync(host, attack);
        }

        Assert.All(await Sessions.OfAsync(host.Services), session => Assert.Null(session.Subject));
        Assert.Empty(await host.Services.GetRequiredService<IInbox>().ReadAsync(CancellationToken.None));

        await AskAsync(host, name);
        Assert.Single(await Sessions.OfAsync(host.Services), session => session.Subject is not null);
    }

    [ContractFact]
    [Rule("D-93")]
    [Rule("D-96")]
    public async Task A_mail_address_that_two_have_finds_nobody()
    {
        var twins = await new OpenLdapPeople(server).AddAsync(Situation.Twins);
        await using var host = await StartAsync();

        await AskAsync(host, twins.UserId);

        Assert.All(await Sessions.OfAsync(host.Services), session => Assert.Null(session.Subject));
    }

    [ContractFact]
    [Rule("D-95")]
    public async Task A_privilege_by_groups_within_groups_is_found_and_nothing_is_sent()
    {
        var people = new OpenLdapPeople(server);
        var person = await people.AddAsync(Situation.Ordinary);
        for (var depth = 0; depth < 5; depth++)
        {
            var member = depth == 0 ? OpenLdapServer.DnOf(person.UserId) : $"cn={person.UserId}-{depth - 1},{OpenLdapServer.GroupsBase}";
            await server.AddAsync($"dn: cn={person.UserId}-{depth},{OpenLdapServer.GroupsBase}\nobjectClass: groupOfNames\ncn: {person.UserId}-{depth}\nmember: {member}\n");
        }

        await server.ModifyAsync($"dn: cn=Admins,{OpenLdapServer.GroupsBase}\nchangetype: modify\nadd: member\nmember: cn={person.UserId}-4,{OpenLdapServer.GroupsBase}\n");
        await using var host = await StartAsync();

        await AskAsync(host, person.UserId);

        Assert.All(await Sessions.OfAsync(host.Services), session => Assert.Null(session.Subject));
        Assert.Empty(await host.Services.GetRequiredService<IInbox>().ReadAsync(CancellationToken.None));
    }

    [ContractFact]
    [Rule("D-94")]
    public async Task The_bots_own_account_in_other_hands_reaches_people_and_nothing_else()
    {
        var people = new OpenLdapPeople(server);
        var (person, admin) = (await people.AddAsync(Situation.Ordinary), await people.AddAsync(Situation.Privileged));

        Assert.True(await server.MayServiceAsync(Replacing(OpenLdapServer.DnOf(person.UserId), "userPassword", "Copper-Kettle-97-x")));
        Assert.False(await server.MayServiceAsync(Replacing(OpenLdapServer.DnOf(admin.UserId), "userPassword", "Copper-Kettle-97-x")));
        Assert.False(await server.MayServiceAsync(Replacing(OpenLdapServer.Administrator, "userPassword", "Copper-Kettle-97-x")));
        Assert.False(await server.MayServiceAsync(Replacing(OpenLdapServer.DnOf(person.UserId), "mail", "evil@example.net")));
        Assert.False(await server.MayServiceAsync($"dn: cn=Admins,{OpenLdapServer.GroupsBase}\nchangetype: modify\nadd: member\nmember: {OpenLdapPage.Service}\n"));
        Assert.False(await server.MayServiceAsync($"dn: cn=default,{OpenLdapServer.Policies}\nchangetype: modify\nreplace: pwdMinLength\npwdMinLength: 1\n"));
        Assert.True(await server.SignsInAsync(OpenLdapServer.DnOf(admin.UserId), admin.Password));
    }

    private static string Replacing(string dn, string attribute, string value) => $"dn: {dn}\nchangetype: modify\nreplace: {attribute}\n{attribute}: {value}\n";

    private Task<InProcessHost> StartAsync() => InProcessHost.StartAsync(
    [
        "--Policy:BotCheck=None", "--Policy:Limits:StartsPerSender=1000", "--Policy:Limits:UserIdsPerSender=1000", .. OpenLdapFlowTests.SettingsOf(server).Select(setting => $"--Directories:staff:{setting}"),
    ]);

    private static async Task AskAsync(InProcessHost host, string userId)
    {
        var person = await ChatPerson.StartAsync(host.Http);
        await person.SayAsync("I forgot my password");
        await person.SayAsync(userId);
        await person.SayAsync("Email my alternate email");
    }
}
