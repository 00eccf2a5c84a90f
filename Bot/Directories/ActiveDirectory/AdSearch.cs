using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>The searches that are made here.</summary>
internal static class AdSearch
{
    /// <summary>Of people, also those that are <c>inetOrgPerson</c>; not of computers and contacts.</summary>
    public static LdapFilter People { get; } = LdapFilter.All(LdapFilter.Equal("objectCategory", "person"), LdapFilter.Equal("objectClass", "user"));

    public static LdapFilter Anything { get; } = LdapFilter.Present("objectClass");

    /// <summary>A DN that holds wherever the entry is moved (MS-ADTS 3.1.1.3.1.2.4).</summary>
    public static string ById(Guid id) => $"<GUID={id:D}>";

    /// <summary>Reads one entry.</summary>
    /// <returns>Null when it is not there, or not one of those that are wanted.</returns>
    /// <exception cref="LdapException">The server did not answer, or would not.</exception>
    public static async Task<LdapEntry?> EntryAsync(LdapConnection connection, string dn, LdapFilter filter, IReadOnlyList<string> attributes, CancellationToken ct)
    {
        var found = await connection.SearchAsync(new LdapSearch(dn, LdapScope.Base, filter, attributes), [], ct);
        return found.Result.Code switch
        {
            LdapCode.Success => found.Entries is [var entry] ? entry : null,
            LdapCode.NoSuchObject => null,
            _ => throw new LdapException(LdapFault.CannotServe),
        };
    }

    /// <summary>Reads all entries below one, up to a number.</summary>
    /// <returns>Null when there are more.</returns>
    /// <exception cref="LdapException">The server did not answer, or would not.</exception>
    public static async Task<IReadOnlyList<LdapEntry>?> EntriesAsync(
        LdapConnection connection, string dn, LdapFilter filter, IReadOnlyList<string> attributes, int most, CancellationToken ct)
    {
        var found = await connection.SearchAsync(new LdapSearch(dn, LdapScope.Subtree, filter, attributes, most), [], ct);
        return found.Result.Code switch
        {
            LdapCode.Success => found.Entries,
            LdapCode.SizeLimitExceeded => null,
            _ => throw new LdapException(LdapFault.CannotServe),
        };
    }
}
