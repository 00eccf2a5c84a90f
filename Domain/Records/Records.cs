using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SsprBot.Domain;

/// <summary>A value and the version it was read at.</summary>
public sealed record Versioned<T>(T Value, string Version);

/// <summary>The records of one kind, typed.</summary>
public sealed class Records<T>(IRecords records, RecordKind kind, JsonTypeInfo<T> shape)
    where T : class
{
    private const int ReadAtOnce = 32;

    /// <returns>Null when there is none; an empty id is nobody's.</returns>
    public async Task<Versioned<T>?> ReadAsync(string id, CancellationToken ct) =>
        id.Length > 0 ? Of(await records.ReadAsync(Key(id), ct)) : null;

    /// <summary>Reads one of these and one of <paramref name="others"/> in one go.</summary>
    public async Task<(Versioned<T>? This, Versioned<TOther>? Other)> ReadWithAsync<TOther>(string id, Records<TOther> others, string otherId, CancellationToken ct)
        where TOther : class
    {
        var stored = await records.ReadTogetherAsync([Key(id), others.Key(otherId)], ct);
        return (Of(stored[0]), others.Of(stored[1]));
    }

    /// <returns>Null when the id is taken.</returns>
    public async Task<Versioned<T>?> TryCreateAsync(string id, T value, CancellationToken ct) =>
        await records.TryCreateAsync(Key(id), Bytes(value), ct) is { } version ? new Versioned<T>(value, version) : null;

    /// <returns>Null when somebody else wrote in the meantime.</returns>
    public async Task<Versioned<T>?> TryReplaceAsync(string id, Versioned<T> seen, T value, CancellationToken ct) =>
        await records.TryReplaceAsync(Key(id), Bytes(value), seen.Version, ct) is { } version
            ? new Versioned<T>(value, version)
            : null;

    /// <summary>Creates where nothing was seen, replaces otherwise.</summary>
    public Task<Versioned<T>?> TryWriteAsync(string id, Versioned<T>? seen, T value, CancellationToken ct) =>
        seen is null ? TryCreateAsync(id, value, ct) : TryReplaceAsync(id, seen, value, ct);

    /// <summary>Changes what is kept, over whatever others have made of it meanwhile.</summary>
    /// <param name="change">May be asked more than once; null leaves it as it is.</param>
    /// <param name="ct">Cancels it.</param>
    /// <param name="fresh">What is changed where there is none; null: then there is nothing to change.</param>
    /// <returns>Null when nothing was changed: there is none, it is not to be, or others wrote too often.</returns>
    public async Task<T?> TryChangeAsync(string id, Func<T, T?> change, CancellationToken ct, T? fresh = null)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var seen = await ReadAsync(id, ct);
            if ((seen?.Value ?? fresh) is not { } now || change(now) is not { } next)
            {
                return null;
            }

            if (await TryWriteAsync(id, seen, next, ct) is not null)
            {
                return next;
            }
        }

        return null;
    }

    public Task<bool> TryDeleteAsync(string id, Versioned<T> seen, CancellationToken ct) =>
        records.TryDeleteAsync(Key(id), seen.Version, ct);

    public IAsyncEnumerable<string> ListAsync(CancellationToken ct) => records.ListAsync(kind, "", ct);

    /// <summary>All that are kept, in the order of their ids.</summary>
    public async IAsyncEnumerable<(string Id, T Value)> ReadAllAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var ids in ListAsync(ct).Chunk(ReadAtOnce).WithCancellation(ct))
        {
            var all = await records.ReadTogetherAsync([.. ids.Select(Key)], ct);
            for (var place = 0; place < ids.Length; place++)
            {
                if (Of(all[place]) is { Value: var value })
                {
                    yield return (ids[place], value);
                }
            }
        }
    }

    private RecordKey Key(string id) => new(kind, id);

    private Versioned<T>? Of(StoredRecord? stored) =>
        stored is null ? null : new Versioned<T>(JsonSerializer.Deserialize(stored.Content.Span, shape)!, stored.Version);

    private byte[] Bytes(T value) => JsonSerializer.SerializeToUtf8Bytes(value, shape);
}
