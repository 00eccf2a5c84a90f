using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.OpenLdap;

/// <summary>The groups of an account, and whether one of them gives it administrative rights.</summary>
internal sealed class Groups(OpenLdapSettings settings)
{
    public const string MemberOf = "memberOf";

    private const int Most = 1000;

    private bool HoldsUserIds => settings.MemberAttribute.Equals("memberUid", StringComparison.OrdinalIgnoreCase);

    /// <returns>Their DNs and names; also of groups that a group of the account is in.</returns>
    /// <exception cref="LdapException">They could not be read, or are too many.</exception>
    public async Task<IReadOnlyList<Group>> OfAsync(LdapConnection connection, LdapEntry account, CancellationToken ct)
    {
        if (settings.GroupBase.Length == 0)
        {
            return [.. account.Texts(MemberOf).Select(dn => new Group(dn, LdapName.First(dn)))];
        }

        var known = new Dictionary<string, Group>(StringComparer.OrdinalIgnoreCase);
        for (var members = MemberNames(account); members.Count > 0 && known.Count <= Most;)
        {
            var found = await WithAsync(connection, members, ct);
            members = [.. found.Where(group => known.TryAdd(group.Dn, group) && !HoldsUserIds).Select(group => group.Dn)];
        }

        return known.Count <= Most ? [.. known.Values] : throw new LdapException(LdapFault.CannotServe);
    }

    /// <summary>Whether the account holds administrative rights, or cannot be seen to hold none.</summary>
    /// <exception cref="LdapException">There was no answer.</exception>
    public async Task<bool> IsPrivilegedAsync(LdapConnection connection, LdapEntry account, IReadOnlyList<Group> groups, CancellationToken ct)
    {
        if (settings.PrivilegedAccounts.Count > 0
            && !await SeesAsync(connection, account.Dn, LdapFilter.Not(LdapFilter.Any([.. settings.PrivilegedAccounts.Select(dn => LdapFilter.Equal("entryDN", dn))])), ct))
        {
            return true;
        }

        foreach (var privileged in settings.PrivilegedGroups)
        {
            string[] members = [.. MemberNames(account), .. HoldsUserIds ? [] : groups.Select(group => group.Dn)];
            var isNoMember = LdapFilter.All(
                LdapFilter.Present(settings.MemberAttribute), LdapFilter.Not(LdapFilter.Any([.. members.Select(member => LdapFilter.Equal(settings.MemberAttribute, member))])));
            if (!await SeesAsync(connection, privileged, isNoMember, ct))
            {
                return true;
            }
        }

        return false;
    }

    // Of what may not be read no filter is true (RFC 4511 §4.5.1.7): to be seen to be in none takes the right to see.
    private static async Task<bool> SeesAsync(LdapConnection connection, string dn, LdapFilter filter, CancellationToken ct) =>
        (await connection.SearchAsync(new LdapSearch(dn, LdapScope.Base, filter, ["1.1"]), [], ct)) is { Result.Succeeded: true, Entries.Count: 1 };

    private IReadOnlyList<string> MemberNames(LdapEntry account) => HoldsUserIds ? account.Texts(settings.UserIdAttribute) : [account.Dn];

    private async Task<IReadOnlyList<Group>> WithAsync(LdapConnection connection, IReadOnlyList<string> members, CancellationToken ct)
    {
        var filter = LdapFilter.Any([.. members.Select(member => LdapFilter.Equal(settings.MemberAttribute, member))]);
        var found = await connection.EntriesAsync(settings.GroupBase, filter, ["cn"], Most, ct) ?? throw new LdapException(LdapFault.CannotServe);
        return [.. found.Select(entry => new Group(entry.Dn, entry.Text("cn") ?? ""))];
    }
}

/// <param name="Name">Its <c>cn</c>.</param>
internal sealed record Group(string Dn, string Name);
