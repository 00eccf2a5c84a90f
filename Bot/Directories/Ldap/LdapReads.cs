namespace SsprBot.Directories.Ldap;

/// <summary>The two ways to read: an entry that is known by its DN, and the entries that a filter finds.</summary>
internal static class LdapReads
{
    /// <summary>Reads one entry.</summary>
    /// <returns>Null when it is not there, or not one of those that are wanted.</returns>
    /// <exception cref="LdapException">The server did not answer, or would not.</exception>
    public static async Task<LdapEntry?> EntryAsync(this LdapConnection connection, string dn, LdapFilter filter, IReadOnlyList<string> attributes, CancellationToken ct)
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
        this LdapConnection connection, string dn, LdapFilter filter, IReadOnlyList<string> attributes, int most, CancellationToken ct)
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
