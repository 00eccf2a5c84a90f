using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

[NeedsProgram("/usr/sbin/samba")]
[Collection(SambaCollection.Name)]
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

    protected override async Task<ContractPerson?> PersonAsync(Situation situation)
    {
        var like = AdWorld.Like(situation switch
        {
            Situation.Disabled => "grace.muller",
            Situation.MustChange => "david.kim",
            Situation.Ordinary => "ines.costa",
            _ => "anna.lima",
        });
        if (situation is Situation.Ordinary)
        {
            return await AdWorld.AddAsync(_samba, like with { Expected = like.Expected with { Language = "pt" } });
        }

        if (situation is Situation.Privileged)
        {
            return await AdWorld.AddAsync(_samba, like with { Expected = like.Expected with { Groups = ["Helpers"], Privileged = true } });
        }

        var person = await AdWorld.AddAsync(_samba, like);
        switch (situation)
        {
            case Situation.Locked:
                await AdWorld.LockAsync(_samba, person);
                return person with { Expected = person.Expected with { Locked = true } };

            case Situation.Expired:
                await _samba.BackdateAsync(SambaSeed.Dn(person.Expected.DisplayName), TimeSpan.FromDays(50));
                return person with { Expected = person.Expected with { PasswordExpired = true } };

            case Situation.Twins:
                var twin = AdWorld.Like("ben.okafor");
                await AdWorld.AddAsync(_samba, twin with { Expected = twin.Expected with { Mail = person.UserId } });
                return person;

            default:
                return person;
        }
    }

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
                var settled = AdWorld.Like("hugo.martin");
                return new ContractRefusal(
                    await AdWorld.AddAsync(_samba, settled with { Expected = settled.Expected with { Groups = ["Settled"] } }), NewPassword(), ByChange: true);

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
