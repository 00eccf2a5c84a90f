using System.Buffers;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using SsprBot.Domain;

namespace SsprBot.Directories.Entra;

/// <summary>A new password as the body of a request, in memory that the collector makes no copies of; it is wiped when the request is over.</summary>
internal sealed class PasswordContent : ByteArrayContent
{
    private readonly Pinned _bytes;

    private PasswordContent(Pinned bytes)
        : base(bytes.All, 0, bytes.Length)
    {
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public static PasswordContent Of(Password password)
    {
        var bytes = new Pinned(1024 + (18 * password.Reveal().Length));
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteStartObject("passwordProfile");
        json.WriteBoolean("forceChangePasswordNextSignIn", false);
        json.WriteString("password", password.Reveal());
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return new PasswordContent(bytes);
    }

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_bytes.All);
        base.Dispose(disposing);
    }

    private sealed class Pinned(int size) : IBufferWriter<byte>
    {
        public byte[] All { get; } = GC.AllocateArray<byte>(size, pinned: true);

        public int Length { get; private set; }

        public void Advance(int count) => Length += count;

        public Memory<byte> GetMemory(int sizeHint = 0) => All.AsMemory(Length);

        public Span<byte> GetSpan(int sizeHint = 0) => All.AsSpan(Length);
    }
}
