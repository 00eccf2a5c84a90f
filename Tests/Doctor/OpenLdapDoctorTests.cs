using SsprBot.Directories;
using SsprBot.Directories.OpenLdap;
using SsprBot.World;
using Xunit;

namespace SsprBot.Doctor;

[NeedsProgram(OpenLdapServer.Slapd)]
[NeedsProgram(OpenLdapServer.Tool)]
public sealed class OpenLdapDoctorTests(OpenLdapServer server) : IClassFixture<OpenLdapServer>
{
    private const string GetsIn = "Ok directory staff: The service account gets in at localhost.";

    private static readonly OpenLdapKind s_kind = new();

    [ContractFact]
    public async Task A_server_that_is_set_up_as_its_page_says_is_ok() =>
        Assert.Equal([GetsIn, "Ok directory staff: The default password policy can be read."], await ExaminedAsync(OpenLdapPeople.Settings));

    [ContractFact]
    public async Task Entries_that_are_not_there_are_told()
    {
        var other = new OpenLdapSettings { Base = "ou=nobody,dc=contoso,dc=test", DefaultPolicy = "cn=none,dc=contoso,dc=test" };
        Assert.Equal(
            [
                GetsIn, "Fault directory staff: Base names no entry that the service account may read.",
                "Fault directory staff: The service account may not read the policy that DefaultPolicy names.",
            ],
            await ExaminedAsync(other));
        Assert.Equal(
            [GetsIn, "Warning directory staff: DefaultPolicy is not set: the rules of people without a policy of their own are not known."],
            await ExaminedAsync(new OpenLdapSettings { Base = OpenLdapServer.People }));
    }

    [ContractFact]
    public async Task The_account_for_tests_is_reset()
    {
        var world = new TestWorld();
        var canary = await new OpenLdapPeople(server).AddAsync(Situation.Locked);
        using var directory = OpenLdapPeople.Directory(server);

        Assert.Equal(
            ["Ok canary staff: Its account for tests was reset.", "Ok canary staff: Its account for tests was unlocked."],
            await Examined.CanaryAsync(s_kind, directory, canary.UserId, world.AdminLog));
        Assert.False(await server.SignsInAsync(OpenLdapServer.DnOf(canary.UserId), canary.Password));
    }

    private async Task<string[]> ExaminedAsync(OpenLdapSettings settings)
    {
        using var directory = OpenLdapPeople.Directory(server, settings);
        return await Examined.DirectoryAsync(s_kind, directory);
    }
}
