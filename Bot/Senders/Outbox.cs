using System.Collections.Concurrent;
using System.Threading.Channels;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Telemetry;

namespace SsprBot.Senders;

/// <summary>Takes one message to where it goes.</summary>
public interface ISender
{
    bool Serves(OutboxKind kind);

    /// <summary>Returns when the message was taken over, or refused for good and the audit knows; throws when it is worth another try.</summary>
    Task SendAsync(OutboxMessage message, CancellationToken ct);
}

/// <summary>
/// The durable queue of what is to be sent, and its worker: at least once, tried again for a day, also after a restart. One instance has a message in hand;
/// when it does not come to an end with it, another takes it up.
/// </summary>
public sealed partial class Outbox(IRecords records, IEnumerable<ISender> senders, StorageSettings storage, TimeProvider time, ILogger<Outbox> log) : BackgroundService, IOutbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    /// <summary>How many are delivered at a time, so that one slow server does not hold all of them up.</summary>
    private const int AtOnce = 16;

    private readonly Hands _hands = new(RecordShapes.Outbox(records), storage, time);
    private readonly Channel<string> _due = Channel.CreateUnbounded<string>();

    // What waits here, is under way, or rests.
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public async Task EnqueueAsync(OutboxMessage message, CancellationToken ct)
    {
        if (await _hands.TryAddAsync(message, ct))
        {
            Add(message.Id);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        FindAsync(stoppingToken),
        Parallel.ForEachAsync(
            _due.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, DeliverAsync));

    /// <summary>Finds what was left by a host before this one, and then what other instances leave.</summary>
    private async Task FindAsync(CancellationToken ct)
    {
        while (!await TryFindAsync(ct))
        {
            await Task.Delay(ShortestRest, time, ct);
        }

        using var timer = new PeriodicTimer(Tick, time);
        while (storage.IsShared && await timer.WaitForNextTickAsync(ct))
        {
            await TryFindAsync(ct);
        }
    }

    private async Task<bool> TryFindAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var id in _hands.ListAsync(ct))
            {
                Add(id);
            }

            return true;
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            NotFound(log, accident.GetType().Name);
            return false;
        }
    }

    private void Add(string id)
    {
        if (_known.TryAdd(id, true))
        {
            _due.Writer.TryWrite(id);
        }
    }

    private async ValueTask DeliverAsync(string id, CancellationToken ct)
    {
        if (await TryDeliverAsync(id, ct) is { } rest)
        {
            _ = DueAgainAsync(id, rest, ct);
        }
        else
        {
            _known.TryRemove(id, out _);
        }
    }

    private async Task DueAgainAsync(string id, TimeSpan rest, CancellationToken ct)
    {
        await Task.Delay(rest, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _due.Writer.TryWrite(id);
    }

    /// <returns>How long to wait before it is looked at again; null when there is nothing more to do.</returns>
    private async Task<TimeSpan?> TryDeliverAsync(string id, CancellationToken ct)
    {
        try
        {
            return await _hands.TakeAsync(id, ct) switch
            {
                null => null,
                { Version: null, Message.HeldUntil: var until } => Max(until - time.GetUtcNow(), TimeSpan.Zero),
                var held => await TryDeliverAsync(held, ct),
            };
        }
        catch (Exception accident) when (accident is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            NotDelivered(log, id, accident.GetType().Name);
            return ShortestRest;
        }
    }

    private async Task<TimeSpan?> TryDeliverAsync(Held held, CancellationToken ct)
    {
        var message = held.Message;
        if (time.GetUtcNow() - message.Enqueued >= Patience)
        {
            GivenUp(log, message.Id);
            Tell(message, "given-up");
        }
        else if (message.GoodUntil <= time.GetUtcNow())
        {
            TooLate(log, message.Id);
            Tell(message, "too-late");
        }
        else if (message.Kind is not OutboxKind.Nothing && !await TrySendAsync(held, ct))
        {
            return await _hands.RestAsync(held, RestOf(message), ct);
        }

        return await _hands.TryRemoveAsync(held, ct) ? null : ShortestRest;
    }

    private async Task<bool> TrySendAsync(Held held, CancellationToken ct)
    {
        try
        {
            await _hands.HoldWhileAsync(held, senders.First(sender => sender.Serves(held.Message.Kind)).SendAsync(held.Message, ct), ct);
            Tell(held.Message, "taken");
            return true;
        }
        catch (Exception accident) when (accident is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            NotDelivered(log, held.Message.Id, accident.GetType().Name);
            Tell(held.Message, "failed");
            return false;
        }
    }

    private void Tell(OutboxMessage message, string outcome) => Signals.Message($"{message.Kind}", outcome, time.GetUtcNow() - message.Enqueued);

    // As long as it was tried until now: twice as long in all after each failure.
    private TimeSpan RestOf(OutboxMessage message)
    {
        var tried = Max(time.GetUtcNow() - message.Enqueued, ShortestRest);
        return tried < LongestRest ? tried : LongestRest;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    [LoggerMessage(121, LogLevel.Warning, "Message {Id} is of no use any more and was not sent")]
    private static partial void TooLate(ILogger log, string id);

    [LoggerMessage(125, LogLevel.Warning, "What is to be delivered could not be looked for: {Kind}")]
    private static partial void NotFound(ILogger log, string kind);

    [LoggerMessage(120, LogLevel.Warning, "Message {Id} could not be delivered: {Kind}")]
    private static partial void NotDelivered(ILogger log, string id, string kind);

    [LoggerMessage(123, LogLevel.Error, "Message {Id} was given up: it could not be delivered for a day")]
    private static partial void GivenUp(ILogger log, string id);
}
