using System.Formats.Asn1;
using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Asks a domain controller to compare a password that is reset with those before (MS-ADTS 3.1.1.3.4.1.27); otherwise only a change is compared.</summary>
internal static class PolicyHints
{
    public const string Offered = "supportedControl";

    // The second is what it was called before Windows Server 2012.
    private static readonly string[] Oids = ["1.2.840.113556.1.4.2239", "1.2.840.113556.1.4.2066"];

    /// <param name="root">The root DSE, with <see cref="Offered"/>.</param>
    /// <returns>Null when this domain controller cannot.</returns>
    public static LdapControl? Of(LdapEntry? root) =>
        Oids.FirstOrDefault(oid => root?.Texts(Offered).Contains(oid) is true) is { } oid ? new LdapControl(oid, Critical: true, Enforce()) : null;

    private static byte[] Enforce()
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
        }

        return writer.Encode();
    }
}
