using SsprBot.Doctor;

namespace SsprBot.Directories.Ldap;

/// <summary>What every directory over LDAP must be able to do, and how to mend it.</summary>
internal static class LdapExam
{
    /// <returns>Whether at least one server lets the service account in.</returns>
    public static async Task<bool> SignsInAsync(Findings findings, LdapServers servers, CancellationToken ct)
    {
        var tried = await servers.TryEachAsync(ct);
        foreach (var (server, fault) in tried)
        {
            if (fault is { } why)
            {
                findings.Fault($"The service account does not get in at {server}: {why}.", MendOf(why));
            }
            else
            {
                findings.Ok($"The service account gets in at {server}.");
            }
        }

        return tried.Any(one => one.Fault is null);
    }

    /// <summary>Reads, and tells when it cannot.</summary>
    public static async Task ReadAsync(Findings findings, Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (LdapException unreadable)
        {
            findings.Fault(
                $"What holds for everybody cannot be read: {unreadable.Fault}.", "See whether Base names an entry that is there, and whether the service account may read it and the password policy.");
        }
    }

    private static string MendOf(LdapFault fault) => fault switch
    {
        LdapFault.Unreachable => "See whether the server runs, and whether its name, port and the firewall let the host through.",
        LdapFault.NotTrusted => "See whether its certificate is valid and holds the name in Servers, and whether CaFile has the authority that issued it.",
        LdapFault.NotLetIn => "See whether BindName and BindPassword are right, and whether the service account is enabled, not locked and not expired.",
        LdapFault.TimedOut => "See what slows the server or the network down.",
        _ => "See the server's own log.",
    };
}
