using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class OneTimeCodeTests
{
    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(299, true)]
    [InlineData(300, false)]
    [InlineData(301, false)]
    public async Task A_code_is_good_for_five_minutes(int seconds, bool good)
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        world.Time.Advance(TimeSpan.FromSeconds(seconds));

        var check = await world.Codes.CheckAsync(session.Id, world.LastCode(), None);

        Assert.Equal(good ? typeof(GateCheck.Right) : typeof(GateCheck.Expired), check.GetType());
    }

    [Theory]
    [InlineData(Goal.Reset)]
    [InlineData(Goal.Unlock)]
    public async Task A_code_says_what_it_is_for(Goal goal)
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync(goal: goal);
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        Assert.Equal($"{goal}", Assert.Single(world.Sent).Holes["goal"]);
    }

    [Fact]
    public async Task The_nist_baseline_sends_eight_digits_by_mail_for_ten_minutes()
    {
        var world = new TestWorld(Policy.For(Baseline.Nist) with { BotCheck = BotCheck.None, DirectoryContacts = true });
        var session = await world.IdentifiedAsync();

        Assert.Equal(
            new CodeSending.OnItsWay(8, TimeSpan.FromMinutes(10)),
            await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None));
        Assert.Equal(8, world.LastCode().Length);
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("  {0} ", true)]
    [InlineData("{1} {2}", true)]
    [InlineData("{1}-{2}", true)]
    [InlineData("{0} ", true)]
    [InlineData("+{0}", false)]
    [InlineData("{0}x", false)]
    [InlineData("x", false)]
    [InlineData("{0}0", false)]
    [InlineData("{1}", false)]
    [InlineData("", false)]
    [InlineData("{1}.{2}", false)]
    public async Task Only_ascii_digits_of_the_right_number_count(string shape, bool right)
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        var code = world.LastCode();
        var typed = shape.Replace("{0}", code, StringComparison.Ordinal).Replace("{1}", code[..3], StringComparison.Ordinal).Replace("{2}", code[3..], StringComparison.Ordinal);

        Assert.Equal(right, await world.Codes.CheckAsync(session.Id, typed, None) is GateCheck.Right);
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public async Task A_code_is_typed_in_forty_signs_at_most(int length, bool right)
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);

        Assert.Equal(right, await world.Codes.CheckAsync(session.Id, world.LastCode().PadLeft(length), None) is GateCheck.Right);
    }

    [Fact]
    public async Task Digits_of_other_scripts_are_wrong()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        var arabic = string.Concat(world.LastCode().Select(digit => (char)('\u0660' + (digit - '0'))));
        var wide = string.Concat(world.LastCode().Select(digit => (char)('\uFF10' + (digit - '0'))));

        Assert.Equal(new GateCheck.Wrong(2), await world.Codes.CheckAsync(session.Id, arabic, None));
        Assert.Equal(new GateCheck.Wrong(1), await world.Codes.CheckAsync(session.Id, wide, None));
        Assert.Equal(new GateCheck.Wrong(0), await world.Codes.CheckAsync(session.Id, new string('1', 5000), None));
    }

    [Fact]
    public async Task A_resend_kills_the_old_code_and_resets_no_counter()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        var first = world.LastCode();
        await world.Codes.CheckAsync(session.Id, "wrong", None);
        await world.Codes.CheckAsync(session.Id, "wrong", None);

        await world.Codes.ResendAsync(session.Id, None);

        Assert.Equal(new GateCheck.Wrong(2), await world.Codes.CheckAsync(session.Id, first == world.LastCode() ? "other" : first, None));
        Assert.Equal(3, (await world.SessionAsync(session.Id)).FailedTries);
    }

    [Fact]
    public async Task Five_failures_lock_the_account_for_everybody_and_nobody_can_see_it()
    {
        var world = new TestWorld();
        var attacker = await world.IdentifiedAsync(visitor: TestWorld.Stranger("198.51.100.7"));
        await world.Codes.SendAsync(attacker.Id, GateMethod.EmailAlternate, null, None);
        await WrongAsync(world, attacker.Id, 3);
        await world.Codes.ResendAsync(attacker.Id, None);
        await WrongAsync(world, attacker.Id, 2);

        var owner = await world.IdentifiedAsync();
        var sentBefore = world.Sent.Count(message => message.Kind is OutboxKind.Mail);
        var sending = await world.Codes.SendAsync(owner.Id, GateMethod.EmailAlternate, null, None);

        Assert.Equal(new CodeSending.OnItsWay(6, TimeSpan.FromMinutes(5)), sending);
        Assert.Equal(sentBefore, world.Sent.Count(message => message.Kind is OutboxKind.Mail));
        Assert.Equal(OutboxKind.Nothing, world.Sent.Last().Kind);
        Assert.Equal(new GateCheck.Wrong(2), await world.Codes.CheckAsync(owner.Id, world.Sent.Last().Holes["code"], None));
    }

    [Fact]
    public async Task A_strangers_failures_do_not_lock_the_owner_on_a_trusted_channel()
    {
        var world = new TestWorld();
        var attacker = await world.IdentifiedAsync();
        await world.Codes.SendAsync(attacker.Id, GateMethod.EmailAlternate, null, None);
        await WrongAsync(world, attacker.Id, 3);
        await world.Codes.ResendAsync(attacker.Id, None);
        await WrongAsync(world, attacker.Id, 2);

        var owner = await world.IdentifiedAsync(visitor: TestWorld.Stranger() with { TrustedUserId = FakeDirectory.Anna });

        Assert.IsType<GateCheck.Right>(await world.ProveAsync(owner.Id, GateMethod.EmailAlternate));
    }

    [Fact]
    public async Task The_lock_ends_after_a_day()
    {
        var world = new TestWorld();
        var first = await world.IdentifiedAsync();
        await world.Codes.SendAsync(first.Id, GateMethod.EmailAlternate, null, None);
        await WrongAsync(world, first.Id, 3);
        await world.Codes.ResendAsync(first.Id, None);
        await WrongAsync(world, first.Id, 2);

        world.Time.Advance(TimeSpan.FromHours(24));

        Assert.IsType<GateCheck.Right>(await world.ProveAsync((await world.IdentifiedAsync()).Id, GateMethod.EmailAlternate));
    }

    [Fact]
    public async Task A_right_code_is_no_failure_even_when_the_visit_is_given_up_later()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { FailuresPerAccount = 2, StartsPerAccount = 50 } });
        var session = await world.IdentifiedAsync();
        await world.ProveAsync(session.Id, GateMethod.EmailAlternate);
        await world.Codes.SendAsync(session.Id, GateMethod.TextMobile, TestWorld.AnnasPhone.Value, None);

        Assert.Equal(new GateCheck.Wrong(2), await world.Codes.CheckAsync(session.Id, "wrong", None));
        Assert.IsType<GateCheck.Right>(await world.Codes.CheckAsync(session.Id, world.LastCode(), None));
    }

    [Fact]
    public async Task Two_hundred_guesses_at_once_are_compared_no_more_often_than_allowed()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(guess => Task.Run(() => world.Codes.CheckAsync(session.Id, $"wrong {guess}", None))));

        var guard = (await world.Vault.Guards.ReadAsync(session.GuardId, None))!.Value;
        Assert.Equal(3, guard.Open(session.Id)!.Tries);
        Assert.Equal("", guard.Open(session.Id)!.Mac);
        Assert.Equal(3, guard.Attempts.Count);
        Assert.Equal(new GateCheck.Wrong(0), await world.Codes.CheckAsync(session.Id, world.LastCode(), None));
    }

    [Fact]
    public async Task Guesses_in_many_sessions_at_once_share_the_accounts_limit()
    {
        var world = new TestWorld();
        var sessions = new List<RecoverySession>();
        for (var i = 0; i < 4; i++)
        {
            sessions.Add(await world.IdentifiedAsync(visitor: TestWorld.Stranger($"192.0.2.{i}")));
            await world.Codes.SendAsync(sessions[i].Id, GateMethod.EmailAlternate, null, None);
        }

        await Task.WhenAll(Enumerable.Range(0, 200).Select(guess => Task.Run(() => world.Codes.CheckAsync(sessions[guess % 4].Id, "wrong", None))));

        Assert.InRange((await world.Vault.Guards.ReadAsync(sessions[0].GuardId, None))!.Value.Attempts.Count, 1, world.Policy.Limits.FailuresPerAccount);
    }

    [Fact]
    public async Task The_same_right_code_many_times_at_once_is_one_proof()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        var code = world.LastCode();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.Codes.CheckAsync(session.Id, code, None))));

        Assert.True((await world.SessionAsync(session.Id)).Proofs.Count <= 1);
    }

    [Fact]
    public async Task A_code_counts_in_its_own_session_only()
    {
        var world = new TestWorld();
        var mine = await world.IdentifiedAsync();
        var other = await world.IdentifiedAsync(visitor: TestWorld.Stranger("198.51.100.7"));
        await world.Codes.SendAsync(other.Id, GateMethod.EmailAlternate, null, None);
        await world.Codes.SendAsync(mine.Id, GateMethod.EmailAlternate, null, None);
        var minesCode = world.LastCode();

        Assert.Equal(new GateCheck.Wrong(2), await world.Codes.CheckAsync(other.Id, minesCode, None));
        Assert.IsType<GateCheck.Right>(await world.Codes.CheckAsync(mine.Id, minesCode, None));
    }

    [Fact]
    public async Task A_session_asks_for_five_codes_by_one_method_and_no_more()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<CodeSending.OnItsWay>(await world.Codes.ResendAsync(session.Id, None));
        }

        Assert.IsType<CodeSending.Enough>(await world.Codes.ResendAsync(session.Id, None));
    }

    [Fact]
    public async Task Texts_above_the_days_limit_are_silently_not_sent()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { Texts = 2 } });
        for (var i = 0; i < 2; i++)
        {
            await world.Codes.SendAsync((await world.IdentifiedAsync()).Id, GateMethod.TextMobile, "425 555 0101", None);
        }

        var third = await world.Codes.SendAsync((await world.IdentifiedAsync()).Id, GateMethod.TextMobile, "425 555 0101", None);

        Assert.IsType<CodeSending.OnItsWay>(third);
        Assert.Equal(2, world.Sent.Count(message => message.Kind is OutboxKind.Sms));
    }

    [Theory]
    [InlineData("+1 425 555 0101", true)]
    [InlineData("(425) 555-0101", true)]
    [InlineData("14255550101", true)]
    [InlineData("5550101", false)]
    [InlineData("01", false)]
    [InlineData("+1 425 555 0102", false)]
    [InlineData("*** *** **01", false)]
    [InlineData("", false)]
    public async Task A_text_is_sent_only_to_who_knows_the_whole_number(string typed, bool sent)
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();

        var sending = await world.Codes.SendAsync(session.Id, GateMethod.TextMobile, typed, None);

        Assert.Equal(sent ? typeof(CodeSending.OnItsWay) : typeof(CodeSending.NumberDiffers), sending.GetType());
        Assert.Equal(sent ? 1 : 0, world.Sent.Count);
        Assert.Equal(sent ? 0 : 1, (await world.SessionAsync(session.Id)).FailedTries);
    }

    [Fact]
    public async Task A_code_goes_where_the_directory_says_at_that_moment()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { ContactPoints = [new ContactPoint(ContactKind.AlternateEmail, "new@example.net"), TestWorld.AnnasPhone] };

        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);

        Assert.Equal("new@example.net", world.Sent.Single().To);
    }

    [Fact]
    public async Task Nothing_is_sent_to_an_account_that_became_an_administrators()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Privileged = true };

        Assert.IsType<CodeSending.OnItsWay>(await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None));
        Assert.Equal(OutboxKind.Nothing, world.Sent.Single().Kind);
    }

    [Fact]
    public async Task A_wrong_code_sends_nothing()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        await WrongAsync(world, session.Id, 5);

        Assert.Single(world.Sent);
    }

    [Fact]
    public async Task A_turn_of_the_conversation_takes_at_most_four_record_operations()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra));
        var visitor = TestWorld.Stranger();
        var begun = await CountAsync(world, () => world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, visitor, None));
        var session = Assert.IsType<Identified.BotCheckNeeded>(begun.Result).Session;
        var answered = await CountAsync(world, () => world.Identification.AnswerAsync(session.Id, session.BotChallenge!.Text, None));
        var sent = await CountAsync(world, () => world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None));
        var wrong = await CountAsync(world, () => world.Codes.CheckAsync(session.Id, "wrong", None));
        var right = await CountAsync(world, () => world.Codes.CheckAsync(session.Id, world.LastCode(), None));
        await world.Codes.SendAsync(session.Id, GateMethod.TextMobile, "+14255550101", None);
        var last = await CountAsync(world, () => world.Codes.CheckAsync(session.Id, world.LastCode(), None));

        Assert.NotNull(Assert.IsType<GateCheck.Right>(last.Result).Link);

        // The outbox's own write is the fourth of a sending.
        Assert.Equal([3, 3, 3, 4, 4, 4], (long[])[begun.Operations, answered.Operations, sent.Operations, wrong.Operations, right.Operations, last.Operations]);
    }

    private static async Task<(T Result, long Operations)> CountAsync<T>(TestWorld world, Func<Task<T>> act)
    {
        var before = world.Records.Operations;
        return (await act(), world.Records.Operations - before);
    }

    private static async Task WrongAsync(TestWorld world, string session, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await world.Codes.CheckAsync(session, "wrong", None);
        }
    }
}
