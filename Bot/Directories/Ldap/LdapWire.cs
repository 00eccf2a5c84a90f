using System.Formats.Asn1;

namespace SsprBot.Directories.Ldap;

/// <summary>Cuts what comes from a server into messages. It holds no more than one message and what has come of the next.</summary>
internal sealed class LdapWire(Stream stream)
{
    /// <summary>The largest message that is taken, in bytes.</summary>
    public const int MaxMessage = 1 << 20;

    private const int Chunk = 4096;

    private byte[] _received = new byte[Chunk];
    private int _count;

    /// <summary>Whether something has come that nobody asked for.</summary>
    public bool HasMore => _count > 0;

    public async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        await stream.WriteAsync(message, ct);
        await stream.FlushAsync(ct);
    }

    /// <exception cref="AsnContentException">What comes is no message, or is too large to be one.</exception>
    /// <exception cref="EndOfStreamException">The server hung up.</exception>
    public async Task<byte[]> ReceiveAsync(CancellationToken ct)
    {
        int? length;
        while ((length = LengthOf(_received.AsSpan(0, _count))) is null || length > _count)
        {
            if (_count == _received.Length)
            {
                // It grows with what has come, not with what is announced.
                Array.Resize(ref _received, Math.Min(_received.Length * 2, MaxMessage));
            }

            var read = await stream.ReadAsync(_received.AsMemory(_count), ct);
            _count += read > 0 ? read : throw new EndOfStreamException();
        }

        return Take(length.Value);
    }

    /// <returns>Null when too little has come to tell.</returns>
    private static int? LengthOf(ReadOnlySpan<byte> received)
    {
        if (received.Length < 2)
        {
            return null;
        }

        // A message is a sequence of a definite length (RFC 4511 §5.1), in as many bytes as anybody writes it.
        var bytes = received[1] < 0x80 ? 0 : received[1] - 0x80;
        if (received[0] != 0x30 || received[1] == 0x80 || bytes > 4)
        {
            throw new AsnContentException("It is not a message.");
        }

        if (received.Length < 2 + bytes)
        {
            return null;
        }

        long content = bytes == 0 ? received[1] : 0;
        foreach (var digit in received.Slice(2, bytes))
        {
            content = (content << 8) | digit;
        }

        return content + 2 + bytes <= MaxMessage ? (int)content + 2 + bytes : throw new AsnContentException("It is too large.");
    }

    private byte[] Take(int length)
    {
        var message = _received.AsSpan(0, length).ToArray();
        var rest = _received.AsSpan(length, _count - length);
        var kept = new byte[Math.Max(Chunk, rest.Length)];
        rest.CopyTo(kept);
        (_received, _count) = (kept, rest.Length);
        return message;
    }
}
