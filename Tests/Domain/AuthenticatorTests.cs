using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class AuthenticatorTests
{
    private const string RfcSeed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_rfc_6238(long seconds, string code) =>
        Assert.Equal(seconds / 30, AppCodes.StepOf(RfcSeed, code, 0, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void A_seed_is_160_random_bits()
    {
        Assert.Matches("^[A-Z2-7]{32}$", AppCodes.NewSeed());
        Assert.NotEqual(AppCodes.NewSeed(), AppCodes.NewSeed());
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_code_may_be_one_step_early_or_late(int steps, bool right)
    {
        var (world, app, session) = await AskedAsync();

        Assert.Equal(right, await world.Authenticator.CheckAsync(session.Id, app.Code(steps), None) is GateCheck.Right);
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData(" {0}  ", true)]
    [InlineData("{1} {2}", true)]
    [InlineData("{1}-{2}", true)]
    [InlineData("{1}.{2}", false)]
    [InlineData("+{0}", false)]
    [InlineData("{0}0", false)]
    [InlineData("{1}", false)]
    [InlineData("", false)]
    public async Task Only_six_ascii_digits_count(string shape, bool right)
    {
        var (world, app, session) = await AskedAsync();
        var code = app.Code();
        var typed = shape.Replace("{0}", code, StringComparison.Ordinal).Replace("{1}", code[..3], StringComparison.Ordinal).Replace("{2}", code[3..], StringComparison.Ordinal);

        Assert.Equal(right, await world.Authenticator.CheckAsync(session.Id, typed, None) is GateCheck.Right);
    }

    [Fact]
    public async Task Digits_of_other_scripts_are_wrong()
    {
        var (world, app, session) = await AskedAsync();
        var arabic = string.Concat(app.Code().Select(digit => (char)('\u0660' + (digit - '0'))));
        var wide = string.Concat(app.Code().Select(digit => (char)('\uFF10' + (digit - '0'))));

        Assert.Equal(new GateCheck.Wrong(2), await world.Authenticator.CheckAsync(session.Id, arabic, None));
        Assert.Equal(new GateCheck.Wrong(1), await world.Authenticator.CheckAsync(session.Id, wide, None));
        Assert.Equal(new GateCheck.Wrong(0), await world.Authenticator.CheckAsync(session.Id, new string('1', 5000), None));
    }

    [Fact]
    public async Task A_right_code_is_a_proof_and_its_step_is_written_down()
    {
        var (world, app, session) = await AskedAsync();

        var right = Assert.IsType<GateCheck.Right>(await world.Authenticator.CheckAsync(session.Id, app.Code(), None));

        Assert.Equal([GateMethod.AuthenticatorApp], right.Session.Proofs.Select(proof => proof.Method));
        Assert.Equal(world.Time.GetUtcNow().ToUnixTimeSeconds() / 30, await LastStepAsync(world));
        Assert.Empty(world.Sent);
    }

    [Fact]
    public async Task A_code_is_accepted_once_also_in_another_session()
    {
        var (world, app, first) = await AskedAsync();
        var code = app.Code();
        var second = await world.IdentifiedAsync();
        await world.Authenticator.AskAsync(second.Id, None);
        await world.Authenticator.CheckAsync(first.Id, code, None);

        Assert.Equal(new GateCheck.Wrong(2), await world.Authenticator.CheckAsync(second.Id, code, None));
        Assert.Equal(new GateCheck.Wrong(1), await world.Authenticator.CheckAsync(second.Id, app.Code(-1), None));
        Assert.IsType<GateCheck.Right>(await world.Authenticator.CheckAsync(second.Id, app.Code(1), None));
    }

    [Fact]
    public async Task The_step_that_registered_the_app_proves_nothing()
    {
        var world = new TestWorld();
        var app = await FakeApp.OfAnnaAsync(world, world.Time.GetUtcNow().ToUnixTimeSeconds() / 30);
        var session = await world.IdentifiedAsync();
        await world.Authenticator.AskAsync(session.Id, None);

        Assert.Equal(new GateCheck.Wrong(2), await world.Authenticator.CheckAsync(session.Id, app.Code(), None));
        world.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.IsType<GateCheck.Right>(await world.Authenticator.CheckAsync(session.Id, app.Code(), None));
    }

    [Fact]
    public async Task The_same_right_code_two_hundred_times_at_once_in_two_sessions_is_one_proof()
    {
        var (world, app, first) = await AskedAsync(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { FailuresPerAccount = 30, FailuresPerMethod = 30 } });
        var second = await world.IdentifiedAsync(visitor: TestWorld.Stranger("198.51.100.7"));
        await world.Authenticator.AskAsync(second.Id, None);
        var code = app.Code();

        var checks = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => world.Authenticator.CheckAsync(i % 2 == 0 ? first.Id : second.Id, code, None))));

        Assert.Single(checks.OfType<GateCheck.Right>());
        Assert.Equal(1, (await world.SessionAsync(first.Id)).Proofs.Count + (await world.SessionAsync(second.Id)).Proofs.Count);
    }

    [Fact]
    public async Task Two_hundred_guesses_at_once_are_compared_no_more_often_than_allowed()
    {
        var (world, _, session) = await AskedAsync();

        var checks = await Task.WhenAll(Enumerable.Range(0, 200).Select(guess => Task.Run(() => world.Authenticator.CheckAsync(session.Id, $"wrong {guess}", None))));

        var guard = (await world.Vault.Guards.ReadAsync(session.GuardId, None))!.Value;
        Assert.InRange(guard.Open(session.Id)!.Tries, 1, 3);
        Assert.InRange(guard.Attempts.Count, 1, 3);
        Assert.InRange((await world.SessionAsync(session.Id)).FailedTries, 1, 3);
        Assert.DoesNotContain(checks, check => check is GateCheck.Right);
    }

    [Fact]
    public async Task Three_wrong_tries_burn_the_question_and_a_new_one_resets_no_counter()
    {
        var (world, app, session) = await AskedAsync();
        await WrongAsync(world, session.Id, 3);

        Assert.Equal(new GateCheck.Wrong(0), await world.Authenticator.CheckAsync(session.Id, app.Code(), None));
        Assert.Equal(0, await LastStepAsync(world));
        Assert.True(await world.Authenticator.AskAsync(session.Id, None));
        Assert.Equal(3, (await world.SessionAsync(session.Id)).FailedTries);
        Assert.IsType<GateCheck.Right>(await world.Authenticator.CheckAsync(session.Id, app.Code(), None));
    }

    [Fact]
    public async Task Five_failures_end_the_session_and_lock_the_app_for_every_stranger()
    {
        var (world, app, attacker) = await AskedAsync();
        await WrongAsync(world, attacker.Id, 3);
        await world.Authenticator.AskAsync(attacker.Id, None);
        await WrongAsync(world, attacker.Id, 1);
        Assert.IsType<GateCheck.NotVerified>(await world.Authenticator.CheckAsync(attacker.Id, "000000", None));

        var other = await world.IdentifiedAsync();
        Assert.True(await world.Authenticator.AskAsync(other.Id, None));
        Assert.Equal(new GateCheck.Wrong(2), await world.Authenticator.CheckAsync(other.Id, app.Code(), None));

        var owner = await world.IdentifiedAsync(visitor: TestWorld.Stranger() with { TrustedUserId = FakeDirectory.Anna });
        await world.Authenticator.AskAsync(owner.Id, None);
        Assert.IsType<GateCheck.Right>(await world.Authenticator.CheckAsync(owner.Id, app.Code(1), None));
    }

    [Fact]
    public async Task A_question_is_open_for_five_minutes()
    {
        var (world, app, session) = await AskedAsync();
        world.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.IsType<GateCheck.Expired>(await world.Authenticator.CheckAsync(session.Id, app.Code(), None));
        await world.Authenticator.AskAsync(session.Id, None);
        Assert.IsType<GateCheck.Right>(await world.Authenticator.CheckAsync(session.Id, app.Code(), None));
    }

    [Fact]
    public async Task A_session_that_began_too_late_in_the_hour_cannot_succeed()
    {
        var (world, app, _) = await AskedAsync(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { StartsPerAccount = 2 } });
        var second = await world.IdentifiedAsync();
        var third = await world.IdentifiedAsync();
        await world.Authenticator.AskAsync(second.Id, None);
        await world.Authenticator.AskAsync(third.Id, None);

        Assert.Equal(new GateCheck.Wrong(2), await world.Authenticator.CheckAsync(third.Id, app.Code(), None));
        Assert.IsType<GateCheck.Right>(await world.Authenticator.CheckAsync(second.Id, app.Code(), None));
    }

    [Fact]
    public async Task A_question_for_another_method_is_not_answered_by_the_app_nor_the_other_way_round()
    {
        var (world, app, session) = await AskedAsync();
        Assert.Equal(new GateCheck.Wrong(2), await world.Codes.CheckAsync(session.Id, app.Code(), None));

        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        Assert.Equal(new GateCheck.Wrong(2), await world.Authenticator.CheckAsync(session.Id, app.Code(), None));
        Assert.Equal(0, await LastStepAsync(world));
    }

    [Fact]
    public async Task An_app_that_was_removed_or_whose_owner_blocked_self_service_proves_nothing()
    {
        var (world, app, session) = await AskedAsync();
        var id = world.Directory[FakeDirectory.Anna].Id;
        await world.People.ChangeAsync(id, enrolment => enrolment with { BlockedAt = world.Time.GetUtcNow() }, None);
        Assert.Equal(new GateCheck.Wrong(2), await world.Authenticator.CheckAsync(session.Id, app.Code(), None));

        await world.People.ChangeAsync(id, enrolment => enrolment with { BlockedAt = null, App = null }, None);
        Assert.Equal(new GateCheck.Wrong(1), await world.Authenticator.CheckAsync(session.Id, app.Code(), None));
    }

    [Fact]
    public async Task An_app_counts_after_the_cooling_off()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, CoolingOff = TimeSpan.FromHours(72) });
        var app = await FakeApp.OfAnnaAsync(world);
        Assert.DoesNotContain(GateMethod.AuthenticatorApp, (await world.IdentifiedAsync()).Methods);

        world.Time.Advance(TimeSpan.FromHours(72));
        var session = await world.IdentifiedAsync();
        await world.Authenticator.AskAsync(session.Id, None);
        Assert.IsType<GateCheck.Right>(await world.Authenticator.CheckAsync(session.Id, app.Code(), None));
    }

    [Fact]
    public async Task The_app_is_asked_only_where_it_is_one_of_the_methods()
    {
        var world = new TestWorld();
        Assert.False(await world.Authenticator.AskAsync((await world.IdentifiedAsync()).Id, None));
        Assert.False(await world.Authenticator.AskAsync("nothing", None));
    }

    [Fact]
    public async Task A_decoy_costs_the_same_and_never_succeeds()
    {
        var policy = Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Methods = [GateMethod.AuthenticatorApp, GateMethod.EmailAlternate] };
        var (world, _, real) = await AskedAsync(policy);
        var decoy = await world.IdentifiedAsync("nobody@contoso.test");
        Assert.True(decoy.IsDecoy);
        Assert.Equal(real.Methods, decoy.Methods);
        Assert.True(await world.Authenticator.AskAsync(decoy.Id, None));

        Assert.Equal(await CostAsync(world, () => world.Authenticator.AskAsync(real.Id, None)), await CostAsync(world, () => world.Authenticator.AskAsync(decoy.Id, None)));
        Assert.Equal(
            await CostAsync(world, () => world.Authenticator.CheckAsync(real.Id, "000000", None)),
            await CostAsync(world, () => world.Authenticator.CheckAsync(decoy.Id, "000000", None)));

        var dummy = new FakeApp(world, AppCodes.DummySeed(world.Pepper, "nobody@contoso.test"));
        Assert.Equal(new GateCheck.Wrong(1), await world.Authenticator.CheckAsync(decoy.Id, dummy.Code(), None));
    }

    [Fact]
    public async Task No_code_and_no_seed_is_in_the_audit()
    {
        var (world, app, session) = await AskedAsync();
        await world.Authenticator.CheckAsync(session.Id, "123123", None);
        await world.Authenticator.CheckAsync(session.Id, app.Code(), None);

        Assert.Equal(["identified", "code-asked", "wrong-code", "proof-given"], world.Audited.Select(happened => happened.Reason));
        Assert.All(world.Audited, happened => Assert.DoesNotContain(app.Code(), happened.ToString(), StringComparison.Ordinal));
        Assert.All(world.Audited, happened => Assert.DoesNotContain(FakeApp.Seed, happened.ToString(), StringComparison.Ordinal));
    }

    private static async Task<(TestWorld World, FakeApp App, RecoverySession Session)> AskedAsync(Policy? policy = null)
    {
        var world = new TestWorld(policy);
        var app = await FakeApp.OfAnnaAsync(world);
        var session = await world.IdentifiedAsync();
        Assert.True(await world.Authenticator.AskAsync(session.Id, None));
        return (world, app, session);
    }

    private static async Task WrongAsync(TestWorld world, string session, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await world.Authenticator.CheckAsync(session, "wrong", None);
        }
    }

    private static async Task<long> LastStepAsync(TestWorld world) =>
        ((Found.One)await world.People.ReadAsync(world.Directory[FakeDirectory.Anna].Id, None)).Account.Enrolment.App!.LastStep;

    private static async Task<(long Session, long Guard, long Enrolment, long All)> CostAsync<T>(TestWorld world, Func<Task<T>> act)
    {
        var before = Cost(world);
        await act();
        var after = Cost(world);
        return (after.Session - before.Session, after.Guard - before.Guard, after.Enrolment - before.Enrolment, after.All - before.All);
    }

    private static (long Session, long Guard, long Enrolment, long All) Cost(TestWorld world) =>
        (world.Records.OperationsOn("session"), world.Records.OperationsOn("guard"), world.Records.OperationsOn("enrolment"), world.Records.Operations);
}
