using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SsprBot.Domain;
using SsprBot.Telemetry;
using Span = System.Diagnostics.Activity;

namespace SsprBot.Storage;

/// <summary>Records that are encrypted and bound to their kind and id: one that was edited or copied to another key cannot be read.</summary>
public sealed class ProtectedRecords(IRecords inner, IDataProtectionProvider keys) : IRecords
{
    // The first byte of what is encrypted: how the rest is to be read.
    private const byte Schema = 1;

    private readonly IDataProtector _root = keys.CreateProtector("ssprbot/v1");
    private readonly ConcurrentDictionary<string, IDataProtector> _kinds = new(StringComparer.Ordinal);

    /// <exception cref="RecordDamagedException">It was edited or moved, or its key is gone.</exception>
    public async Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct)
    {
        using var span = Begin("read", key.Kind);
        return Open(key, await inner.ReadAsync(key, ct));
    }

    /// <exception cref="RecordDamagedException">One was edited or moved, or its key is gone.</exception>
    public async Task<StoredRecord?[]> ReadTogetherAsync(IReadOnlyList<RecordKey> keys, CancellationToken ct)
    {
        using var span = Signals.Begin("read", ActivityKind.Client)?.SetTag("db.operation.name", "BATCH read").SetTag("db.operation.batch.size", keys.Count);
        var found = await inner.ReadTogetherAsync(keys, ct);
        return [.. found.Select((stored, place) => Open(keys[place], stored))];
    }

    public async Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        using var span = Begin("create", key.Kind);
        return Counted("create", key.Kind, await inner.TryCreateAsync(key, Seal(key, content.Span), ct));
    }

    public async Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct)
    {
        using var span = Begin("replace", key.Kind);
        return Counted("replace", key.Kind, await inner.TryReplaceAsync(key, Seal(key, content.Span), version, ct));
    }

    public async Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct)
    {
        using var span = Begin("delete", key.Kind);
        return await inner.TryDeleteAsync(key, version, ct);
    }

    public IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, CancellationToken ct) => inner.ListAsync(kind, prefix, ct);

    private static Span? Begin(string operation, RecordKind kind) =>
        Signals.Begin(operation, ActivityKind.Client)?.SetTag("db.operation.name", operation).SetTag("db.collection.name", kind.Name);

    private static string? Counted(string operation, RecordKind kind, string? version)
    {
        Signals.Write(operation, kind.Name, version is not null);
        return version;
    }

    private byte[] Seal(RecordKey key, ReadOnlySpan<byte> content)
    {
        var plain = new byte[1 + content.Length];
        plain[0] = Schema;
        content.CopyTo(plain.AsSpan(1));
        var sealedContent = ProtectorOf(key).Protect(plain);
        CryptographicOperations.ZeroMemory(plain);
        return sealedContent;
    }

    private StoredRecord? Open(RecordKey key, StoredRecord? stored) => stored is null ? null : stored with { Content = Open(key, stored.Content) };

    private ReadOnlyMemory<byte> Open(RecordKey key, ReadOnlyMemory<byte> stored)
    {
        try
        {
            var plain = ProtectorOf(key).Unprotect(stored.Whole());
            return plain is [Schema, ..] ? plain.AsMemory(1) : throw Damaged(key.Kind, null);
        }
        catch (CryptographicException changed)
        {
            throw Damaged(key.Kind, changed);
        }
    }

    // A protector for each id costs less than a microsecond and 0.3 KB (measured): not worth keeping the id in the content instead.
    private IDataProtector ProtectorOf(RecordKey key) =>
        _kinds.GetOrAdd(key.Kind.Name, static (kind, root) => root.CreateProtector(kind), _root).CreateProtector(key.Id);

    private static RecordDamagedException Damaged(RecordKind kind, Exception? inner) =>
        new($"A record of kind {kind.Name} was changed outside the product, or its key is gone.", inner!);
}
