using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Domain;
using SsprBot.Senders;
using SsprBot.Settings;
using SsprBot.World;
using Xunit;

namespace SsprBot.Instances;

/// <summary>Several outboxes on the same records.</summary>
public sealed class OutboxHandsTests
{
    private readonly TestWorld _world = new();
    private readonly Sender _sender = new();

    [Fact]
    public async Task A_message_is_sent_by_the_instance_that_enqueued_it_and_by_no_other()
    {
        using var one = Open();
        using var two = Open();
        await one.EnqueueAsync(Message("1"), default);
        await two.StartAsync(default);
        await PassAsync(() => _sender.Sent.IsEmpty, TimeSpan.FromSeconds(10));
        Assert.Empty(_sender.Sent);

        await one.StartAsync(default);
        await PassAsync(() => _sender.Sent.IsEmpty && Left > 0, TimeSpan.Zero);
        await PassAsync(() => true, TimeSpan.FromMinutes(5));

        Assert.Equal(["1"], _sender.Sent);
        Assert.Equal(0, Left);
        await StopAsync(one, two);
    }

    [Fact]
    public async Task A_message_of_an_instance_that_is_gone_is_sent_by_one_of_the_others()
    {
        using var gone = Open();
        using var one = Open();
        using var two = Open();
        await gone.EnqueueAsync(Message("1"), default);
        await Task.WhenAll(one.StartAsync(default), two.StartAsync(default));

        await PassAsync(() => Left > 0, TimeSpan.FromMinutes(1));
        await PassAsync(() => true, TimeSpan.FromMinutes(1));

        Assert.Equal(["1"], _sender.Sent);
        await StopAsync(one, two);
    }

    [Fact]
    public async Task A_message_that_takes_long_stays_in_the_same_hands()
    {
        using var one = Open();
        using var two = Open();
        var arrives = _sender.Hold();
        await Task.WhenAll(one.StartAsync(default), two.StartAsync(default));
        await one.EnqueueAsync(Message("1"), default);
        await PassAsync(() => true, TimeSpan.FromMinutes(3));
        Assert.Equal(["1"], _sender.Sent);

        arrives.SetResult();
        await PassAsync(() => Left > 0, TimeSpan.FromSeconds(10));

        Assert.Equal((1, 0), (_sender.Sent.Count, Left));
        await StopAsync(one, two);
    }

    private int Left => _world.Records.Kept.Keys.Count(key => key.Kind.Name == "outbox");

    private static OutboxMessage Message(string id) => new(id, OutboxKind.Sms, "+14255550101", Letter.Code, "en", new Dictionary<string, string>());

    private static Task StopAsync(Outbox one, Outbox two) => Task.WhenAll(one.StopAsync(default), two.StopAsync(default));

    private Outbox Open() => new(_world.Records, [_sender], new StorageSettings { Kind = StorageKind.Blobs }, _world.Time, NullLogger<Outbox>.Instance);

    // In steps that everybody has time to act in.
    private async Task PassAsync(Func<bool> goesOn, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed <= time && goesOn(); passed += TimeSpan.FromSeconds(1))
        {
            _world.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }

        for (var tries = 0; time == TimeSpan.Zero && tries < 500 && goesOn(); tries++)
        {
            await Task.Delay(10);
        }
    }

    private sealed class Sender : ISender
    {
        private Task _until = Task.CompletedTask;

        public ConcurrentQueue<string> Sent { get; } = new();

        public TaskCompletionSource Hold()
        {
            var held = new TaskCompletionSource();
            _until = held.Task;
            return held;
        }

        public bool Serves(OutboxKind kind) => true;

        public Task SendAsync(OutboxMessage message, CancellationToken ct)
        {
            Sent.Enqueue(message.Id);
            return _until;
        }
    }
}
