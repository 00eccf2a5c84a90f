using System.Runtime.CompilerServices;
using SsprBot.Domain;

namespace SsprBot.Storage.Blobs;

/// <summary>
/// The audit log in append blobs, one chain for all instances. Its head is a record of another container, so that lines cannot be cut off
/// its end and an immutability policy can lie on all the rest.
/// </summary>
internal sealed class BlobAuditLog(IRecords records, AuditParts parts, [FromKeyedServices(Peppers.Audit)] Pepper pepper, TimeProvider time, int mostBatches = BlobAuditLog.MostBatches)
    : IStoredAuditLog
{
    private const int MostBatches = 40_000;
    private const int MostAtOnce = 256;

    private readonly AuditChain _chain = new(pepper);
    private readonly BlobAuditWriter _writer = new(records, parts, new AuditChain(pepper), time, mostBatches);
    private readonly AuditLines _lines = new(parts);
    private readonly Queue<Waiting> _waiting = new();
    private readonly Lock _gate = new();
    private bool _isWriting;

    public Task AppendAsync(AuditEvent happened, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var waiting = new Waiting(happened);
        if (Enqueue(waiting))
        {
            _ = WriteAsync();
        }

        return waiting.Done;
    }

    public async Task<AuditHead?> HeadAsync(CancellationToken ct) => await EndAsync(ct) is { } head ? new AuditHead(head.Number, head.Hash) : null;

    public async IAsyncEnumerable<AuditLine> NewestFirstAsync(DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken ct)
    {
        // Without its head the log proves nothing, and it can still be read.
        var head = await EndAsync(ct) ?? BlobAuditHead.Empty;
        var next = head.Number + 1;
        foreach (var part in (await AllAsync(head, ct)).Reverse<AuditPart>())
        {
            // What happened just before midnight may be written down after it.
            if (part.Day.DayNumber <= DayOf(until).DayNumber + 1 && part.Day.DayNumber >= DayOf(from).DayNumber - 1)
            {
                await foreach (var read in _lines.ReadBackAsync(part, head, ct))
                {
                    var line = read.Number > 0 ? read : read with { Number = next - 1 };
                    next = line.Number;
                    if (read.Number == 0 || (line.Event.At >= from && line.Event.At < until))
                    {
                        yield return line;
                    }
                }
            }

            next = part.First;
        }
    }

    public async Task<AuditCheck> VerifyAsync(CancellationToken ct)
    {
        if (await EndAsync(ct) is not { } head)
        {
            return new AuditCheck.Headless();
        }

        AuditLine? last = null;
        foreach (var part in await AllAsync(head, ct))
        {
            await foreach (var line in _lines.ReadAsync(part, head, ct))
            {
                if (!_chain.Follows(last, line) || (line.Number == head.Number && line.Hash != head.Hash))
                {
                    return new AuditCheck.Broken((last?.Number ?? 0) + 1);
                }

                last = line;
            }
        }

        // Others may have appended meanwhile.
        var end = last?.Number ?? 0;
        return end < head.Number ? new AuditCheck.Broken(end + 1) : new AuditCheck.Whole(end);
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    // The newest part may stand in the head alone.
    private async Task<IReadOnlyList<AuditPart>> AllAsync(BlobAuditHead head, CancellationToken ct)
    {
        var all = await parts.ListAsync(ct);
        return head.Pending.Length == 0 || all.Contains(head.Part) ? all : [.. all.Append(head.Part).OrderBy(part => part.Day).ThenBy(part => part.First)];
    }

    /// <returns>Null when the head was edited or removed.</returns>
    private async Task<BlobAuditHead?> EndAsync(CancellationToken ct)
    {
        try
        {
            return (await _writer.HeadAsync(ct))?.Value ?? BlobAuditHead.Empty;
        }
        catch (RecordDamagedException)
        {
            return null;
        }
    }

    /// <returns>Whether nobody writes yet.</returns>
    private bool Enqueue(Waiting waiting)
    {
        lock (_gate)
        {
            _waiting.Enqueue(waiting);
            return !_isWriting && (_isWriting = true);
        }
    }

    private async Task WriteAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                await _writer.WriteAsync([.. batch.Select(waiting => waiting.Happened)]);
                batch.ForEach(waiting => waiting.Settle(null));
            }
            catch (Exception accident) when (accident is not OutOfMemoryException)
            {
                batch.ForEach(waiting => waiting.Settle(accident));
            }
        }
    }

    private List<Waiting> Next()
    {
        lock (_gate)
        {
            var batch = new List<Waiting>();
            while (batch.Count < MostAtOnce && _waiting.TryDequeue(out var waiting))
            {
                batch.Add(waiting);
            }

            _isWriting = batch.Count > 0;
            return batch;
        }
    }

    /// <summary>An event that waits for the next batch.</summary>
    private sealed class Waiting(AuditEvent happened)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AuditEvent Happened => happened;

        public Task Done => _done.Task;

        public void Settle(Exception? accident)
        {
            if (accident is null)
            {
                _done.SetResult();
            }
            else
            {
                _done.SetException(accident);
            }
        }
    }
}
