using System.Formats.Asn1;

namespace SsprBot.Directories.Ldap;

/// <summary>One message of a server (RFC 4511 §4.2).</summary>
/// <param name="Id">The request that it answers; 0 when it answers none.</param>
internal abstract record LdapMessage(int Id)
{
    public const int BindAnswer = 1;
    public const int SearchEnd = 5;
    public const int ModifyAnswer = 7;
    public const int ExtendedAnswer = 24;

    private const int EntryFound = 4;
    private const int ReferenceFound = 19;
    private const int Between = 25;

    /// <param name="Operation">Which operation has ended.</param>
    public sealed record End(int Id, int Operation, LdapResult Result) : LdapMessage(Id);

    public sealed record Found(int Id, LdapEntry Entry) : LdapMessage(Id);

    /// <summary>A pointer to another server, which is not followed, or news on the way.</summary>
    public sealed record Aside(int Id) : LdapMessage(Id);

    /// <exception cref="AsnContentException">It is not a message of a server.</exception>
    public static LdapMessage Read(ReadOnlyMemory<byte> received)
    {
        var message = new AsnReader(received, AsnEncodingRules.BER).ReadSequence();
        var id = message.ReadNumber();
        var tag = message.PeekTag();
        if (tag.TagClass is not TagClass.Application || !tag.IsConstructed)
        {
            throw new AsnContentException("It is not an operation.");
        }

        return tag.TagValue switch
        {
            EntryFound => new Found(id, ReadEntry(message.ReadSequence(tag))),
            ReferenceFound or Between => new Aside(id),
            BindAnswer or SearchEnd or ModifyAnswer or ExtendedAnswer => new End(id, tag.TagValue, ReadResult(message.ReadSequence(tag), message)),
            _ => throw new AsnContentException("No server sends this."),
        };
    }

    private static LdapEntry ReadEntry(AsnReader entry)
    {
        var dn = entry.ReadText();
        var attributes = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase);
        for (var list = entry.ReadSequence(); list.HasData;)
        {
            var attribute = list.ReadSequence();
            var name = attribute.ReadText();
            var values = new List<byte[]>();
            for (var set = attribute.ReadSetOf(); set.HasData;)
            {
                values.Add(set.ReadOctetString());
            }

            attributes[name] = values;
        }

        return new LdapEntry(dn, attributes);
    }

    private static LdapResult ReadResult(AsnReader body, AsnReader after)
    {
        var code = body.ReadEnumerated();
        body.ReadOctetString();
        var words = body.ReadText();
        byte[]? value = null;
        while (body.HasData)
        {
            // Referrals, SASL credentials and the name of an extended answer are of no use here.
            value = body.NextIs(Ber.Context(11)) ? body.ReadOctetString(Ber.Context(11)) : Skipped(body, value);
        }

        return new LdapResult((LdapCode)code, words, after.NextIs(Ber.Context(0)) ? ReadControls(after.ReadSequence(Ber.Context(0, true))) : []) { Value = value };
    }

    private static byte[]? Skipped(AsnReader body, byte[]? value)
    {
        body.ReadEncodedValue();
        return value;
    }

    private static List<LdapControl> ReadControls(AsnReader list)
    {
        var controls = new List<LdapControl>();
        while (list.HasData)
        {
            var control = list.ReadSequence();
            var oid = control.ReadText();
            var isCritical = control.NextIs(Asn1Tag.Boolean) && control.ReadBoolean();
            controls.Add(new LdapControl(oid, isCritical, control.HasData ? control.ReadOctetString() : null));
        }

        return controls;
    }
}
