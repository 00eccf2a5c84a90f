using System.Globalization;

namespace SsprBot.Directories.Ldap;

/// <summary>Where a server is.</summary>
/// <param name="Host">Its name or address, as it stands in its certificate.</param>
internal sealed record LdapServer(string Host, int Port)
{
    /// <param name="text">A name or an address, with a port after a colon or without; an IPv6 address stands in brackets.</param>
    /// <returns>Null when it is none.</returns>
    public static LdapServer? Read(string text, int port)
    {
        var colon = text.LastIndexOf(':');
        var (host, given) = colon > text.LastIndexOf(']') ? (text[..colon], text[(colon + 1)..]) : (text, port.ToString(CultureInfo.InvariantCulture));
        var name = host is ['[', .. var address, ']'] ? address : host;
        return Uri.CheckHostName(host) is not UriHostNameType.Unknown && int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
            ? new LdapServer(name, number)
            : null;
    }
}
