using SsprBot.Domain;

namespace SsprBot.Bench;

/// <summary>Records in memory that can be frozen: writes then succeed and leave nothing, so that every round meets the same state.</summary>
internal sealed class FrozenRecords : IRecords
{
    private const string Version = "1";

    private readonly Dictionary<RecordKey, StoredRecord> _kept = [];
    private bool _frozen;

    public void Freeze() => _frozen = true;

    public Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct) => Task.FromResult(_kept.GetValueOrDefault(key));

    public Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct) => TryReplaceAsync(key, content, Version, ct);

    public Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct)
    {
        if (!_frozen)
        {
            _kept[key] = new StoredRecord(content.ToArray(), Version);
        }

        return Task.FromResult<string?>(Version);
    }

    public Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct) => Task.FromResult(true);

    public IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, CancellationToken ct) => AsyncEnumerable.Empty<string>();
}
