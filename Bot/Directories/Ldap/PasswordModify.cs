using SsprBot.Domain;

namespace SsprBot.Directories.Ldap;

/// <summary>The extended operation that sets a password by whatever scheme the server keeps it in (RFC 3062).</summary>
internal static class PasswordModify
{
    public const string Oid = "1.3.6.1.4.1.4203.1.11.1";

    /// <param name="current">Null for somebody who may set it without.</param>
    public static byte[] Value(string dn, Password? current, Password password)
    {
        var writer = Ber.Writer();
        using (writer.PushSequence())
        {
            writer.WriteText(dn, Ber.Context(0));
            if (current is not null)
            {
                writer.WriteSecret(current, Ber.Context(1));
            }

            writer.WriteSecret(password, Ber.Context(2));
        }

        return writer.Taken();
    }
}
