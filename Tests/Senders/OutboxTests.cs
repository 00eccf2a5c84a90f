using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Storage;
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
        using var outbox = new Outbox(world.Records, [sender], new StorageSettings(), world.Time, NullLogger<Outbox>.Instance);
        await outbox.EnqueueAsync(Message("late") with { GoodUntil = world.Time.GetUtcNow() }, CancellationToken.None);
        await outbox.EnqueueAsync(Message("good") with { GoodUntil = world.Time.GetUtcNow().AddTicks(1) }, CancellationToken.None);
        await outbox.EnqueueAsync(Message("always"), CancellationToken.None);

        await outbox.StartAsync(CancellationToken.None);
        await sender.CameAsync();
        await sender.CameAsync();
        await outbox.StopAsync(CancellationToken.None);

        Assert.Equal(["always", "good"], sender.Sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_left_is_found_when_the_storage_is_back()
    {
        var world = new TestWorld();
        using var sender = new Sender();
        using var before = new Outbox(world.Records, [sender], new StorageSettings(), world.Time, NullLogger<Outbox>.Instance);
        await before.EnqueueAsync(Message("left"), CancellationToken.None);
        var time = new WaitedFor();
        using var outbox = new Outbox(new DownAtFirst(world.Records), [sender], new StorageSettings(), time, NullLogger<Outbox>.Instance);

        await outbox.StartAsync(CancellationToken.None);
        await time.Waiting;
        time.Advance(TimeSpan.FromSeconds(5));
        await sender.CameAsync();
        await outbox.StopAsync(CancellationToken.None);

        Assert.Equal(["left"], sender.Sent);
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

    /// <summary>Time that tells when somebody waits for it.</summary>
    private sealed class WaitedFor : FakeTimeProvider
    {
        private readonly TaskCompletionSource _waiting = new();

        public Task Waiting => _waiting.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waiting.TrySetResult();
            return timer;
        }
    }

    /// <summary>Records that cannot be listed the first time.</summary>
    private sealed class DownAtFirst(IRecords inner) : IRecords
    {
        private int _asked;

        public Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct) => inner.ReadAsync(key, ct);

        public Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct) => inner.TryCreateAsync(key, content, ct);

        public Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct) =>
            inner.TryReplaceAsync(key, content, version, ct);

        public Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct) => inner.TryDeleteAsync(key, version, ct);

        public IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, CancellationToken ct) =>
            ++_asked == 1 ? throw new StorageDownException() : inner.ListAsync(kind, prefix, ct);
    }
}
