using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using SsprBot.Domain;

namespace SsprBot.Directories.Ldap;

/// <summary>The few forms of BER that LDAP is made of (RFC 4511 §5.1).</summary>
internal static class Ber
{
    public static Asn1Tag Context(int number, bool isConstructed = false) => new(TagClass.ContextSpecific, number, isConstructed);

    public static Asn1Tag Application(int number, bool isConstructed = true) => new(TagClass.Application, number, isConstructed);

    public static AsnWriter Writer() => new(AsnEncodingRules.BER, initialCapacity: 1024);

    public static void WriteText(this AsnWriter writer, string text, Asn1Tag? tag = null) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text), tag);

    public static void WriteSecret(this AsnWriter writer, Password password, Asn1Tag tag)
    {
        var typed = new byte[Encoding.UTF8.GetByteCount(password.Reveal())];
        Encoding.UTF8.GetBytes(password.Reveal(), typed);
        writer.WriteOctetString(typed, tag);
        CryptographicOperations.ZeroMemory(typed);
    }

    /// <summary>What was written; the writer forgets it.</summary>
    public static byte[] Taken(this AsnWriter writer)
    {
        var written = writer.Encode();
        writer.Reset();
        return written;
    }

    public static string ReadText(this AsnReader reader) => Encoding.UTF8.GetString(reader.ReadOctetString());

    public static int ReadNumber(this AsnReader reader) => reader.TryReadInt32(out var number) ? number : throw new AsnContentException("A number is too large.");

    public static int ReadEnumerated(this AsnReader reader) =>
        reader.ReadEnumeratedBytes().Span is { Length: <= 2 } bytes ? (short)bytes.ToArray().Aggregate(0, (value, digit) => (value << 8) | digit) : throw new AsnContentException("A code is too large.");

    public static bool NextIs(this AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);
}
