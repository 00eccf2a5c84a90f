using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SsprBot.Domain;

/// <summary>A secret key of the installation. What it keys cannot be guessed from a stolen store.</summary>
/// <param name="key">32 bytes or more.</param>
public sealed class Pepper(ReadOnlyMemory<byte> key)
{
    /// <summary>HMAC-SHA-256 over the fields, each with its length before it, so that no two lists of fields give the same bytes.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] Mac(params ReadOnlySpan<string> fields)
    {
        var size = 0;
        foreach (var field in fields)
        {
            size += sizeof(int) + Encoding.UTF8.GetByteCount(field);
        }

        var message = new byte[size];
        var rest = message.AsSpan();
        foreach (var field in fields)
        {
            var length = Encoding.UTF8.GetBytes(field, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32BigEndian(rest, length);
            rest = rest[(sizeof(int) + length)..];
        }

        var mac = HMACSHA256.HashData(key.Span, message);
        CryptographicOperations.ZeroMemory(message);
        return mac;
    }

    /// <summary>A name for somebody or something that tells nothing about it.</summary>
    /// <returns>32 lower-case hexadecimal digits.</returns>
    public string Pseudonym(params ReadOnlySpan<string> fields) => Convert.ToHexStringLower(Mac(fields).AsSpan(0, 16));

    public override string ToString() => "(pepper)";
}
