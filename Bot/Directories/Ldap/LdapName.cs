using System.Globalization;
using System.Text;

namespace SsprBot.Directories.Ldap;

/// <summary>Distinguished names as text (RFC 4514).</summary>
internal static class LdapName
{
    /// <summary>What the first part of a name says, such as <c>Sales, East</c> of <c>CN=Sales\, East,OU=Groups,DC=corp,DC=example</c>.</summary>
    public static string First(string dn)
    {
        var value = new List<byte>();
        for (var i = dn.IndexOf('=', StringComparison.Ordinal) + 1; i < dn.Length && dn[i] is not (',' or '+'); i++)
        {
            if (dn[i] != '\\' || i + 1 == dn.Length)
            {
                value.AddRange(Encoding.UTF8.GetBytes(dn, i, 1));
            }
            else if (i + 2 < dn.Length && byte.TryParse(dn.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                value.Add(octet);
                i += 2;
            }
            else
            {
                value.AddRange(Encoding.UTF8.GetBytes(dn, ++i, 1));
            }
        }

        return Encoding.UTF8.GetString([.. value]);
    }
}
