using System.Diagnostics;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories;

/// <summary>How somebody stands whom a directory is to have.</summary>
public enum Situation
{
    /// <summary>Everything that the directory can hold about a person, and nothing is wrong.</summary>
    Ordinary,
    Locked,
    Disabled,
    Expired,
    MustChange,
    Privileged,

    /// <summary>Two people have the user ID.</summary>
    Twins,
}

/// <summary>Somebody in a directory who is nobody else's in this test.</summary>
/// <param name="Expected">What the directory is to say about this person; its id and the time of the password are the directory's own.</param>
public sealed record ContractPerson(string Password, Account Expected)
{
    public string UserId => Expected.UserId;
}

/// <summary>A password that a directory does not take from or for somebody.</summary>
/// <param name="ByChange">Whether it is refused to the person only, who knows the current one.</param>
public sealed record ContractRefusal(ContractPerson Person, string Password, bool ByChange = false);

/// <summary>
/// What every directory does alike. A connector inherits it once. What its directory cannot have, the heir says by overriding the test with
/// <see cref="Lacks"/>: then it is asserted that there is no such thing.
/// </summary>
public abstract class DirectoryContract
{
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(15);

    private static int _passwords;

    protected static CancellationToken None => CancellationToken.None;

    protected abstract IDirectory Directory { get; }

    /// <summary>The rules that hold for <see cref="Situation.Ordinary"/> and for most.</summary>
    protected abstract DirectoryRules Rules { get; }

    /// <returns>Null when the directory cannot have such a person.</returns>
    protected abstract Task<ContractPerson?> PersonAsync(Situation situation);

    /// <summary>Whether somebody gets in with a password, past the connector.</summary>
    protected abstract Task<bool> SignsInAsync(ContractPerson person, string password);

    /// <returns>Null when the directory never refuses for this reason.</returns>
    protected abstract Task<ContractRefusal?> RefusalAsync(DirectoryRefusal why);

    /// <summary>From now on nothing answers.</summary>
    /// <returns>False when there is no server that could be gone.</returns>
    protected abstract Task<bool> TakeDownAsync();

    /// <summary>From now on the server is gone after so many pieces of what it answers to the next who asks; null means that it is back.</summary>
    /// <returns>False when there is no server that could be gone.</returns>
    protected abstract Task<bool> CutAfterAsync(int? answers);

