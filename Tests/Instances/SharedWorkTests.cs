using Microsoft.Bot.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Turn;
using SsprBot.World;
using Xunit;

namespace SsprBot.Instances;

/// <summary>What several instances do with the same records: each thing once, and nothing not at all.</summary>
public sealed class SharedWorkTests
{
    private static readonly StorageSettings s_shared = new() { Kind = StorageKind.Blobs };

    [Fact]
    public async Task An_alarm_is_taken_by_one_instance_when_it_is_due()
    {
        var world = new TestWorld();
        CallClock[] clocks = [new(world.Records, world.Time), new(world.Records, world.Time), new(world.Records, world.Time)];
        await clocks[0].WatchAsync("late", world.Vault.Now.AddSeconds(11), default);
        await clocks[0].WatchAsync("early", world.Vault.Now.AddSeconds(10), default);
        Assert.Empty(await TakeAllAsync(clocks));

        world.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["early"], await TakeAllAsync(clocks));

        // Whoever set it may be gone.
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["late"], await TakeAllAsync(clocks[1..]));
        Assert.Empty(await TakeAllAsync(clocks));
    }

    [Theory]
    [InlineData("live", 1)]
    [InlineData("prolonged", 0)]
    [InlineData("over", 0)]
    public async Task The_end_of_a_session_is_announced_once_and_only_while_it_is_its_end(string state, int announced)
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        var waker = new Waker();
        var callbacks = new Callbacks([waker]);
        using var one = Clock(world, callbacks);
        using var two = Clock(world, callbacks);
        one.Watch(session);
        await one.StartAsync(default);
        await Waiting.UntilAsync(() => world.Records.Kept.Keys.Any(key => key.Kind.Name == "session-alarm"));
        await (state switch
        {
            "prolonged" => world.Visits.ExtendAsync(session.Id, default),
            "over" => world.Visits.CancelAsync(session.Id, "left", default),
            _ => Task.CompletedTask,
        });

        await two.StartAsync(default);
        world.Time.Advance(TimeSpan.FromMinutes(13));
        await PassAsync(world.Time, () => world.Records.Kept.Keys.All(key => key.Kind.Name != "session-alarm"), TimeSpan.FromSeconds(1));
        await Task.WhenAll(one.StopAsync(default), two.StopAsync(default));

        Assert.Equal(announced, callbacks.Lanes[0].Waiting.Count);
    }

    [Fact]
    public async Task A_turn_waits_for_the_one_at_another_instance()
    {
        var records = new MemoryRecords();
        var time = new FakeTimeProvider();
        var first = await new TurnLeases(records, s_shared, time).TakeAsync("c", default);
        var second = new TurnLeases(records, s_shared, time).TakeAsync("c", default);
        await (await new TurnLeases(records, s_shared, time).TakeAsync("another", default))!.DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(second.IsCompleted);

        await first!.DisposeAsync();
        await PassAsync(time, () => second.IsCompleted, TimeSpan.FromSeconds(1));

        await (await second)!.DisposeAsync();
        Assert.Empty(records.Kept);
    }

    [Fact]
    public async Task A_turn_of_a_dead_instance_is_taken_over_whatever_its_clock_said()
    {
        var records = new MemoryRecords();
        var left = await new TurnLeases(records, s_shared, new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(90))).TakeAsync("c", default);
        var time = new FakeTimeProvider();
        var inherits = new TurnLeases(records, s_shared, time).TakeAsync("c", default);
        for (var second = 0; second < 9; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            Assert.False(inherits.IsCompleted);
        }

        await PassAsync(time, () => inherits.IsCompleted, TimeSpan.FromSeconds(1));

        // One that was only slow does not end the turn of another.
        await left!.DisposeAsync();
        Assert.Single(records.Kept);
        await (await inherits)!.DisposeAsync();
        Assert.Empty(records.Kept);
    }

    [Fact]
    public async Task A_single_instance_spends_nothing()
    {
        var records = new MemoryRecords();

        Assert.Null(await new TurnLeases(records, new StorageSettings(), TimeProvider.System).TakeAsync("c", default));
        Assert.Equal(0, records.Operations);
    }

    [Fact]
    public async Task What_was_delivered_at_one_instance_is_known_at_the_other()
    {
        var records = new MemoryRecords();
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new Duplicates(records).TryTakeAsync("msteams", "c", "1", default)));

        Assert.Single(taken, first => first);
    }

    private static SessionClock Clock(TestWorld world, Callbacks callbacks) =>
        new(world.Records, world.Vault, callbacks, world.Policy, world.Time, NullLogger<SessionClock>.Instance);

    private static async Task<IEnumerable<string>> TakeAllAsync(CallClock[] clocks) =>
        (await Task.WhenAll(clocks.Select(clock => clock.TakeAsync(default)))).SelectMany(taken => taken);

    private static async Task PassAsync(FakeTimeProvider time, Func<bool> happened, TimeSpan step)
    {
        for (var steps = 0; steps < 100 && !happened(); steps++)
        {
            time.Advance(step);
            await Task.Delay(10);
        }
    }

    private sealed class Waker : IWaker
    {
        public IReadOnlyList<TimeSpan> Waits => [];

        public bool Serves(ChatAddress chat) => true;

        public Task WakeAsync(ChatAddress chat, BotCallbackHandler callback, CancellationToken ct) => Task.CompletedTask;
    }
}
