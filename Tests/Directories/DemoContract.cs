using Microsoft.Extensions.Time.Testing;
using SsprBot.Directories.Demo;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.World;

namespace SsprBot.Directories;

public sealed class DemoContract : DirectoryContract
{
    private const string NeverExpires = "Passwords of the demo organisation do not expire.";
    private const string TakesAny = "The rules of the demo directory are checked by the bot; it only remembers what was used.";
    private const string NoServer = "It is embedded: its storage is the host's own.";

    private readonly DemoDirectory _directory = new(new MemoryRecords(), new SlowHash(1), new StorageSettings(), new FakeTimeProvider(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));

    protected override IDirectory Directory => _directory;

    protected override DirectoryRules Rules => new(Length: 8, Complexity: true, History: 3, MinimumAge: null);

    public override Task A_user_ID_that_two_people_have_is_nobody() => Lacks("The demo's people have one each.", PersonAsync(Situation.Twins));

    public override Task An_expired_password_is_seen() => Lacks(NeverExpires, PersonAsync(Situation.Expired));

    public override Task An_expired_password_is_changed() => Lacks(NeverExpires, PersonAsync(Situation.Expired));

    public override Task The_current_password_is_known_also_when_it_is_expired() => Lacks(NeverExpires, PersonAsync(Situation.Expired));

    public override Task A_password_that_is_too_short_is_refused() => Lacks(TakesAny, RefusalAsync(DirectoryRefusal.TooShort));

    public override Task A_password_that_is_too_simple_is_refused() => Lacks(TakesAny, RefusalAsync(DirectoryRefusal.TooSimple));

    public override Task A_password_that_is_too_recent_to_change_again_is_refused() => Lacks(TakesAny, RefusalAsync(DirectoryRefusal.TooRecent));

    public override Task A_server_that_is_gone_is_told_quickly_and_nothing_is_written() => Lacks(NoServer, TakeDownAsync());

    public override Task A_server_that_is_gone_in_the_middle_of_a_write_leaves_no_doubt_that_cannot_be_resolved() => Lacks(NoServer, CutAfterAsync(0));

    protected override Task<ContractPerson?> PersonAsync(Situation situation) => Task.FromResult(situation switch
    {
        Situation.Ordinary => Of("carla.jansen"),
        Situation.Locked => Of("ben.okafor"),
        Situation.Disabled => Of("grace.muller"),
        Situation.MustChange => Of("david.kim"),
        Situation.Privileged => Of("farid.aziz"),
        _ => null,
    });

    protected override Task<bool> SignsInAsync(ContractPerson person, string password) => _directory.TrySignInAsync(person.UserId, password, None);

    protected override async Task<ContractRefusal?> RefusalAsync(DirectoryRefusal why)
    {
        if (why is not DirectoryRefusal.UsedBefore)
        {
            return null;
        }

        var person = await SomebodyAsync(Situation.Ordinary);
        var (earlier, now) = (NewPassword(), NewPassword());
        foreach (var password in (string[])[earlier, now])
        {
            Xunit.Assert.Equal(new DirectoryWrite.Done(), await SetAsync(await FoundAsync(person.UserId), password));
        }

        return new ContractRefusal(person with { Password = now }, earlier);
    }

    protected override Task<bool> TakeDownAsync() => Task.FromResult(false);

    protected override Task<bool> CutAfterAsync(int? answers) => Task.FromResult(false);

    private static ContractPerson Of(string name)
    {
        var person = DemoPeople.All.Single(person => person.Account.UserId.StartsWith(name, StringComparison.Ordinal));
        return new ContractPerson(person.Password, person.Account);
    }
}
