using SsprBot.Domain;

namespace SsprBot.Storage.Blobs;

/// <summary>
/// Appends batches of lines, as many instances as there are. The head says what comes next; whoever replaces it has appended, in that order and no other. Then
/// the lines go from the head into their part, where nothing can be changed any more.
/// </summary>
/// <param name="records">Where the head is kept: away from the parts, encrypted and written by compare-and-swap.</param>
/// <param name="parts">Where the lines are kept.</param>
/// <param name="chain">Binds each line to the one before.</param>
/// <param name="time">Says which day it is.</param>
/// <param name="mostBatches">How many a part takes. The storage takes 50 000 blocks.</param>
internal sealed class BlobAuditWriter(IRecords records, AuditParts parts, AuditChain chain, TimeProvider time, int mostBatches)
{
    private const string Id = "head";
    private const int Tries = 50;
    private const int MostPlaces = 3;
    private const int MostPending = 128 * 1024;

    private readonly Records<BlobAuditHead> _heads = new(records, new RecordKind("audit-head"), AuditShapes.Default.BlobAuditHead);

    private Versioned<BlobAuditHead>? _known;
    private (AuditPart Part, long End) _filled;

    /// <returns>Null when nothing was ever appended.</returns>
    /// <exception cref="RecordDamagedException">It was edited or removed.</exception>
    public async Task<Versioned<BlobAuditHead>?> HeadAsync(CancellationToken ct)
    {
        var head = await _heads.ReadAsync(Id, ct);
        if (head is not null || (await parts.ListAsync(ct)).Count == 0)
        {
            return head;
        }

        // A part is begun after its head was written: another instance may just have done both.
        return await _heads.ReadAsync(Id, ct) ?? throw Removed();
    }

    /// <summary>One batch at a time.</summary>
    /// <returns>When it is durable.</returns>
    /// <exception cref="RecordDamagedException">The head was edited or removed: such a log proves nothing, so nothing is appended to it.</exception>
    /// <exception cref="StorageDownException">It was not done, or nobody can tell.</exception>
    public async Task WriteAsync(IReadOnlyList<AuditEvent> batch)
    {
        var seen = _known;
        _known = null;
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            seen ??= await HeadAsync(CancellationToken.None);
            var next = (await ReadyAsync(seen?.Value ?? BlobAuditHead.Empty, carries: attempt > 1)).With(chain, batch);
            if (await _heads.TryWriteAsync(Id, seen, next, CancellationToken.None) is { } written)
            {
                _known = await SettleAsync(written);
                return;
            }

            // Another instance appended.
            seen = null;
        }

        throw new StorageDownException("Others append to the audit log too often.");
    }

    /// <param name="head">As it is.</param>
    /// <param name="carries">
    /// Whether the last lines of another instance stay in the head until ours are there too: who waited for them to be in their part would always be late
    /// where the other has much to write.
    /// </param>
    /// <returns>The head with room for a batch.</returns>
    private async Task<BlobAuditHead> ReadyAsync(BlobAuditHead head, bool carries)
    {
        // The day never goes back, whose clock ever is behind.
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var (ready, turns) = (head.Without(_filled.Part, _filled.End), head.Part.Day < today || head.Batches >= mostBatches);
        if (!turns && ready.Pending.Length <= (carries ? MostPending : 0))
        {
            return ready;
        }

        return !await parts.TryFillAsync(ready) ? ready.Apart()
            : turns ? ready.TurnedTo(today > head.Part.Day ? today : head.Part.Day)
            : ready.Without(ready.Part, ready.End);
    }

    private async Task<Versioned<BlobAuditHead>> SettleAsync(Versioned<BlobAuditHead> written)
    {
        for (var place = 1; place <= MostPlaces; place++)
        {
            if (await parts.TryFillAsync(written.Value))
            {
                _filled = (written.Value.Part, written.Value.End);
                return written;
            }

            // The part was cut off: that is found by whoever verifies. What happens from now on is written down all the same.
            written = await _heads.TryWriteAsync(Id, written, written.Value.Apart(), CancellationToken.None)
                ?? await _heads.ReadAsync(Id, CancellationToken.None)
                ?? throw Removed();
        }

        throw new StorageDownException("The audit log is cut off again and again.");
    }

    private static RecordDamagedException Removed() => new("The head of the audit log was removed outside the product.");
}
