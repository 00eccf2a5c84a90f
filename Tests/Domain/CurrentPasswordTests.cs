using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class CurrentPasswordTests
{
    private const string Old = "Old-Password-1";
    private const string Nobody = "nobody@contoso.test";

    private static IEnumerable<AuditActivity> AfterIdentification(TestWorld world) => world.Audited
        .Where(happened => happened is { Activity: not AuditActivity.BlockedFromReset, Reason: not "identified" }).Select(happened => happened.Activity);

    private static readonly Limits ManyStarts = new() { StartsPerSender = 1000, UserIdsPerSender = 1000 };

    [Fact]
    public async Task The_current_password_lets_its_owner_register()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Register);
        Assert.False((await SessionAsync(world, key)).MayRegister(world.Vault.Now));

        Assert.IsType<PasswordTry.Right>(await world.ProvePasswordAsync(key, Old));

        var proved = await SessionAsync(world, key);
        Assert.Equal((SessionState.PageOpen, true, 0), (proved.State, proved.MayRegister(world.Vault.Now), proved.WrongPasswords));
        Assert.False(proved.MayRegister(proved.Deadline));
        Assert.Equal(1, world.Woken);
        Assert.IsType<PasswordTry.NotValid>(await world.ProvePasswordAsync(key, Old));
    }

    [Fact]
    public async Task Somebody_without_contact_points_registers_too()
    {
        var world = Roomy();
        world.Directory["emma@contoso.test"] = FakeDirectory.Person("emma@contoso.test");
        var key = await world.PageOpenAsync(Goal.Register, "emma@contoso.test");
        Assert.IsType<PasswordTry.Right>(await world.ProvePasswordAsync(key, Old));
    }

    [Fact]
    public async Task The_fifth_wrong_one_ends_the_visit_and_the_directory_was_asked_three_times()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Register);
        for (var left = 4; left >= 0; left--)
        {
            Assert.Equal(new PasswordTry.Wrong(left), await world.ProvePasswordAsync(key, "wrong"));
        }

        Assert.IsType<PasswordTry.NotValid>(await world.ProvePasswordAsync(key, Old));
        Assert.Equal("wrong-passwords", (await SessionAsync(world, key)).EndedBy);
        Assert.Equal((3, 1), (world.Directory.Compared, world.Woken));
    }

    [Fact]
    public async Task After_three_wrong_ones_the_right_one_is_not_compared_until_an_hour_has_gone_by()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Register);
        for (var i = 0; i < 3; i++)
        {
            await world.ProvePasswordAsync(key, "wrong");
        }

        var other = await world.PageOpenAsync(Goal.Register, visitor: TestWorld.Stranger("192.0.2.9"));
        Assert.Equal(new PasswordTry.Wrong(4), await world.ProvePasswordAsync(other, Old));
        Assert.Equal(3, world.Directory.Compared);

        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.IsType<PasswordTry.Right>(await world.ProvePasswordAsync(await world.PageOpenAsync(Goal.Register), Old));
    }

    [Fact]
    public async Task In_a_day_the_directory_is_asked_five_times_at_most()
    {
        var world = Roomy();
        for (var hour = 0; hour < 23; hour++)
        {
            var key = await world.PageOpenAsync(Goal.Register);
            await world.ProvePasswordAsync(key, "wrong");
            await world.ProvePasswordAsync(key, "wrong");
            world.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(5, world.Directory.Compared);
    }

    [Fact]
    public async Task Two_hundred_guesses_at_once_ask_the_directory_three_times_at_most()
    {
        var world = Roomy();
        var keys = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            keys.Add(await world.PageOpenAsync(Goal.Register, visitor: TestWorld.Stranger($"192.0.2.{i}")));
        }

        var outcomes = await Task.WhenAll(keys.Select(key => Task.Run(() => world.ProvePasswordAsync(key, "wrong"))));

        Assert.All(outcomes, outcome => Assert.Equal(new PasswordTry.Wrong(4), outcome));
        Assert.InRange(world.Directory.Compared, 1, 3);
    }

    [Fact]
    public async Task Fifty_guesses_at_once_on_one_page_are_one()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Register);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => world.ProvePasswordAsync(key, $"wrong{i}"))));
        Assert.InRange(outcomes.OfType<PasswordTry.Wrong>().Count(), 1, 5);
        Assert.InRange(world.Directory.Compared, 1, 3);
    }

    [Fact]
    public async Task Nobody_sees_and_costs_what_somebody_does()
    {
        var (world, other) = (Roomy(), Roomy());
        Assert.Equal(await GuessesAsync(world, FakeDirectory.Anna), await GuessesAsync(other, Nobody));
        Assert.Equal(world.Audited.Count, other.Audited.Count);
        Assert.Equal(AfterIdentification(world), AfterIdentification(other));
    }

    [Fact]
    public async Task The_right_password_of_others_opens_nothing_for_nobody()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Register, Nobody);
        Assert.Equal(new PasswordTry.Wrong(4), await world.ProvePasswordAsync(key, Old));
        Assert.False((await SessionAsync(world, key)).MayRegister(world.Vault.Now));
    }

    [Fact]
    public async Task A_directory_that_is_down_costs_no_try()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Register);
        world.Directory.IsDown = true;
        Assert.IsType<PasswordTry.DirectoryDown>(await world.ProvePasswordAsync(key, Old));
        world.Directory.IsDown = false;
        Assert.Equal(0, (await SessionAsync(world, key)).WrongPasswords);
        Assert.IsType<PasswordTry.Right>(await world.ProvePasswordAsync(key, Old));
    }

    [Fact]
    public async Task An_empty_password_never_reaches_the_directory()
    {
        var world = Roomy();
        world.Directory.CurrentPassword = "";
        var key = await world.PageOpenAsync(Goal.Register);
        Assert.Equal(new PasswordTry.Wrong(4), await world.ProvePasswordAsync(key, ""));
        Assert.Equal(0, world.Directory.Compared);
        Assert.Equal("password-throttled", world.Audited.Last().Reason);
    }

    [Fact]
    public async Task What_changed_on_the_account_meanwhile_makes_every_password_wrong()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Register);
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Privileged = true };
        Assert.Equal(new PasswordTry.Wrong(4), await world.ProvePasswordAsync(key, Old));
    }

    [Fact]
    public async Task Not_even_a_directory_that_says_yes_to_everything_opens_what_was_closed_meanwhile()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Register);
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Privileged = true };
        world.Directory.Judge = () => true;
        Assert.Equal(new PasswordTry.Wrong(4), await world.ProvePasswordAsync(key, Old));
    }

    [Fact]
    public async Task A_directory_that_goes_down_while_it_compares_costs_no_try()
    {
        var world = Roomy();
        var key = await world.PageOpenAsync(Goal.Register);
        world.Directory.Judge = () => null;
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(new PasswordTry.DirectoryDown(), await world.ProvePasswordAsync(key, Old));
        }

        world.Directory.Judge = null;
        Assert.Equal(new PasswordTry.Wrong(4), await world.ProvePasswordAsync(key, "wrong"));
        Assert.IsType<PasswordTry.Right>(await world.ProvePasswordAsync(key, Old));
    }

    [Fact]
    public async Task The_page_of_another_goal_takes_no_current_password()
    {
        var world = Roomy();
        Assert.IsType<PasswordTry.NotValid>(await world.ProvePasswordAsync(await world.PageOpenAsync(), Old));
        Assert.IsType<PasswordTry.NotValid>(await world.ProvePasswordAsync(await world.PageOpenAsync(Goal.Change), Old));
        Assert.Equal(0, world.Directory.Compared);
    }

    [Fact]
    public async Task A_page_for_the_current_password_resets_nothing()
    {
        var world = Roomy();
        foreach (var goal in (Goal[])[Goal.Register, Goal.Change])
        {
            Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(await world.PageOpenAsync(goal), "Blue-Kettle-77-x"));
        }

        Assert.Empty(world.Directory.Set);
    }

    private static TestWorld Roomy() => new(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = ManyStarts });

    private static Task<RecoverySession> SessionAsync(TestWorld world, string key) => world.SessionAsync(key.Split('.')[0]);

    // What was answered, how often records were touched, and how often the directory was asked.
    private static async Task<string> GuessesAsync(TestWorld world, string userId)
    {
        var key = await world.PageOpenAsync(Goal.Register, userId);
        var seen = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            seen.Add($"{await world.ProvePasswordAsync(key, "wrong")} {world.Records.Operations} {world.Directory.Compared}");
        }

        return string.Join('\n', seen);
    }
}
