using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>A domain controller that ends in the middle of something.</summary>
[Collection(SambaShared.Name)]
public sealed class AdKilledTests(SambaDomain domain)
{
    private const string Chosen = "Quiet-Lantern-58-y";

    private static CancellationToken None => CancellationToken.None;

    [SambaFact]
    public async Task Whatever_it_was_doing_when_it_was_killed_what_was_said_of_it_is_so()
    {
        await using var samba = await domain.StartAsync();
        using var directory = AdWorld.Directory(samba);
        var outcomes = new List<DirectoryWrite>();
        for (var delay = TimeSpan.Zero; outcomes is not [.., DirectoryWrite.Done]; delay = (delay * 1.5) + TimeSpan.FromMilliseconds(3))
        {
            Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(10));
            outcomes.Add(await KilledAfterAsync(samba, directory, delay));
        }

        Assert.Equal(new DirectoryWrite.Unavailable(), outcomes[0]);
    }

    private static async Task<DirectoryWrite> KilledAfterAsync(SambaServer samba, AdDirectory directory, TimeSpan delay)
    {
        var person = await AdWorld.AddAsync(samba, AdWorld.Like("anna.lima"));
        var before = await FoundAsync(directory, person);

        var change = ChangeAsync(directory, before, person.Password);
        await Task.Delay(delay);
        await samba.KillAsync();
        var outcome = await change;
        await samba.StartAsync();

        var isNew = await samba.SignInAsync(person.UserId, Chosen) is "";
        var isOld = await samba.SignInAsync(person.UserId, person.Password) is "";
        var shows = (await FoundAsync(directory, person)).PasswordSetAt != before.PasswordSetAt;
        Assert.Equal((!isNew, isNew), (isOld, shows));
        Assert.True(outcome is DirectoryWrite.Unknown || outcome == (isNew ? new DirectoryWrite.Done() : new DirectoryWrite.Unavailable()), $"{outcome}, and it is new: {isNew}");
        return outcome;
    }

    private static async Task<DirectoryWrite> ChangeAsync(AdDirectory directory, Account account, string password)
    {
        using var current = Password.From(password);
        using var chosen = Password.From(Chosen);
        return await directory.ChangePasswordAsync(account, current, chosen, None);
    }

    private static async Task<Account> FoundAsync(AdDirectory directory, ContractPerson person) => Assert.IsType<Found.One>(await directory.FindAsync(person.UserId, None)).Account;
}