    [ContractFact]
    public virtual async Task A_person_is_found_by_the_user_ID_whatever_its_case()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        foreach (var userId in (string[])[person.UserId, person.UserId.ToUpperInvariant()])
        {
            AssertIs(person.Expected, await FoundAsync(userId));
        }
    }

    [ContractFact]
    public virtual async Task An_unknown_user_ID_is_nobody() => Assert.IsType<Found.None>(await Directory.FindAsync("nobody.at.all@contoso.test", None));

    [ContractFact]
    public virtual async Task A_user_ID_that_two_people_have_is_nobody() =>
        Assert.IsType<Found.None>(await Directory.FindAsync((await SomebodyAsync(Situation.Twins)).UserId, None));

    [ContractFact]
    public virtual async Task What_means_something_in_filters_and_patterns_is_only_characters()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        var userId = person.UserId;
        var start = userId[..3];
        string[] tricks =
        [
            "*", $"{start}*", $"*{userId[3..]}", $"{userId})(objectClass=*", "*)(uid=*))(|(uid=*", $"{userId}*", "(", ")", "\\", "\\2a", "&", "|", "!", "%2a", "?", "_",
            $"{userId}' or '1' eq '1", $"\"{userId}\"", $"{userId},ou=people", $"{userId}\\", $"../{userId}", $"{userId}?$select=id", $"{userId}/authentication",
        ];
        foreach (var trick in tricks)
        {
            Assert.True(await Directory.FindAsync(trick, None) is Found.None, trick);
        }
    }

    [ContractFact]
    public virtual async Task A_user_ID_that_only_looks_like_it_is_nobody()
    {
        var userId = (await SomebodyAsync(Situation.Ordinary)).UserId;
        foreach (var alike in (string[])[userId.Replace('a', 'á'), userId.Replace('a', '\uFF41'), userId.Replace('n', 'ñ'), userId.Replace(".", ".\u200B", StringComparison.Ordinal)])
        {
            Assert.NotEqual(userId, alike);
            Assert.True(await Directory.FindAsync(alike, None) is Found.None, alike);
        }
    }

    [ContractFact]
    public virtual async Task A_person_is_read_again_by_the_id()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        AssertIs(person.Expected, await ReadAsync(await FoundAsync(person.UserId)));
        foreach (var id in (string[])["", "*", Guid.Empty.ToString(), "no-such-id", $"{person.UserId}"])
        {
            Assert.True(await Directory.ReadAsync(id, None) is Found.None, id);
        }
    }

    [ContractFact]
    public virtual Task A_locked_account_is_seen() => IsSeenAsync(Situation.Locked, account => account.Locked);

    [ContractFact]
    public virtual Task A_disabled_account_is_seen() => IsSeenAsync(Situation.Disabled, account => !account.Enabled);

    [ContractFact]
    public virtual Task An_expired_password_is_seen() => IsSeenAsync(Situation.Expired, account => account.PasswordExpired);

    [ContractFact]
    public virtual Task A_password_that_must_be_changed_is_seen() => IsSeenAsync(Situation.MustChange, account => account.MustChangePassword);

    [ContractFact]
    public virtual Task An_account_with_rights_is_seen() => IsSeenAsync(Situation.Privileged, account => account.Privileged);

    [ContractFact]
    public virtual async Task A_new_password_is_set()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        var before = await FoundAsync(person.UserId);
        var password = NewPassword();

        Assert.Equal(new DirectoryWrite.Done(), await SetAsync(before, password));
        await AssertPasswordAsync(person, right: password, wrong: person.Password);
        var after = await ReadAsync(before);
        AssertIs(person.Expected, after);
        Assert.True(after.PasswordSetAt > before.PasswordSetAt);
    }

    [ContractFact]
    public virtual async Task A_new_password_unlocks()
    {
        var person = await SomebodyAsync(Situation.Locked);
        var password = NewPassword();
        Assert.False(await SignsInAsync(person, person.Password));

        Assert.Equal(new DirectoryWrite.Done(), await SetAsync(await FoundAsync(person.UserId), password));
        await AssertPasswordAsync(person, right: password, wrong: person.Password);
        Assert.False((await FoundAsync(person.UserId)).Locked);
    }

    [ContractFact]
    public virtual async Task A_new_password_need_not_be_changed_again()
    {
        var person = await SomebodyAsync(Situation.MustChange);
        Assert.Equal(new DirectoryWrite.Done(), await SetAsync(await FoundAsync(person.UserId), NewPassword()));
        AssertIs(person.Expected with { MustChangePassword = false }, await FoundAsync(person.UserId));
    }

    [ContractFact]
    public virtual async Task To_unlock_leaves_the_password()
    {
        var person = await SomebodyAsync(Situation.Locked);
        var before = await FoundAsync(person.UserId);

        Assert.Equal(new DirectoryWrite.Done(), await Directory.UnlockAsync(before, None));
        Assert.True(await SignsInAsync(person, person.Password));
        var after = await ReadAsync(before);
        AssertIs(person.Expected with { Locked = false }, after);
        Assert.Equal(before.PasswordSetAt, after.PasswordSetAt);
    }

    [ContractFact]
    public virtual async Task To_unlock_what_is_not_locked_does_no_harm()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        Assert.Equal(new DirectoryWrite.Done(), await Directory.UnlockAsync(await FoundAsync(person.UserId), None));
        Assert.True(await SignsInAsync(person, person.Password));
    }

    [ContractFact]
    public virtual Task Who_knows_the_current_password_changes_it() => ChangesAsync(Situation.Ordinary);

    [ContractFact]
    public virtual Task An_expired_password_is_changed() => ChangesAsync(Situation.Expired);

    [ContractFact]
    public virtual Task A_password_that_must_be_changed_is_changed() => ChangesAsync(Situation.MustChange);

    [ContractFact]
    public virtual async Task Who_does_not_know_the_current_password_changes_nothing()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        var before = await FoundAsync(person.UserId);
        var password = NewPassword();

        Assert.Equal(new DirectoryWrite.WrongPassword(), await ChangeAsync(before, "Not-The-Password-1", password));
        await AssertPasswordAsync(person, right: person.Password, wrong: password);
        Assert.Equal(before.PasswordSetAt, (await ReadAsync(before)).PasswordSetAt);
    }

    [ContractFact]
    public virtual Task A_password_that_is_too_short_is_refused() => IsRefusedAsync(DirectoryRefusal.TooShort);

    [ContractFact]
    public virtual Task A_password_that_is_too_simple_is_refused() => IsRefusedAsync(DirectoryRefusal.TooSimple);

    [ContractFact]
    public virtual Task A_password_that_was_used_before_is_refused() => IsRefusedAsync(DirectoryRefusal.UsedBefore);

    [ContractFact]
    public virtual Task A_password_that_is_too_recent_to_change_again_is_refused() => IsRefusedAsync(DirectoryRefusal.TooRecent);

    [ContractFact]
    public virtual async Task Its_rules_are_read()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        Assert.Equal(Rules, await Directory.RulesAsync(await FoundAsync(person.UserId), None));
        Assert.Equal(Rules, await Directory.RulesAsync(Account.Nobody(person.UserId), None));
    }

    [ContractFact]
    public virtual async Task The_current_password_is_told_from_others()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        var account = await FoundAsync(person.UserId);
        Assert.Equal(
            [true, false, false, false],
            [
                await IsPasswordAsync(account, person.Password),
                await IsPasswordAsync(account, "Not-The-Password-1"),
                await IsPasswordAsync(account, person.Password.ToUpperInvariant()),
                await IsPasswordAsync(Account.Nobody(person.UserId), person.Password),
            ]);
    }

    [ContractFact]
    public virtual Task The_current_password_is_known_also_when_it_is_expired() => IsKnownAsync(Situation.Expired);

    [ContractFact]
    public virtual Task The_current_password_is_known_also_when_it_must_be_changed() => IsKnownAsync(Situation.MustChange);

    [ContractFact]
    public virtual async Task To_end_the_sessions_twice_does_no_harm()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        var account = await FoundAsync(person.UserId);
        await Directory.EndSessionsAsync(account, None);
        await Directory.EndSessionsAsync(account, None);
        Assert.True(await SignsInAsync(person, person.Password));
    }

    [ContractFact]
    public virtual async Task A_server_that_is_gone_is_told_quickly_and_nothing_is_written()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        var account = await FoundAsync(person.UserId);
        Assert.True(await TakeDownAsync());
        var began = Stopwatch.StartNew();

        Assert.Equal(new Found.Unavailable(), await Directory.FindAsync(person.UserId, None));
        Assert.Equal(new Found.Unavailable(), await Directory.ReadAsync(account.Id, None));
        Assert.Null(await IsPasswordAsync(account, person.Password));
        Assert.Null(await IsPasswordAsync(Account.Nobody(person.UserId), person.Password));
        Assert.Equal(new DirectoryWrite.Unavailable(), await SetAsync(account, NewPassword()));
        Assert.Equal(new DirectoryWrite.Unavailable(), await ChangeAsync(account, person.Password, NewPassword()));
        Assert.Equal(new DirectoryWrite.Unavailable(), await Directory.UnlockAsync(account, None));
        Assert.InRange(began.Elapsed, TimeSpan.Zero, Quickly);

        Assert.True(await CutAfterAsync(null));
        Assert.True(await SignsInAsync(person, person.Password));
        Assert.Equal(account.PasswordSetAt, (await FoundAsync(person.UserId)).PasswordSetAt);
    }

    [ContractFact]
    public virtual async Task A_server_that_is_gone_in_the_middle_of_a_write_leaves_no_doubt_that_cannot_be_resolved()
    {
        // In how many pieces an answer comes is not the same each time: from too few to enough, and again.
        HashSet<DirectoryWrite> all = [new DirectoryWrite.Unavailable(), new DirectoryWrite.Unknown(), new DirectoryWrite.Done()], outcomes = [];
        for (var turn = 0; !outcomes.SetEquals(all) && turn < 100; turn++)
        {
            outcomes.Add(await CutOffAsync(turn % 10));
        }

        Assert.Equal(all, outcomes);
    }

    /// <summary>Says that the directory has no such people, servers or refusals, and that this is so.</summary>
    /// <param name="why">The reason, for who reads the heir.</param>
    /// <param name="attempt">Comes to null or false.</param>
    protected static async Task Lacks<T>(string why, Task<T> attempt)
    {
        Assert.NotEmpty(why);
        Assert.True(await attempt is null or false, "It has it: the test need not be overridden.");
    }

    /// <summary>A password that every directory takes and nobody has had.</summary>
    protected static string NewPassword() => $"Copper-Kettle-{Interlocked.Increment(ref _passwords):D5}-x";

    protected static async Task<T> WithAsync<T>(string password, Func<Password, Task<T>> use)
    {
        using var typed = Password.From(password);
        return await use(typed);
    }

    protected Task<DirectoryWrite> SetAsync(Account account, string password) => WithAsync(password, typed => Directory.SetPasswordAsync(account, typed, None));

    protected Task<DirectoryWrite> ChangeAsync(Account account, string current, string password) =>
        WithAsync(current, old => WithAsync(password, typed => Directory.ChangePasswordAsync(account, old, typed, None)));

    protected Task<bool?> IsPasswordAsync(Account account, string password) => WithAsync(password, typed => Directory.IsPasswordAsync(account, typed, None));

    protected async Task<ContractPerson> SomebodyAsync(Situation situation) =>
        await PersonAsync(situation) ?? throw new InvalidOperationException($"Nobody can be {situation} here: say so by overriding the test.");

    protected async Task<Account> FoundAsync(string userId) => Assert.IsType<Found.One>(await Directory.FindAsync(userId, None)).Account;

    protected async Task<Account> ReadAsync(Account account) => Assert.IsType<Found.One>(await Directory.ReadAsync(account.Id, None)).Account;

    private static void AssertIs(Account expected, Account found)
    {
        Assert.NotEmpty(found.Id);
        Assert.Equal(Plain(expected), Plain(found));
    }

    private static string Plain(Account account) => string.Join(
        Environment.NewLine,
        [
            account.UserId, account.DisplayName, account.Mail, $"enabled {account.Enabled}, locked {account.Locked}, expired {account.PasswordExpired}",
            $"must change {account.MustChangePassword}, privileged {account.Privileged}, language {account.Language}", .. account.Groups.Order(StringComparer.Ordinal),
            .. account.ContactPoints.Select(contact => $"{contact.Kind} {contact.Value}").Order(StringComparer.Ordinal),
        ]);

    private async Task IsSeenAsync(Situation situation, Func<Account, bool> shows)
    {
        var person = await SomebodyAsync(situation);
        Assert.True(shows(person.Expected));
        AssertIs(person.Expected, await FoundAsync(person.UserId));
        Assert.False(shows(await FoundAsync((await SomebodyAsync(Situation.Ordinary)).UserId)));
    }

    private async Task AssertPasswordAsync(ContractPerson person, string right, string wrong) =>
        Assert.Equal((true, false), (await SignsInAsync(person, right), await SignsInAsync(person, wrong)));

    private async Task ChangesAsync(Situation situation)
    {
        var person = await SomebodyAsync(situation);
        var before = await FoundAsync(person.UserId);
        var password = NewPassword();

        Assert.Equal(new DirectoryWrite.Done(), await ChangeAsync(before, person.Password, password));
        await AssertPasswordAsync(person, right: password, wrong: person.Password);
        var after = await ReadAsync(before);
        AssertIs(person.Expected with { PasswordExpired = false, MustChangePassword = false }, after);
        Assert.True(after.PasswordSetAt > before.PasswordSetAt);
    }

    private async Task IsRefusedAsync(DirectoryRefusal why)
    {
        var refusal = await RefusalAsync(why) ?? throw new InvalidOperationException($"Nothing is {why} here: say so by overriding the test.");
        var before = await FoundAsync(refusal.Person.UserId);

        Assert.Equal(
            new DirectoryWrite.Refused(why),
            refusal.ByChange ? await ChangeAsync(before, refusal.Person.Password, refusal.Password) : await SetAsync(before, refusal.Password));
        await AssertPasswordAsync(refusal.Person, right: refusal.Person.Password, wrong: refusal.Password);
        Assert.Equal(before.PasswordSetAt, (await ReadAsync(before)).PasswordSetAt);
    }

    private async Task IsKnownAsync(Situation situation)
    {
        var person = await SomebodyAsync(situation);
        var account = await FoundAsync(person.UserId);
        Assert.Equal([true, false], [await IsPasswordAsync(account, person.Password), await IsPasswordAsync(account, "Not-The-Password-1")]);
    }

    /// <summary>Sets a password while the server goes away after some of what it answers; what is said of it must be so.</summary>
    private async Task<DirectoryWrite> CutOffAsync(int answers)
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        var before = await FoundAsync(person.UserId);
        var password = NewPassword();
        Assert.True(await CutAfterAsync(answers));
        var outcome = await SetAsync(before, password);
        Assert.True(await CutAfterAsync(null));

        var isSet = await SignsInAsync(person, password);
        Assert.Equal(!isSet, await SignsInAsync(person, person.Password));
        Assert.Equal(isSet, (await ReadAsync(before)).PasswordSetAt > before.PasswordSetAt);
        Assert.True(outcome is DirectoryWrite.Unknown || outcome == (isSet ? new DirectoryWrite.Done() : new DirectoryWrite.Unavailable()), $"{outcome}, and it is set: {isSet}");
        return outcome;
    }
}
