using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Turn;
using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class CallTests
{
    private const string Number = "425 555 0101";

    private static readonly Policy Nist = Policy.For(Baseline.Nist) with { BotCheck = BotCheck.None, DirectoryContacts = true };

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task The_hash_key_alone_confirms_and_wakes_the_chat()
    {
        var (world, session) = await CalledAsync();

        Assert.Equal((OutboxKind.Call, Letter.Call, TestWorld.AnnasPhone.Value), (world.LastCall().Kind, world.LastCall().Letter, world.LastCall().To));
        Assert.IsType<CallStanding.Waiting>(await world.Calls.LookAsync(session.Id, None));
        Assert.Equal(CallAnswer.Confirmed, await world.Calls.KeysAsync(world.LastCall().Id, "#", None));

        var right = Assert.IsType<GateCheck.Right>(Assert.IsType<CallStanding.Judged>(await world.Calls.LookAsync(session.Id, None)).Check);
        Assert.Null(right.Link);
        Assert.Equal(GateMethod.CallMobile, Assert.Single(right.Session.Proofs).Method);
        Assert.Equal([GateMethod.EmailAlternate], right.Session.OpenMethods());
        Assert.Equal((1, 0), (world.Woken, right.Session.FailedTries));
    }

    [Fact]
    public async Task A_call_is_dialled_once_and_its_addresses_know_it()
    {
        var (world, session) = await CalledAsync();
        var call = world.LastCall();

        var token = await world.Dialling.DialAsync(call.Id, call.Letter, Goal.Reset, call.Language, None);

        Assert.Matches("^[A-Za-z0-9_-]{22}$", token);
        Assert.Null(await world.Dialling.DialAsync(call.Id, call.Letter, Goal.Reset, call.Language, None));
        Assert.Equal(new PlacedCall(session.Id, world.Vault.Now) { Dialled = new Dialled(Secrets.Hash(token!), Letter.Call, Goal.Reset, "en") }, await world.Dialling.DialledAsync(call.Id, token!, None));
        Assert.Null(await world.Dialling.DialledAsync(call.Id, Secrets.NewId(), None));
        Assert.Null(await world.Dialling.DialledAsync(Secrets.NewId(), token!, None));
        Assert.Null(await world.Dialling.DialledAsync("", token!, None));
    }

    [Fact]
    public async Task A_call_that_was_surely_not_taken_may_be_dialled_again()
    {
        var (world, _) = await CalledAsync();
        var call = world.LastCall();
        var first = await world.Dialling.DialAsync(call.Id, call.Letter, Goal.Reset, call.Language, None);

        await world.Dialling.NotDialledAsync(call.Id, None);

        Assert.Null(await world.Dialling.DialledAsync(call.Id, first!, None));
        Assert.NotNull(await world.Dialling.DialAsync(call.Id, call.Letter, Goal.Reset, call.Language, None));
    }

    [Fact]
    public async Task A_call_that_has_had_its_end_is_not_dialled()
    {
        var (world, _) = await CalledAsync();
        var call = world.LastCall();
        await world.Calls.EndedAsync(call.Id, CallEnd.NoAnswer, None);

        Assert.Null(await world.Dialling.DialAsync(call.Id, call.Letter, Goal.Reset, call.Language, None));
    }

    [Theory]
    [InlineData("1#")]
    [InlineData("##")]
    [InlineData("123456#")]
    [InlineData("0")]
    [InlineData(" #")]
    [InlineData("＃")]
    [InlineData("#*")]
    public async Task Other_keys_are_a_failed_try_and_end_the_call(string keys)
    {
        var (world, session) = await CalledAsync();

        Assert.Equal(CallAnswer.NotConfirmed, await world.Calls.KeysAsync(world.LastCall().Id, keys, None));
        Assert.Equal(CallAnswer.Over, await world.Calls.KeysAsync(world.LastCall().Id, "#", None));

        Assert.Equal(new CallStanding.Judged(new GateCheck.Wrong(0)), await world.Calls.LookAsync(session.Id, None));
        var now = await world.SessionAsync(session.Id);
        Assert.Equal((0, 1, 1), (now.Proofs.Count, now.FailedTries, world.Woken));
    }

    [Fact]
    public async Task Five_failed_calls_end_the_visit()
    {
        var (world, session) = await CalledAsync();
        await world.Calls.KeysAsync(world.LastCall().Id, new string('#', 5000), None);
        for (var i = 0; i < 4; i++)
        {
            await world.Calls.AgainAsync(session.Id, None);
            await world.Calls.KeysAsync(world.LastCall().Id, "1#", None);
        }

        Assert.Equal(new CallStanding.Judged(new GateCheck.NotVerified()), await world.Calls.LookAsync(session.Id, None));
    }

    [Theory]
    [InlineData("{0}#", CallAnswer.Confirmed)]
    [InlineData("#", CallAnswer.NotConfirmed)]
    [InlineData("{0}", CallAnswer.NotConfirmed)]
    [InlineData("{0}##", CallAnswer.NotConfirmed)]
    [InlineData("1{0}#", CallAnswer.NotConfirmed)]
    public async Task In_the_nist_baseline_the_number_that_the_chat_shows_is_keyed(string keys, CallAnswer answer)
    {
        var world = new TestWorld(Nist);
        var session = await world.IdentifiedAsync();
        var sent = Assert.IsType<CodeSending.OnItsWay>(await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, Number, None));

        Assert.Equal(6, sent.Number!.Length);
        Assert.Equal(Letter.NumberCall, world.LastCall().Letter);
        Assert.Equal(answer, await world.Calls.KeysAsync(world.LastCall().Id, keys.Replace("{0}", sent.Number, StringComparison.Ordinal), None));
    }

    [Fact]
    public async Task The_number_that_the_chat_shows_is_kept_and_sent_nowhere_and_proves_nothing_in_the_chat()
    {
        var world = new TestWorld(Nist);
        var session = await world.IdentifiedAsync();
        var number = Assert.IsType<CodeSending.OnItsWay>(await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, Number, None)).Number!;

        Assert.All(world.Records.Kept.Values, record => Assert.DoesNotContain(number, Encoding.UTF8.GetString(record.Content.Span), StringComparison.Ordinal));
        Assert.DoesNotContain(world.LastCall().Holes.Values, value => value.Contains(number, StringComparison.Ordinal));
        Assert.IsType<GateCheck.Wrong>(await world.Codes.CheckAsync(session.Id, number, None));
        Assert.IsType<CodeSending.Over>(await world.Codes.ResendAsync(session.Id, None));
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(300, false)]
    [InlineData(3599, false)]
    public async Task A_call_is_good_for_five_minutes(int seconds, bool good)
    {
        var (world, session) = await CalledAsync(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, SessionLifetime = TimeSpan.FromDays(1) });
        world.Time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(good, await world.Calls.LookAsync(session.Id, None) is CallStanding.Waiting);
        Assert.Equal(good ? CallAnswer.Confirmed : CallAnswer.NotConfirmed, await world.Calls.KeysAsync(world.LastCall().Id, "#", None));
        Assert.Equal(good ? 1 : 0, (await world.SessionAsync(session.Id)).Proofs.Count);
    }

    [Fact]
    public async Task The_last_proof_gives_the_way_to_the_secure_page_to_the_chat_only()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.ProveAsync(session.Id, GateMethod.EmailAlternate);
        await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, Number, None);
        await world.Calls.KeysAsync(world.LastCall().Id, "#", None);
        Assert.Null((await world.SessionAsync(session.Id)).Link);

        var right = Assert.IsType<GateCheck.Right>(Assert.IsType<CallStanding.Judged>(await world.Calls.LookAsync(session.Id, None)).Check);

        Assert.IsType<LinkOpening.Opened>(await world.Links.OpenWithCodeAsync(right.Link!.Token, right.Link.PageCode, None));
    }

    [Fact]
    public async Task A_call_whose_place_another_took_confirms_nothing_and_counts_nothing()
    {
        var (world, session) = await CalledAsync();
        var first = world.LastCall().Id;
        await world.Calls.AgainAsync(session.Id, None);

        Assert.Equal(CallAnswer.NotConfirmed, await world.Calls.KeysAsync(first, "#", None));
        var now = await world.SessionAsync(session.Id);
        Assert.Equal((0, 0, 0), (now.Proofs.Count, now.FailedTries, world.Woken));
        Assert.Equal(CallAnswer.Confirmed, await world.Calls.KeysAsync(world.LastCall().Id, "#", None));
    }

    [Fact]
    public async Task Star_ends_the_visit_blocks_the_account_and_raises_the_alarm()
    {
        var (world, session) = await CalledAsync();

        Assert.Equal(CallAnswer.Denied, await world.Calls.KeysAsync(world.LastCall().Id, "*", None));
        Assert.Equal(CallAnswer.Over, await world.Calls.KeysAsync(world.LastCall().Id, "#", None));

        Assert.Equal((SessionState.Cancelled, "denied"), ((await world.SessionAsync(session.Id)).State, (await world.SessionAsync(session.Id)).EndedBy));
        Assert.IsType<CallStanding.Denied>(await world.Calls.LookAsync(session.Id, None));
        await AssertAlarmAsync(world);
        Assert.Equal(1, world.Woken);
        Assert.True((await world.IdentifiedAsync()).IsDecoy);
    }

    [Theory]
    [InlineData("again")]
    [InlineData("left")]
    [InlineData("cancelled")]
    [InlineData("expired")]
    public async Task Star_counts_whatever_the_chat_did_in_the_meantime(string what)
    {
        var (world, session) = await CalledAsync();
        var call = world.LastCall().Id;
        await (what switch
        {
            "again" => world.Calls.AgainAsync(session.Id, None),
            "left" => world.Calls.LeaveAsync(session.Id, None),
            "cancelled" => world.Visits.CancelAsync(session.Id, "left", None),
            _ => Task.CompletedTask,
        });
        world.Time.Advance(what == "expired" ? TimeSpan.FromMinutes(30) : TimeSpan.Zero);

        Assert.Equal(CallAnswer.Denied, await world.Calls.KeysAsync(call, "*", None));
        await AssertAlarmAsync(world);
    }

    [Fact]
    public async Task A_call_that_was_left_confirms_nothing()
    {
        var (world, session) = await CalledAsync();

        Assert.True(await world.Calls.LeaveAsync(session.Id, None));

        Assert.Equal(CallAnswer.NotConfirmed, await world.Calls.KeysAsync(world.LastCall().Id, "#", None));
        Assert.Empty((await world.SessionAsync(session.Id)).Proofs);
    }

    [Fact]
    public async Task A_call_that_was_confirmed_cannot_be_left()
    {
        var (world, session) = await CalledAsync();
        await world.Calls.KeysAsync(world.LastCall().Id, "#", None);

        Assert.False(await world.Calls.LeaveAsync(session.Id, None));
        Assert.IsType<CodeSending.Over>(await world.Calls.AgainAsync(session.Id, None));
        Assert.IsType<GateCheck.Right>(Assert.IsType<CallStanding.Judged>(await world.Calls.LookAsync(session.Id, None)).Check);
    }

    [Theory]
    [InlineData(CallEnd.NoAnswer)]
    [InlineData(CallEnd.Busy)]
    [InlineData(CallEnd.HungUp)]
    [InlineData(CallEnd.Silent)]
    [InlineData(CallEnd.Voicemail)]
    public async Task A_call_that_ends_without_keys_is_no_proof(CallEnd end)
    {
        var (world, session) = await CalledAsync();

        Assert.True(await world.Calls.EndedAsync(world.LastCall().Id, end, None));
        Assert.False(await world.Calls.EndedAsync(world.LastCall().Id, CallEnd.HungUp, None));
        Assert.Equal(CallAnswer.Over, await world.Calls.KeysAsync(world.LastCall().Id, "#", None));

        Assert.Equal(new CallStanding.Ended(end), await world.Calls.LookAsync(session.Id, None));
        var now = await world.SessionAsync(session.Id);
        Assert.Equal((0, 0, 1), (now.Proofs.Count, now.FailedTries, world.Woken));
    }

    [Fact]
    public async Task Silence_and_the_hang_up_after_an_answer_change_nothing()
    {
        var (world, session) = await CalledAsync();
        Assert.Equal(CallAnswer.NotConfirmed, await world.Calls.KeysAsync(world.LastCall().Id, "", None));
        Assert.Equal(new CallStanding.Ended(CallEnd.Silent), await world.Calls.LookAsync(session.Id, None));

        await world.Calls.AgainAsync(session.Id, None);
        await world.Calls.KeysAsync(world.LastCall().Id, "#", None);
        Assert.False(await world.Calls.EndedAsync(world.LastCall().Id, CallEnd.HungUp, None));
        Assert.Single((await world.SessionAsync(session.Id)).Proofs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such-call")]
    public async Task There_is_no_other_call(string id)
    {
        var (world, session) = await CalledAsync();
        foreach (var other in (string[])[id, session.Id, session.GuardId, new string('x', 5000)])
        {
            Assert.Equal(CallAnswer.Over, await world.Calls.KeysAsync(other, "#", None));
            Assert.Equal(CallAnswer.Over, await world.Calls.KeysAsync(other, "*", None));
            Assert.False(await world.Calls.EndedAsync(other, CallEnd.Busy, None));
        }

        Assert.DoesNotContain(session.Id, world.LastCall().ToString() + string.Concat(world.LastCall().Holes.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_counts_in_its_own_session_only()
    {
        var (world, mine) = await CalledAsync();
        var minesCall = world.LastCall().Id;
        var other = await world.IdentifiedAsync(visitor: TestWorld.Stranger("198.51.100.7"));
        await world.Calls.PlaceAsync(other.Id, GateMethod.CallMobile, Number, None);

        Assert.Equal(CallAnswer.Confirmed, await world.Calls.KeysAsync(minesCall, "#", None));

        Assert.Single((await world.SessionAsync(mine.Id)).Proofs);
        Assert.Empty((await world.SessionAsync(other.Id)).Proofs);
        Assert.IsType<CallStanding.Waiting>(await world.Calls.LookAsync(other.Id, None));
    }

    [Fact]
    public async Task Two_hundred_presses_at_once_are_compared_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var (world, session) = await CalledAsync();
            var call = world.LastCall().Id;

            var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(press => Task.Run(() => world.Calls.KeysAsync(call, press % 2 == 0 ? "#" : $"{press}#", None))));

            Assert.Single(answers, answer => answer is not CallAnswer.Over);
            var guard = (await world.Vault.Guards.ReadAsync(session.GuardId, None))!.Value;
            Assert.Equal((1, 1), (guard.Open(session.Id)!.Tries, guard.Attempts.Count));
            Assert.True((await world.SessionAsync(session.Id)).Proofs.Count <= 1);
        }
    }

    [Fact]
    public async Task Two_hundred_stars_at_once_raise_one_alarm()
    {
        var (world, _) = await CalledAsync();
        var call = world.LastCall().Id;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => world.Calls.KeysAsync(call, "*", None))));

        await AssertAlarmAsync(world);
    }

    [Theory]
    [InlineData("+1 425 555 0102")]
    [InlineData("0101")]
    [InlineData("")]
    public async Task A_wrong_number_calls_nobody_and_costs_the_same_for_somebody_unknown(string typed)
    {
        var costs = new List<long>();
        foreach (var userId in (string[])[FakeDirectory.Anna, "nobody@contoso.test"])
        {
            var world = new TestWorld();
            var session = await world.IdentifiedAsync(userId);
            Assert.Contains(GateMethod.CallMobile, session.Methods);
            var before = world.Records.Operations;

            Assert.IsType<CodeSending.NumberDiffers>(await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, typed, None));

            costs.Add(world.Records.Operations - before);
            Assert.Empty(world.Sent);
            Assert.Equal(1, (await world.SessionAsync(session.Id)).FailedTries);
        }

        Assert.Single(costs.Distinct());
    }

    [Fact]
    public async Task Calls_above_the_days_limit_are_silently_not_placed_and_cost_the_same()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { Calls = 2 } });
        var costs = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            var session = await world.IdentifiedAsync();
            var before = world.Records.Operations;
            Assert.Equal(
                new CodeSending.OnItsWay(6, TimeSpan.FromMinutes(5)), await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, Number, None));
            costs.Add(world.Records.Operations - before);
        }

        Assert.Equal(2, world.Sent.Count(message => message.Kind is OutboxKind.Call));
        Assert.Equal(CallAnswer.NotConfirmed, await world.Calls.KeysAsync(world.Sent.Last().Id, "#", None));
        Assert.Single(costs.Distinct());
    }

    [Theory]
    [InlineData("answered")]
    [InlineData("hung up")]
    [InlineData("left")]
    [InlineData("cancelled")]
    [InlineData("again")]
    public async Task Nobody_is_woken_for_a_call_that_nobody_waits_for(string what)
    {
        var (world, session) = await CalledAsync();
        world.Time.Advance(TimeSpan.FromSeconds(5));
        await (what switch
        {
            "answered" => world.Calls.KeysAsync(world.LastCall().Id, "1#", None),
            "hung up" => world.Calls.EndedAsync(world.LastCall().Id, CallEnd.HungUp, None),
            "left" => world.Calls.LeaveAsync(session.Id, None),
            "cancelled" => world.Visits.CancelAsync(session.Id, "left", None),
            _ => world.Calls.AgainAsync(session.Id, None),
        });
        var woken = world.Woken;

        await world.RingAsync(TimeSpan.FromSeconds(9));

        Assert.Equal(woken, world.Woken);
        await world.RingAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(what == "again" ? 1 : woken, world.Woken);
    }

    [Fact]
    public async Task After_a_restart_the_next_look_finds_out_that_nobody_answered()
    {
        var (world, session) = await CalledAsync();
        world.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(new CallStanding.Waiting(false), await world.Calls.LookAsync(session.Id, None));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new CallStanding.Waiting(true), await world.Calls.LookAsync(session.Id, None));
        Assert.Equal(0, world.Woken);
    }

    [Fact]
    public async Task The_host_comes_back_to_each_call_when_it_has_rung_long_enough()
    {
        var (world, session) = await CalledAsync();
        var clock = new CallClock(world.Records, world.Time);
        using var worker = new CallClockWorker(clock, world.Calls, world.Time, NullLogger<CallClockWorker>.Instance);
        await worker.StartAsync(None);
        await clock.WatchAsync("no-such-call", world.Vault.Now, None);
        await clock.WatchAsync(world.LastCall().Id, world.Vault.Now + Calls.Patience, None);
        for (var second = 1; second <= 10; second++)
        {
            Assert.Equal(0, world.Woken);
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await world.WokenAsync().WaitAsync(Waiting.Patience);
        await worker.StopAsync(None);
        Assert.Equal(new CallStanding.Waiting(true), await world.Calls.LookAsync(session.Id, None));
    }

    [Fact]
    public async Task A_session_asks_for_five_calls_and_no_more()
    {
        var (world, session) = await CalledAsync();
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<CodeSending.OnItsWay>(await world.Calls.AgainAsync(session.Id, None));
        }

        Assert.IsType<CodeSending.Enough>(await world.Calls.AgainAsync(session.Id, None));
    }

    [Fact]
    public async Task A_text_and_a_call_to_one_number_are_one()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.ProveAsync(session.Id, GateMethod.TextMobile, Number);

        Assert.Equal([GateMethod.EmailAlternate], (await world.SessionAsync(session.Id)).OpenMethods());
        Assert.IsType<CodeSending.Over>(await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, Number, None));
    }

    [Fact]
    public void A_number_that_stands_in_the_directory_twice_is_called_one_way()
    {
        var account = FakeDirectory.Person(
            FakeDirectory.Anna, TestWorld.AnnasMail, TestWorld.AnnasPhone, new ContactPoint(ContactKind.OfficePhone, TestWorld.AnnasPhone.Value));

        Assert.Equal(
            [GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.CallMobile],
            Eligibility.MethodsOf(account, Policy.For(Baseline.Entra), DateTimeOffset.UnixEpoch));
    }

    private static async Task<(TestWorld World, RecoverySession Session)> CalledAsync(Policy? policy = null)
    {
        var world = new TestWorld(policy);
        var session = await world.IdentifiedAsync();
        Assert.IsType<CodeSending.OnItsWay>(await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, Number, None));
        return (world, session);
    }

    private static async Task AssertAlarmAsync(TestWorld world)
    {
        Assert.Single(world.Audited, happened => happened is { Activity: AuditActivity.SuspiciousActivityReported, Result: AuditResult.Blocked, Reason: "denied" });
        var found = Assert.IsType<Found.One>(await world.People.ReadAsync(world.Directory[FakeDirectory.Anna].Id, None));
        Assert.NotNull(found.Account.Enrolment.BlockedAt);
    }
}
