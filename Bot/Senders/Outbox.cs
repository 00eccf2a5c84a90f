using System.Threading.Channels;
using SsprBot.Domain;

namespace SsprBot.Senders;

/// <summary>Takes one message to where it goes.</summary>
public interface ISender
{
    bool Serves(OutboxKind kind);

    /// <summary>Returns when the message was taken over; throws when it was not.</summary>
    Task SendAsync(OutboxMessage message, CancellationToken ct);
}

/// <summary>The durable queue of what is to be sent, and its worker: at least once, tried again for a day, also after a restart.</summary>
public sealed partial class Outbox(IRecords records, IEnumerable<ISender> senders, TimeProvider time, ILogger<Outbox> log) : BackgroundService, IOutbox
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Records<OutboxMessage> _messages = RecordShapes.Outbox(records);
    private readonly Channel<string> _due = Channel.CreateUnbounded<string>();

    public async Task EnqueueAsync(OutboxMessage message, CancellationToken ct)
    {
        if (await _messages.TryCreateAsync(message.Id, message, ct) is not null)
        {
            _due.Writer.TryWrite(message.Id);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var id in _messages.ListAsync(stoppingToken))
        {
            _due.Writer.TryWrite(id);
        }

        var failures = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var id in _due.Reader.ReadAllAsync(stoppingToken))
        {
            if (await TryDeliverAsync(id, stoppingToken))
            {
                failures.Remove(id);
            }
            else
            {
                failures[id] = failures.GetValueOrDefault(id) + 1;
                _ = DueAgainAsync(id, Pause(failures[id]), stoppingToken);
            }
        }
    }

    private static TimeSpan Pause(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 20));
        return pause < LongestPause ? pause : LongestPause;
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
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            NotDelivered(log, id, accident.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(121, LogLevel.Warning, "Message {Id} is of no use any more and was not sent")]
    private static partial void TooLate(ILogger log, string id);

    [LoggerMessage(120, LogLevel.Warning, "Message {Id} could not be delivered: {Kind}")]
    private static partial void NotDelivered(ILogger log, string id, string kind);
}
