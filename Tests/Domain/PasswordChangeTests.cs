using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class PasswordChangeTests
{
    private const string Old = "Old-Password-1";
    private const string Good = "Blue-Kettle-77-x";
    private const string Nobody = "nobody@contoso.test";

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_password_is_changed_once_and_everybody_is_told(bool expired, bool mustChange)
    {
        var world = Roomy();
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { PasswordExpired = expired, MustChangePassword = mustChange };
        var key = await world.PageOpenAsync(Goal.Change);

        Assert.IsType<ChangeOutcome.Done>(await world.ChangeAsync(key, Old, Good));
        Assert.IsType<ChangeOutcome.NotValid>(await world.ChangeAsync(key, Old, "Another-Kettle-78-y"));

        Assert.Equal([(FakeDirectory.Anna, Good)], world.Directory.Set);
        Assert.Equal(3, world.Sent.Count(message => message.Letter is Letter.PasswordWasChanged));
        var last = world.Audited.Last();
        Assert.Equal((AuditActivity.ChangePassword, AuditResult.Succeeded, "password-changed"), (last.Activity, last.Result, last.Reason));
        Assert.Equal(1, world.Woken);
    }

    [Fact]
    public async Task Fifty_who_change_at_once_change_once()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Change);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => world.ChangeAsync(key, Old, $"{Good}{i}"))));
        Assert.InRange(outcomes.OfType<ChangeOutcome.Done>().Count(), 0, 1);
        Assert.InRange(world.Directory.Set.Count, 0, 1);
    }

    [Fact]
    public async Task Five_wrong_ones_end_the_visit_and_the_directory_was_asked_three_times()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Change);
        for (var left = 4; left >= 0; left--)
        {
            Assert.Equal(new ChangeOutcome.WrongPassword(left), await world.ChangeAsync(key, "Wrong-Password-1", Good));
        }

        Assert.IsType<ChangeOutcome.NotValid>(await world.ChangeAsync(key, Old, Good));
        Assert.Equal(("wrong-passwords", 3, 1), ((await SessionAsync(world, key)).EndedBy, world.Directory.Compared, world.Woken));
        Assert.Empty(world.Directory.Set);
    }

    [Fact]
    public async Task Two_hundred_wrong_ones_at_once_ask_the_directory_three_times_at_most()
    {
        var world = Roomy();
        var keys = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            keys.Add(await world.PageOpenAsync(Goal.Change, visitor: TestWorld.Stranger($"192.0.2.{i}")));
        }

        var outcomes = await Task.WhenAll(keys.Select(key => Task.Run(() => world.ChangeAsync(key, "Wrong-Password-1", Good))));

        Assert.All(outcomes, outcome => Assert.Equal(new ChangeOutcome.WrongPassword(4), outcome));
        Assert.InRange(world.Directory.Compared, 1, 3);
        Assert.Equal(new ChangeOutcome.WrongPassword(4), await world.ChangeAsync(await world.PageOpenAsync(Goal.Change), Old, Good));
        Assert.Empty(world.Directory.Set);
    }

    [Fact]
    public async Task The_same_password_and_a_weak_one_cost_no_try_and_tell_nothing_about_the_account()
    {
        foreach (var userId in (string[])[FakeDirectory.Anna, Nobody])
        {
            var world = Roomy();
            var key = await world.PageOpenAsync(Goal.Change, userId);
            Assert.IsType<ChangeOutcome.SamePassword>(await world.ChangeAsync(key, Good, Good));
            Assert.IsType<ChangeOutcome.RulesBroken>(await world.ChangeAsync(key, Old, "short"));
            Assert.Equal((0, 0), ((await SessionAsync(world, key)).WrongPasswords, world.Directory.Compared));
        }
    }

    [Fact]
    public async Task The_persons_own_name_is_refused_only_once_the_current_password_was_right()
    {
        var world = Roomy();
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { DisplayName = "Zebulon Quartermain" };
        var key = await world.PageOpenAsync(Goal.Change);
        Assert.IsType<ChangeOutcome.WrongPassword>(await world.ChangeAsync(key, "Wrong-Password-1", "Zebulon-Quartermain-7"));
        Assert.IsType<ChangeOutcome.RulesBroken>(await world.ChangeAsync(key, Old, "Zebulon-Quartermain-7"));
        Assert.Equal(1, (await SessionAsync(world, key)).WrongPasswords);
        Assert.IsType<ChangeOutcome.Done>(await world.ChangeAsync(key, Old, Good));
    }

    [Fact]
    public async Task Nobody_sees_and_costs_what_somebody_does() =>
        Assert.Equal(await GuessesAsync(FakeDirectory.Anna), await GuessesAsync(Nobody));

    [Fact]
    public async Task Nobody_changes_nothing_with_anybodys_password()
    {
        var world = Roomy();
        Assert.Equal(new ChangeOutcome.WrongPassword(4), await world.ChangeAsync(await world.PageOpenAsync(Goal.Change, Nobody), Old, Good));
        Assert.Empty(world.Directory.Set);
    }

    [Fact]
    public async Task A_refusal_by_the_directory_takes_one_of_five_tries_and_the_current_password_is_asked_again()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Change);
        for (var left = 4; left >= 0; left--)
        {
            world.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.UsedBefore);
            Assert.Equal(new ChangeOutcome.Refused(DirectoryRefusal.UsedBefore, left), await world.ChangeAsync(key, Old, Good));
            Assert.False((await SessionAsync(world, key)).KnewPassword);
        }

        Assert.Equal("password-tries", (await SessionAsync(world, key)).EndedBy);
    }

    [Fact]
    public async Task A_directory_that_is_down_costs_no_try()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Change);
        world.Directory.IsDown = true;
        Assert.IsType<ChangeOutcome.DirectoryDown>(await world.ChangeAsync(key, Old, Good));
        world.Directory.IsDown = false;
        world.Directory.NextWrite = new DirectoryWrite.Unavailable();
        Assert.IsType<ChangeOutcome.DirectoryDown>(await world.ChangeAsync(key, Old, Good));
        var session = await SessionAsync(world, key);
        Assert.Equal((0, 0), (session.WrongPasswords, session.PasswordTries));
        Assert.IsType<ChangeOutcome.Done>(await world.ChangeAsync(key, Old, Good));
    }

    [Theory]
    [InlineData(true, SessionState.Completed)]
    [InlineData(false, SessionState.PageOpen)]
    public async Task An_unknown_outcome_is_resolved_by_the_directorys_time_stamp(bool wasSet, SessionState expected)
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Change);
        world.Directory.NextWrite = new DirectoryWrite.Unknown();
        Assert.IsType<ChangeOutcome.Unknown>(await world.ChangeAsync(key, Old, Good));
        if (wasSet)
        {
            world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { PasswordSetAt = world.Vault.Now };
        }

        world.Time.Advance(RecoverySession.SettingLease);
        Assert.Equal(expected, (await world.Visits.LookAsync(key.Split('.')[0], None))!.State);
    }

    [Theory]
    [InlineData(true, SessionState.Completed)]
    [InlineData(false, SessionState.PageOpen)]
    public async Task An_unknown_outcome_waits_for_a_directory_that_is_down_and_nothing_is_written_meanwhile(bool wasSet, SessionState expected)
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Change);
        var id = key.Split('.')[0];
        world.Directory.NextWrite = new DirectoryWrite.Unknown();
        Assert.IsType<ChangeOutcome.Unknown>(await world.ChangeAsync(key, Old, Good));
        world.Directory.IsDown = true;
        world.Time.Advance(RecoverySession.SettingLease);
        for (var looked = 0; looked < 3; looked++)
        {
            Assert.Equal(SessionState.Setting, (await world.Visits.LookAsync(id, None))!.State);
            Assert.IsType<ChangeOutcome.NotValid>(await world.ChangeAsync(key, Old, Good));
        }

        world.Directory.IsDown = false;
        if (wasSet)
        {
            world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { PasswordSetAt = world.Vault.Now };
        }

        Assert.Equal(expected, (await world.Visits.LookAsync(id, None))!.State);
        Assert.Empty(world.Directory.Set);
    }

    [Fact]
    public async Task The_page_of_another_goal_changes_nothing()
    {
        var world = Roomy();
        Assert.IsType<ChangeOutcome.NotValid>(await world.ChangeAsync(await world.PageOpenAsync(), Old, Good));
        Assert.IsType<ChangeOutcome.NotValid>(await world.ChangeAsync(await world.PageOpenAsync(Goal.Register), Old, Good));
        Assert.Empty(world.Directory.Set);
    }

    [Fact]
    public async Task What_cannot_be_audited_is_not_done()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Change);
        world.AuditIsBroken = true;
        await Assert.ThrowsAsync<IOException>(() => world.ChangeAsync(key, Old, Good));
        Assert.Empty(world.Directory.Set);
    }

    [Fact]
    public async Task The_form_says_whose_it_is_and_how_often_one_may_try_as_long_as_the_visit_lasts()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync(Goal.Change);
        Assert.Equal((FakeDirectory.Anna, 5), await FormAsync());

        world.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.UsedBefore);
        await world.ChangeAsync(key, world.Directory.CurrentPassword, Good);
        Assert.Equal((FakeDirectory.Anna, 4), await FormAsync());

        world.Time.Advance(world.Policy.SessionLifetime + world.Policy.SessionExtension);
        Assert.Null(await FormAsync());

        async Task<(string, int)?> FormAsync() => await world.Change.FormAsync(key, None) is { } form ? (form.UserId, form.TriesLeft) : null;
    }

    [Fact]
    public async Task The_name_of_the_persons_mailbox_is_refused_too()
    {
        var world = new TestWorld();
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Mail = "zuiderzee@contoso.test" };
        var key = await world.PageOpenAsync(Goal.Change);

        var outcome = Assert.IsType<ChangeOutcome.RulesBroken>(await world.ChangeAsync(key, world.Directory.CurrentPassword, "Blue-Zuiderzee-77"));

        Assert.Equal([new PasswordFault.ContainsOwnName()], outcome.Rules.Where(rule => !rule.Met).Select(rule => rule.Fault));
    }

    private static TestWorld Roomy() => new(
        Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { StartsPerSender = 1000, UserIdsPerSender = 1000 } });

    private static Task<RecoverySession> SessionAsync(TestWorld world, string key) => world.SessionAsync(key.Split('.')[0]);

    // What was answered, how often records were touched, and how often the directory was asked.
    private static async Task<string> GuessesAsync(string userId)
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Change, userId);
        var seen = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            var rules = (await world.Change.FormAsync(key, None))?.Rules.Count;
            seen.Add($"{await world.ChangeAsync(key, "Wrong-Password-1", Good)} {rules} {world.Records.Operations} {world.Directory.Compared}");
        }

        return string.Join('\n', seen);
    }
}
