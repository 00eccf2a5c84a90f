namespace SsprBot.Domain;

/// <summary>A kind of record and how long after its last write it is kept; without a lifetime it is kept until deleted.</summary>
/// <param name="Name">Lower-case letters and dashes, at most 32.</param>
/// <param name="Lifetime">Expired records read as absent and are removed in the background.</param>
/// <param name="Fleeting">A power cut may take back its last writes, which saves waiting for the disk. Never for security state.</param>
public sealed record RecordKind(string Name, TimeSpan? Lifetime = null, bool Fleeting = false);

/// <param name="Kind">What it is.</param>
/// <param name="Id">1 to 256 characters, compared ordinally.</param>
public readonly record struct RecordKey(RecordKind Kind, string Id);

/// <summary>What a read gave: the content and the version that it was read at.</summary>
public sealed record StoredRecord(ReadOnlyMemory<byte> Content, string Version);

/// <summary>
/// Where security state is kept. Nothing is ever overwritten blindly: every write says which version it saw, and its answer must be used.
/// </summary>
public interface IRecords
{
    /// <returns>Null when there is none or it has expired.</returns>
    Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct);

    /// <summary>Reads several records in one go.</summary>
    /// <returns>In the order of the keys; null where there is none or it has expired.</returns>
    Task<StoredRecord?[]> ReadTogetherAsync(IReadOnlyList<RecordKey> keys, CancellationToken ct) => Task.WhenAll(keys.Select(key => ReadAsync(key, ct)));

    /// <returns>The new version, or null when the record exists already.</returns>
    Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <returns>The new version, or null when the record is no longer at <paramref name="version"/>.</returns>
    Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct);

    /// <returns>False when the record is no longer at <paramref name="version"/>.</returns>
    Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct);

    /// <summary>The ids of a kind that begin with <paramref name="prefix"/>, in ordinal order.</summary>
    IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, CancellationToken ct);
}
