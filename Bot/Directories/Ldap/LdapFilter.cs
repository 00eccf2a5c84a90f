using System.Formats.Asn1;
using System.Text;

namespace SsprBot.Directories.Ldap;

/// <summary>
/// Which entries a search wants (RFC 4511 §4.5.1.7). It is made of parts and never of text: what a person typed is a value, whatever
/// characters it has.
/// </summary>
internal sealed class LdapFilter
{
    private readonly Action<AsnWriter> _write;

    private LdapFilter(Action<AsnWriter> write) => _write = write;

    /// <summary>Every entry has a class.</summary>
    public static LdapFilter Anything { get; } = Present("objectClass");

    public static LdapFilter Present(string attribute) => new(writer => writer.WriteText(attribute, Ber.Context(7)));

    public static LdapFilter Equal(string attribute, string value) => Equal(attribute, Encoding.UTF8.GetBytes(value));

    public static LdapFilter Equal(string attribute, byte[] value) => new(writer =>
    {
        using (writer.PushSequence(Ber.Context(3, true)))
        {
            writer.WriteText(attribute);
            writer.WriteOctetString(value);
        }
    });

    /// <summary>Compares by a rule of the server, such as <c>1.2.840.113556.1.4.1941</c>.</summary>
    public static LdapFilter Matches(string rule, string attribute, string value) => new(writer =>
    {
        using (writer.PushSequence(Ber.Context(9, true)))
        {
            writer.WriteText(rule, Ber.Context(1));
            writer.WriteText(attribute, Ber.Context(2));
            writer.WriteText(value, Ber.Context(3));
        }
    });

    public static LdapFilter All(params IReadOnlyList<LdapFilter> parts) => Set(0, parts);

    public static LdapFilter Any(params IReadOnlyList<LdapFilter> parts) => Set(1, parts);

    public static LdapFilter Not(LdapFilter part) => Set(2, [part]);

    public void Write(AsnWriter writer) => _write(writer);

    private static LdapFilter Set(int choice, IReadOnlyList<LdapFilter> parts) => new(writer =>
    {
        var tag = Ber.Context(choice, true);
        using (writer.PushSequence(tag))
        {
            foreach (var part in parts)
            {
                part.Write(writer);
            }
        }
    });
}
