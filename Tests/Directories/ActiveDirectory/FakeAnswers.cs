using System.Formats.Asn1;
using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Writes what a server answers (RFC 4511 §4).</summary>
internal static class FakeAnswers
{
    private const int Found = 4;

    public static byte[] End(int id, int operation, LdapResult result) => Message(id, operation, writer =>
    {
        writer.WriteEnumeratedValue(result.Code);
        writer.WriteText("");
        writer.WriteText(result.Message);
    });

    public static byte[] Entry(int id, string dn, IReadOnlyDictionary<string, IEnumerable<byte[]>> attributes) => Message(id, Found, writer =>
    {
        writer.WriteText(dn);
        using (writer.PushSequence())
        {
            foreach (var (name, values) in attributes)
            {
                Write(writer, name, values);
            }
        }
    });

    private static void Write(AsnWriter writer, string name, IEnumerable<byte[]> values)
    {
        using (writer.PushSequence())
        {
            writer.WriteText(name);
            using (writer.PushSetOf())
            {
                foreach (var value in values)
                {
                    writer.WriteOctetString(value);
                }
            }
        }
    }

    private static byte[] Message(int id, int operation, Action<AsnWriter> body)
    {
        var writer = Ber.Writer();
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            using (writer.PushSequence(Ber.Application(operation)))
            {
                body(writer);
            }
        }

        return writer.Taken();
    }
}
