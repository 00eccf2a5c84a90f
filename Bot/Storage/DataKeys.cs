using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>
/// Encrypts contents with keys of its own (AES-256-GCM), which the key ring encrypts: to ask the key ring for every content costs several times as much.
/// Each content carries its encrypted key with it and is bound to its place.
/// </summary>
/// <param name="ring">Encrypts the keys.</param>
/// <param name="time">Every ten seconds a new key is made and the opened ones are forgotten: what the key ring no longer opens is not read for longer.</param>
internal sealed class DataKeys(IDataProtectionProvider ring, TimeProvider time)
{
    private const int KeySize = 32;

    // Room for the longest place and header: a kind has 32 characters, an id 256, a header about 150 bytes.
    private const int MostBound = 2048;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(10);

    private readonly IDataProtector _ring = ring.CreateProtector("ssprbot/v1", "data-key");
    private readonly Lock _gate = new();
    private Keys? _keys;

    public byte[] Seal(RecordKey place, ReadOnlySpan<byte> content)
    {
        var keys = Now();
        var stored = new byte[keys.Header.Length + Envelope.Overhead + content.Length];
        keys.Header.CopyTo(stored, 0);
        var envelope = new Envelope(stored, keys.Header.Length);
        RandomNumberGenerator.Fill(envelope.Nonce);
        Span<byte> bound = stackalloc byte[MostBound];
        using var aes = new AesGcm(keys.Key, Envelope.TagSize);
        aes.Encrypt(envelope.Nonce, content, envelope.Content, envelope.Tag, Bind(bound, envelope.Header, place));
        return stored;
    }

    /// <exception cref="CryptographicException">It is not what was sealed for this place, or the key ring does not open its key.</exception>
    public byte[] Open(RecordKey place, byte[] stored)
    {
        var envelope = Envelope.Of(stored);
        var content = new byte[envelope.Content.Length];
        Span<byte> bound = stackalloc byte[MostBound];
        using var aes = new AesGcm(KeyOf(envelope), Envelope.TagSize);
        aes.Decrypt(envelope.Nonce, envelope.Content, envelope.Tag, content, Bind(bound, envelope.Header, place));
        return content;
    }

    // A kind has no byte of zero, so that no two places give the same bytes.
    private static ReadOnlySpan<byte> Bind(Span<byte> bound, ReadOnlySpan<byte> header, RecordKey place)
    {
        header.CopyTo(bound);
        var length = header.Length + Encoding.UTF8.GetBytes(place.Kind.Name, bound[header.Length..]);
        bound[length++] = 0;
        return bound[..(length + Encoding.UTF8.GetBytes(place.Id, bound[length..]))];
    }

    private Keys Now()
    {
        var now = time.GetUtcNow();
        if (_keys is { } keys && now < keys.Until)
        {
            return keys;
        }

        lock (_gate)
        {
            return _keys is { } made && now < made.Until ? made : _keys = New(now + s_lifetime);
        }
    }

    private Keys New(DateTimeOffset until)
    {
        var id = Guid.NewGuid();
        var key = RandomNumberGenerator.GetBytes(KeySize);
        return new Keys(Envelope.HeaderOf(id, RingOf(id).Protect(key)), key, until) { Opened = { [id] = key } };
    }

    private byte[] KeyOf(Envelope envelope)
    {
        var opened = Now().Opened;
        if (!opened.TryGetValue(envelope.KeyId, out var key))
        {
            key = RingOf(envelope.KeyId).Unprotect(envelope.Key.ToArray());
            opened[envelope.KeyId] = key;
        }

        return key;
    }

    private IDataProtector RingOf(Guid id) => _ring.CreateProtector(id.ToString("N"));

    /// <summary>What encrypts for a while, and what was opened meanwhile.</summary>
    private sealed record Keys(byte[] Header, byte[] Key, DateTimeOffset Until)
    {
        public ConcurrentDictionary<Guid, byte[]> Opened { get; } = new();
    }

    /// <summary>
    /// The parts of what is stored: the schema (1 byte), the id of the key (16), the length of the encrypted key (2), the encrypted key; the nonce (12); the encrypted content; the tag (16).
    /// </summary>
    private readonly ref struct Envelope(Span<byte> stored, int header)
    {
        public const int TagSize = 16;
        public const int Overhead = NonceSize + TagSize;

        private const byte Schema = 2;
        private const int NonceSize = 12;
        private const int IdSize = 16;
        private const int KeyPlace = 1 + IdSize + sizeof(ushort);

        public Span<byte> Header { get; } = stored[..header];

        public Span<byte> Nonce { get; } = stored.Slice(header, NonceSize);

        public Span<byte> Content { get; } = stored[(header + NonceSize)..^TagSize];

        public Span<byte> Tag { get; } = stored[^TagSize..];

        public Guid KeyId => new(Header.Slice(1, IdSize));

        public ReadOnlySpan<byte> Key => Header[KeyPlace..];

        public static byte[] HeaderOf(Guid id, ReadOnlySpan<byte> key)
        {
            var header = new byte[KeyPlace + key.Length];
            header[0] = Schema;
            id.TryWriteBytes(header.AsSpan(1));
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(1 + IdSize), (ushort)key.Length);
            key.CopyTo(header.AsSpan(KeyPlace));
            return header;
        }

        public static Envelope Of(Span<byte> stored)
        {
            var header = stored is [Schema, ..] && stored.Length >= KeyPlace ? KeyPlace + BinaryPrimitives.ReadUInt16BigEndian(stored[(1 + IdSize)..]) : stored.Length;
            return stored.Length >= header + Overhead ? new Envelope(stored, header) : throw new CryptographicException("It was not sealed.");
        }
    }
}
