using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using SsprBot.Domain;

namespace SsprBot.World;

/// <summary>Records in memory, compare-and-swap like every other store; counts what is asked of it.</summary>
internal sealed class MemoryRecords : IRecords
{
    private readonly ConcurrentDictionary<RecordKey, StoredRecord> _kept = new();
    private long _version;
    private readonly ConcurrentDictionary<string, long> _operations = new();

    public long Operations => _operations.Values.Sum();

    public long OperationsOn(string kind) => _operations.GetValueOrDefault(kind);

    public IReadOnlyDictionary<RecordKey, StoredRecord> Kept => _kept;

    /// <summary>The kind of records that somebody else always writes first.</summary>
    public string? Contested { get; set; }

    /// <summary>How many writes still come in time.</summary>
    public int Spared { get; set; }

    /// <summary>How many came too late.</summary>
    public int Late { get; private set; }

    public async Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfZero(key.Id.Length);
        await CountAsync(key.Kind);
        return _kept.GetValueOrDefault(key);
    }

    public async Task<StoredRecord?[]> ReadTogetherAsync(IReadOnlyList<RecordKey> keys, CancellationToken ct)
    {
        await CountAsync(string.Join(" + ", keys.Select(key => key.Kind.Name)));
        return [.. keys.Select(_kept.GetValueOrDefault)];
    }

    public async Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await CountAsync(key.Kind);
        var record = Next(content);
        return !IsLate(key) && _kept.TryAdd(key, record) ? record.Version : null;
    }

    public async Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct)
    {
        await CountAsync(key.Kind);
        var record = Next(content);
        return !IsLate(key) && _kept.TryGetValue(key, out var seen) && seen.Version == version && _kept.TryUpdate(key, record, seen) ? record.Version : null;
    }

    public async Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct)
    {
        await CountAsync(key.Kind);
        return _kept.TryGetValue(key, out var seen) && seen.Version == version && _kept.TryRemove(KeyValuePair.Create(key, seen));
    }

    public async IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await CountAsync(kind);
        foreach (var id in _kept.Keys.Where(key => key.Kind == kind && key.Id.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key.Id).Order(StringComparer.Ordinal))
        {
            yield return id;
        }
    }

    private bool IsLate(RecordKey key)
    {
        if (key.Kind.Name != Contested || Spared-- > 0)
        {
            return false;
        }

        Late++;
        return true;
    }

    private StoredRecord Next(ReadOnlyMemory<byte> content) =>
        new(content.ToArray(), $"{Interlocked.Increment(ref _version)}");

    // Yields, so that parallel callers really interleave.
    private Task CountAsync(RecordKind kind) => CountAsync(kind.Name);

    private async Task CountAsync(string kinds)
    {
        _operations.AddOrUpdate(kinds, 1, (_, count) => count + 1);
        await Task.Yield();
    }
}
