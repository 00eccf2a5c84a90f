using System.Collections.Concurrent;
using System.Threading.Channels;
using SsprBot.Domain;

namespace SsprBot.Senders;

/// <summary>Takes one message to where it goes.</summary>
public interface ISender
{
    bool Serves(OutboxKind kind);

    /// <summary>Returns when the message was taken over, or refused for good and the audit knows; throws when it is worth another try.</summary>
    Task SendAsync(OutboxMessage message, CancellationToken ct);
}

/// <summary>The durable queue of what is to be sent, and its worker: at least once, tried again for a day, also after a restart.</summary>
public sealed partial class Outbox(IRecords records, IEnumerable<ISender> senders, TimeProvider time, ILogger<Outbox> log) : BackgroundService, IOutbox
{
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));

    /// <summary>How many are delivered at a time, so that one slow server does not hold all of them up.</summary>
    private const int AtOnce = 16;

    private readonly Records<OutboxMessage> _messages = RecordShapes.Outbox(records);
    private readonly Channel<string> _due = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _underWay = new(StringComparer.Ordinal);

    public async Task EnqueueAsync(OutboxMessage message, CancellationToken ct)
    {
        if (await _messages.TryCreateAsync(message.Id, message, ct) is not null)
        {
            _due.Writer.TryWrite(message.Id);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 1; !await TryFindAsync(stoppingToken); failures++)
        {
            await Task.Delay(Pauses.After(failures), time, stoppingToken);
        }

        await Parallel.ForEachAsync(
            _due.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, DeliverAsync);
    }

    /// <summary>Finds what was left by the host before this one.</summary>
    private async Task<bool> TryFindAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var id in _messages.ListAsync(ct))
            {
                _due.Writer.TryWrite(id);
            }

            return true;
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            NotFound(log, accident.GetType().Name);
            return false;
        }
    }

    // What is enqueued while the host starts is also found in the records: twice due, but not delivered twice at a time.
    private async ValueTask DeliverAsync(string id, CancellationToken ct)
    {
        if (_underWay.TryAdd(id, true))
        {
            await DeliverOnceAsync(id, ct);
            _underWay.TryRemove(id, out _);
        }
    }

    private async Task DeliverOnceAsync(string id, CancellationToken ct)
    {
        if (await TryDeliverAsync(id, ct))
        {
            _failures.TryRemove(id, out _);
        }
        else
        {
            _ = DueAgainAsync(id, Pauses.After(_failures.AddOrUpdate(id, 1, (_, failures) => failures + 1)), ct);
        }
    }

    private async Task DueAgainAsync(string id, TimeSpan pause, CancellationToken ct)
    {
        await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _due.Writer.TryWrite(id);
    }

    /// <returns>False when it should be tried again.</returns>
    private async Task<bool> TryDeliverAsync(string id, CancellationToken ct)
    {
        try
        {
            if (await _messages.ReadAsync(id, ct) is not { } kept)
            {
                // Deleted by another try, or too old: records of messages live for a day.
                if (_failures.ContainsKey(id))
                {
                    GivenUp(log, id);
                }

                return true;
            }

            if (kept.Value.GoodUntil <= time.GetUtcNow())
            {
                TooLate(log, id);
            }
            else if (kept.Value.Kind is not OutboxKind.Nothing)
            {
                await senders.First(sender => sender.Serves(kept.Value.Kind)).SendAsync(kept.Value, ct);
            }

            return await _messages.TryDeleteAsync(id, kept, ct) || await _messages.ReadAsync(id, ct) is null;
        }
        catch (Exception accident) when (accident is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            NotDelivered(log, id, accident.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(121, LogLevel.Warning, "Message {Id} is of no use any more and was not sent")]
    private static partial void TooLate(ILogger log, string id);

    [LoggerMessage(125, LogLevel.Warning, "What is to be delivered could not be looked for: {Kind}")]
    private static partial void NotFound(ILogger log, string kind);

    [LoggerMessage(120, LogLevel.Warning, "Message {Id} could not be delivered: {Kind}")]
    private static partial void NotDelivered(ILogger log, string id, string kind);

    [LoggerMessage(123, LogLevel.Error, "Message {Id} was given up: it could not be delivered for a day")]
    private static partial void GivenUp(ILogger log, string id);
}
