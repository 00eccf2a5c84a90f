using SsprBot.Directories.OpenLdap;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

[NeedsProgram(SambaServer.Samba, AsRoot = true)]
[NeedsProgram(OpenLdapServer.Tool)]
[Collection(SambaShared.Name)]
public sealed class AdContract : DirectoryContract, IDisposable
{
    private readonly SambaServer _samba;
    private readonly AdDirectory _directory;

    public AdContract(SambaDomain domain)
    {
        _samba = domain.Server;
        _directory = AdWorld.Directory(_samba, ldap: AdWorld.Reached(_samba, $"localhost:{_samba.Road.Port}"));
    }

    protected override IDirectory Directory => _directory;

    protected override DirectoryRules Rules => new(Length: 10, Complexity: true, History: 4, MinimumAge: null) { NamePartLength = 3 };

    public void Dispose() => _directory.Dispose();

    protected override async Task<ContractPerson?> PersonAsync(Situation situation) => await AdWorld.AddAsync(_samba, situation);

    protected override async Task<bool> SignsInAsync(ContractPerson person, string password) => await _samba.SignInAsync(person.UserId, password) is "";

    protected override async Task<ContractRefusal?> RefusalAsync(DirectoryRefusal why)
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        switch (why)
        {
            case DirectoryRefusal.TooShort:
                return new ContractRefusal(person, "Kettle-7");

            case DirectoryRefusal.TooSimple:
                return new ContractRefusal(person, "copperkettlecopper");

            case DirectoryRefusal.UsedBefore:
                var now = NewPassword();
                Assert.Equal(new DirectoryWrite.Done(), await SetAsync(await FoundAsync(person.UserId), now));
                return new ContractRefusal(person with { Password = now }, person.Password, ByChange: true);

            case DirectoryRefusal.TooRecent:
                return new ContractRefusal(await AdWorld.AddAsync(_samba, AdWorld.Like("hugo.martin", "Settled")), NewPassword(), ByChange: true);

            default:
                return null;
        }
    }

    protected override Task<bool> TakeDownAsync() => CutAfterAsync(0);

    protected override Task<bool> CutAfterAsync(int? answers)
    {
        _samba.Road.CutAfter(answers);
        return Task.FromResult(true);
    }
}
