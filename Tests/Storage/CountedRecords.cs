using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>Writes down what is asked of it.</summary>
internal sealed class CountedRecords(IRecords inner) : IRecords
{
    public List<string> Asked { get; } = [];

    public Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct) => Ask("read", inner.ReadAsync(key, ct));

    public Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        Ask("create", inner.TryCreateAsync(key, content, ct));

    public Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct) =>
        Ask("replace", inner.TryReplaceAsync(key, content, version, ct));

    public Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct) => Ask("delete", inner.TryDeleteAsync(key, version, ct));

    public IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, CancellationToken ct) => inner.ListAsync(kind, prefix, ct);

    private Task<T> Ask<T>(string what, Task<T> answer)
    {
        Asked.Add(what);
        return answer;
    }
}
