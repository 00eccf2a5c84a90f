using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs.Models;
using SsprBot.Domain;

namespace SsprBot.Storage.Blobs;

/// <summary>Records as blobs, a blob each, as they come. Each write is on a condition that the storage checks.</summary>
public sealed class BlobRecords(BlobContainer container, TimeProvider time) : IStoredRecords
{
    private const int RemovedAtOnce = 16;

    private readonly BlobWriter _writer = new(container);

    private long Now => time.GetUtcNow().UtcTicks;

    public async Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct)
    {
        if (await container.ReadAsync(BlobName.Of(key), ct) is not { } blob)
        {
            return null;
        }

        var version = new BlobVersion(blob.Details.ETag, BlobMarks.EndOf(blob.Details.Metadata));
        return version.IsOver(Now) ? null : new StoredRecord(blob.Content.ToMemory(), version.ToString());
    }

    public async Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var written = await TryWriteAsync(key, content, new BlobRequestConditions { IfNoneMatch = ETag.All }, ct);
        return written is null && key.Kind.Lifetime is not null ? await TryCreateOverAsync(key, content, ct) : written;
    }

    public Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct) =>
        Seen(version) is { } seen ? TryWriteAsync(key, content, new BlobRequestConditions { IfMatch = seen }, ct) : Task.FromResult<string?>(null);

    public Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Seen(version) is { } seen ? _writer.TryDeleteAsync(BlobName.Of(key), seen) : Task.FromResult(false);
    }

    public async IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var blob in container.ListAsync(BlobName.Beginning(kind, prefix), ct))
        {
            if (BlobName.IdOf(kind, blob.Name) is { } id && id.StartsWith(prefix, StringComparison.Ordinal) && !(BlobMarks.EndOf(blob.Metadata) <= Now))
            {
                yield return id;
            }
        }
    }

    public async Task<int> RemoveExpiredAsync(CancellationToken ct)
    {
        var removed = 0;
        await Parallel.ForEachAsync(
            container.ListAsync(BlobName.Temporary, ct).Where(blob => BlobMarks.EndOf(blob.Metadata) <= Now),
            new ParallelOptions { MaxDegreeOfParallelism = RemovedAtOnce, CancellationToken = ct },
            async (blob, _) =>
            {
                if (await _writer.TryDeleteAsync(blob.Name, blob.Properties.ETag!.Value))
                {
                    Interlocked.Increment(ref removed);
                }
            });
        return removed;
    }

    // Whoever is there may have expired, or be removed at this moment.
    private async Task<string?> TryCreateOverAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (await container.FindAsync(BlobName.Of(key), ct) is not { } there)
        {
            return await TryWriteAsync(key, content, new BlobRequestConditions { IfNoneMatch = ETag.All }, ct);
        }

        return new BlobVersion(there.ETag, BlobMarks.EndOf(there.Metadata)).IsOver(Now)
            ? await TryWriteAsync(key, content, new BlobRequestConditions { IfMatch = there.ETag }, ct)
            : null;
    }

    private async Task<string?> TryWriteAsync(RecordKey key, ReadOnlyMemory<byte> content, BlobRequestConditions condition, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var ends = BlobMarks.EndOf(key.Kind, Now);
        return await _writer.TryWriteAsync(BlobName.Of(key), content, ends, condition) is { } tag ? new BlobVersion(tag, ends).ToString() : null;
    }

    /// <returns>Null when it was never given, or has ended.</returns>
    private ETag? Seen(string version) => BlobVersion.Parse(version) is { } seen && !seen.IsOver(Now) ? seen.ETag : null;
}
