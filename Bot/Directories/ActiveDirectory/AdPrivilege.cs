using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Who holds administrative rights, or may. Whatever cannot be read counts as if they did.</summary>
internal static class AdPrivilege
{
    /// <summary>What must be read of an account to tell; <c>tokenGroups</c> only a search of the entry itself gives (MS-ADTS 3.1.1.4.5.19).</summary>
    public static readonly IReadOnlyList<string> Attributes = ["objectSid", "tokenGroups", "adminCount", "isCriticalSystemObject", "servicePrincipalName"];

    private const uint BuiltIn = 32;
    private const uint OfDomain = 21;

    // Relative ids below 1000 mean the same in every domain (MS-DTYP 2.4.2.4).
    private static readonly HashSet<uint> Relative =
    [
        498, // Enterprise Read-only Domain Controllers
        500, // Administrator
        502, // krbtgt
        512, // Domain Admins
        516, // Domain Controllers
        517, // Cert Publishers
        518, // Schema Admins
        519, // Enterprise Admins
        520, // Group Policy Creator Owners
        521, // Read-only Domain Controllers
        525, // Protected Users
        526, // Key Admins
        527, // Enterprise Key Admins
    ];

    private static readonly HashSet<uint> BuiltInGroups =
    [
        544, // Administrators
        548, // Account Operators
        549, // Server Operators
        550, // Print Operators
        551, // Backup Operators
        552, // Replicator
        557, // Incoming Forest Trust Builders
        569, // Cryptographic Operators
        578, // Hyper-V Administrators
    ];

    /// <param name="excluded">The SIDs of further groups; null when not all of them could be found.</param>
    public static bool Of(LdapEntry entry, AdFlags flags, IReadOnlySet<string>? excluded)
    {
        var groups = entry.Values("tokenGroups");
        return excluded is null

            // Everybody has a primary group: without any they may not be read.
            || groups.Count == 0
            || entry.Values("objectSid") is not [var own]
            || groups.Append(own).Any(IsPowerful)
            || groups.Any(sid => excluded.Contains(Convert.ToHexString(sid)))
            || !flags.IsOrdinary
            || entry.Text("adminCount") is not (null or "0")
            || entry.Text("isCriticalSystemObject") is not (null or "FALSE")

            // It stands for a service.
            || entry.Values("servicePrincipalName").Count > 0;
    }

    private static bool IsPowerful(byte[] sid) => Sid.Read(sid) switch
    {
        [BuiltIn, var group] => BuiltInGroups.Contains(group),
        [OfDomain, _, _, _, var relative] => Relative.Contains(relative),
        { Length: > 0 } => false,
        _ => true,
    };
}
