using System.Formats.Asn1;
using SsprBot.Domain;

namespace SsprBot.Directories.Ldap;

internal enum LdapScope { Base, One, Subtree }

/// <summary>What is searched for.</summary>
/// <param name="Attributes">Which attributes come back; operational ones only when they are named.</param>
/// <param name="SizeLimit">How many entries come back at most; 1 to 1000. An answer with more of them is refused.</param>
internal sealed record LdapSearch(string Base, LdapScope Scope, LdapFilter Filter, IReadOnlyList<string> Attributes, int SizeLimit = 1);

internal enum LdapChangeKind { Add, Delete, Replace }

/// <summary>One change to an attribute; to replace it by no values removes it, and does no harm when it was not there (RFC 4511 §4.6).</summary>
internal sealed record LdapChange(LdapChangeKind Kind, string Attribute, params IReadOnlyList<byte[]> Values);

/// <summary>Writes requests as they go over the wire (RFC 4511 §4).</summary>
internal static class LdapRequests
{
    private static ReadOnlySpan<byte> NeverDereferenced => [10, 1, 0];

    public static byte[] Message(int id, Action<AsnWriter> operation, IReadOnlyList<LdapControl> controls)
    {
        var writer = Ber.Writer();
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            operation(writer);
            if (controls.Count > 0)
            {
                Write(writer, controls);
            }
        }

        return writer.Taken();
    }

    public static void Bind(AsnWriter writer, string name, Password password)
    {
        using (writer.PushSequence(Ber.Application(0)))
        {
            writer.WriteInteger(3);
            writer.WriteText(name);
            writer.WriteSecret(password, Ber.Context(0));
        }
    }

    /// <param name="seconds">How long the server may work on it.</param>
    public static void Search(AsnWriter writer, LdapSearch search, int seconds)
    {
        using (writer.PushSequence(Ber.Application(3)))
        {
            writer.WriteText(search.Base);
            writer.WriteEnumeratedValue(search.Scope);
            writer.WriteEncodedValue(NeverDereferenced);
            writer.WriteInteger(search.SizeLimit);
            writer.WriteInteger(seconds);
            writer.WriteBoolean(false);
            search.Filter.Write(writer);
            using (writer.PushSequence())
            {
                foreach (var attribute in search.Attributes)
                {
                    writer.WriteText(attribute);
                }
            }
        }
    }

    public static void Modify(AsnWriter writer, string dn, IReadOnlyList<LdapChange> changes)
    {
        using (writer.PushSequence(Ber.Application(6)))
        {
            writer.WriteText(dn);
            using (writer.PushSequence())
            {
                foreach (var change in changes)
                {
                    Write(writer, change);
                }
            }
        }
    }

    public static void Extended(AsnWriter writer, string oid, byte[]? value)
    {
        using (writer.PushSequence(Ber.Application(23)))
        {
            writer.WriteText(oid, Ber.Context(0));
            if (value is not null)
            {
                writer.WriteOctetString(value, Ber.Context(1));
            }
        }
    }

    private static void Write(AsnWriter writer, LdapChange change)
    {
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(change.Kind);
            using (writer.PushSequence())
            {
                writer.WriteText(change.Attribute);
                using (writer.PushSetOf())
                {
                    foreach (var value in change.Values)
                    {
                        writer.WriteOctetString(value);
                    }
                }
            }
        }
    }

    private static void Write(AsnWriter writer, IReadOnlyList<LdapControl> controls)
    {
        using (writer.PushSequence(Ber.Context(0, true)))
        {
            foreach (var control in controls)
            {
                using (writer.PushSequence())
                {
                    writer.WriteText(control.Oid);
                    if (control.Critical)
                    {
                        writer.WriteBoolean(true);
                    }

                    if (control.Value is not null)
                    {
                        writer.WriteOctetString(control.Value);
                    }
                }
            }
        }
    }
}
