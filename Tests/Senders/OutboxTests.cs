using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Senders;

public sealed class OutboxTests
{
    [Fact]
    public async Task What_is_of_no_use_any_more_is_not_sent()
    {
        var world = new TestWorld();
        using var sender = new Sender();
        using var outbox = new Outbox(world.Records, [sender], world.Time, NullLogger<Outbox>.Instance);
        await outbox.EnqueueAsync(Message("late") with { GoodUntil = world.Time.GetUtcNow() }, CancellationToken.None);
        await outbox.EnqueueAsync(Message("good") with { GoodUntil = world.Time.GetUtcNow().AddTicks(1) }, CancellationToken.None);
        await outbox.EnqueueAsync(Message("always"), CancellationToken.None);

        await outbox.StartAsync(CancellationToken.None);
        await sender.CameAsync();
        await sender.CameAsync();
        await outbox.StopAsync(CancellationToken.None);

        Assert.Equal(["always", "good"], sender.Sent.Order(StringComparer.Ordinal));
    }

    private static OutboxMessage Message(string id) => new(id, OutboxKind.Sms, "+14255550101", Letter.Code, "en", new Dictionary<string, string>());

    private sealed class Sender : ISender, IDisposable
    {
        private readonly SemaphoreSlim _came = new(0);

        public ConcurrentQueue<string> Sent { get; } = new();

        public Task CameAsync() => _came.WaitAsync();

        public bool Serves(OutboxKind kind) => true;

        public Task SendAsync(OutboxMessage message, CancellationToken ct)
        {
            Sent.Enqueue(message.Id);
            _came.Release();
            return Task.CompletedTask;
        }

        public void Dispose() => _came.Dispose();
    }
}
