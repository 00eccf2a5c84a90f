using System.Collections.Concurrent;
using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Senders;

/// <summary>A message as it was read; with a version when it is in our hands.</summary>
internal sealed class Held(OutboxMessage message, string? version)
{
    public OutboxMessage Message => message;

    public string? Version { get; set; } = version;
}

/// <summary>
/// Which instance has a message in hand: until a time that stands in the message, written on the condition that nobody else was faster. Where there is one
/// instance alone every message is in its hands.
/// </summary>
internal sealed class Hands(Records<OutboxMessage> messages, StorageSettings storage, TimeProvider time)
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(20);

    // What this process wrote last, of the messages that it still has in hand.
    private readonly ConcurrentDictionary<string, string> _ours = new(StringComparer.Ordinal);

    private DateTimeOffset Now => time.GetUtcNow();

    public IAsyncEnumerable<string> ListAsync(CancellationToken ct) => messages.ListAsync(ct);

    /// <summary>Adds a message, at once in our hands.</summary>
    public async Task<bool> TryAddAsync(OutboxMessage message, CancellationToken ct)
    {
        if (await messages.TryCreateAsync(message.Id, message with { Enqueued = Now, HeldUntil = Now + Hold }, ct) is not { } added)
        {
            return false;
        }

        _ours[message.Id] = added.Version;
        return true;
    }

    /// <returns>Null when the message is gone; without a version when it is in other hands.</returns>
    public async Task<Held?> TakeAsync(string id, CancellationToken ct)
    {
        var isOurs = _ours.TryRemove(id, out var version);
        if (await messages.ReadAsync(id, ct) is not { } kept)
        {
            return null;
        }

        if (!storage.IsShared || (isOurs && kept.Version == version && kept.Value.HeldUntil > Now))
        {
            return new Held(kept.Value, kept.Version);
        }

        return kept.Value.HeldUntil > Now ? new Held(kept.Value, null)
            : await HoldAsync(kept, Hold, ct) is { } held ? new Held(held.Value, held.Version)
            : new Held(kept.Value with { HeldUntil = Now + Hold }, null);
    }

    /// <summary>Keeps a message in our hands while something takes its time.</summary>
    public async Task HoldWhileAsync(Held held, Task work, CancellationToken ct)
    {
        while (storage.IsShared && await Task.WhenAny(work, Task.Delay(Hold / 2, time, ct)) != work)
        {
            held.Version = (await HoldAsync(new Versioned<OutboxMessage>(held.Message, held.Version!), Hold, ct))?.Version ?? held.Version;
        }

        await work;
    }

    /// <summary>Lets a message rest, in our hands.</summary>
    /// <returns>How long.</returns>
    public async Task<TimeSpan> RestAsync(Held held, TimeSpan rest, CancellationToken ct)
    {
        if (storage.IsShared && await HoldAsync(new Versioned<OutboxMessage>(held.Message, held.Version!), rest, ct) is null)
        {
            return Hold;
        }

        return rest;
    }

    /// <returns>False when it is still there.</returns>
    public async Task<bool> TryRemoveAsync(Held held, CancellationToken ct) =>
        await messages.TryDeleteAsync(held.Message.Id, new Versioned<OutboxMessage>(held.Message, held.Version!), ct)
        || await messages.ReadAsync(held.Message.Id, ct) is null;

    private Task<Versioned<OutboxMessage>?> HoldAsync(Versioned<OutboxMessage> seen, TimeSpan hold, CancellationToken ct) =>
        messages.TryReplaceAsync(seen.Value.Id, seen, seen.Value with { HeldUntil = Now + hold }, ct);
}
