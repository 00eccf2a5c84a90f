using System.Globalization;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.OpenLdap;

[NeedsProgram(OpenLdapServer.Slapd)]
[NeedsProgram(OpenLdapServer.Tool)]
public sealed class OpenLdapContract(OpenLdapServer server) : DirectoryContract, IClassFixture<OpenLdapServer>, IDisposable
{
    private OpenLdapDirectory? _directory;

    protected override IDirectory Directory => _directory ??= OpenLdapPeople.Directory(server);

    protected override DirectoryRules Rules => new(Length: 10, Complexity: null, History: 3, MinimumAge: null);

    public void Dispose() => _directory?.Dispose();

    protected override async Task<ContractPerson?> PersonAsync(Situation situation) => await new OpenLdapPeople(server).AddAsync(situation);

    protected override Task<bool> SignsInAsync(ContractPerson person, string password) => server.SignsInAsync(OpenLdapServer.DnOf(person.Expected.UserId), password);

    protected override async Task<ContractRefusal?> RefusalAsync(DirectoryRefusal why)
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        switch (why)
        {
            case DirectoryRefusal.TooShort:
                return new ContractRefusal(person, "Sh0rt-1x");

            case DirectoryRefusal.TooSimple:
                // The policy asks for quality, and cannot see that of what looks like a hash.
                return new ContractRefusal(person, "{SSHA}Copper-Kettle-1");

            case DirectoryRefusal.UsedBefore:
                var now = NewPassword();
                Assert.Equal(new DirectoryWrite.Done(), await SetAsync(await FoundAsync(person.UserId), now));
                return new ContractRefusal(person with { Password = now }, person.Password);

            case DirectoryRefusal.TooRecent:
                var justNow = DateTimeOffset.UtcNow.AddMinutes(-1).ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
                await server.ModifyAsync($"""
                    dn: {OpenLdapServer.DnOf(person.UserId)}
                    changetype: modify
                    replace: pwdChangedTime
                    pwdChangedTime: {justNow}
                    -
                    add: pwdPolicySubentry
                    pwdPolicySubentry: cn=slow,{OpenLdapServer.Policies}

                    """);
                return new ContractRefusal(person, NewPassword(), ByChange: true);

            default:
                return null;
        }
    }

    protected override async Task<bool> TakeDownAsync()
    {
        await server.StopAsync();
        return true;
    }

    protected override async Task<bool> CutAfterAsync(int? answers)
    {
        await server.StartAsync();
        server.Road.CutAfter(answers);
        return true;
    }
}
