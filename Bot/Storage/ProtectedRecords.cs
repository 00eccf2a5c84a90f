using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SsprBot.Domain;
using SsprBot.Telemetry;
using Span = System.Diagnostics.Activity;

namespace SsprBot.Storage;

/// <summary>Records that are encrypted and bound to their kind and id: one that was edited or copied to another key cannot be read.</summary>
public sealed class ProtectedRecords(IRecords inner, IDataProtectionProvider ring, TimeProvider time) : IRecords
{
    private readonly DataKeys _keys = new(ring, time);

    /// <exception cref="RecordDamagedException">It was edited or moved, or its key is gone.</exception>
    public async Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct)
    {
        using var span = Begin("read", key.Kind);
        return await inner.ReadAsync(key, ct) is { } stored ? stored with { Content = Open(key, stored.Content) } : null;
    }

    public async Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        using var span = Begin("create", key.Kind);
        return Counted("create", key.Kind, await inner.TryCreateAsync(key, _keys.Seal(key, content.Span), ct));
    }

    public async Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct)
    {
        using var span = Begin("replace", key.Kind);
        return Counted("replace", key.Kind, await inner.TryReplaceAsync(key, _keys.Seal(key, content.Span), version, ct));
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

    private byte[] Open(RecordKey key, ReadOnlyMemory<byte> stored)
    {
        try
        {
            return _keys.Open(key, stored.Whole());
        }
        catch (CryptographicException changed)
        {
            throw new RecordDamagedException($"A record of kind {key.Kind.Name} was changed outside the product, or its key is gone.", changed);
        }
    }
}
