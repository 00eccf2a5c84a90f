using SsprBot.Network;
using SsprBot.Settings;

namespace SsprBot.Directories.Ldap;

/// <summary>What is wrong with how a directory is reached by LDAP: one sentence for each fault.</summary>
internal static class LdapFaults
{
    /// <param name="section">Where the settings stand, such as <c>Directories:staff</c>.</param>
    public static IEnumerable<string> Of(LdapSettings settings, string section, string contentRoot)
    {
        foreach (var fault in PolicySettings.Ranges(settings, section))
        {
            yield return fault;
        }

        if (settings.Servers.Count == 0 || settings.Servers.Any(server => LdapServer.Read(server, settings.UsualPort) is null))
        {
            yield return $"{section}:Servers must be names or addresses of LDAP servers, with a port or without. No ldap:// stands before them: the connection is always protected by TLS.";
        }

        if (!Enum.IsDefined(settings.Security))
        {
            yield return $"{section}:Security must be Tls or StartTls.";
        }

        if (settings.BindName.Length == 0 || settings.BindPassword.Length == 0)
        {
            yield return $"{section}:BindName and {section}:BindPassword must be the name and the password of the service account.";
        }

        if (!ServerTrust.IsReadable(settings.CaFile, contentRoot))
        {
            yield return $"{section}:CaFile must be a readable PEM file with at least one certificate.";
        }
    }
}
