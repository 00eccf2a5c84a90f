using SsprBot.Directories.Ldap;
using SsprBot.Domain;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Finds and reads accounts.</summary>
internal sealed class AdAccounts(LdapServers servers, AdDomains domains, AdPolicies policies, AdSettings settings, TimeProvider time)
{
    /// <summary>Follows groups within groups (MS-ADTS 3.1.1.3.4.4.3).</summary>
    private const string InChain = "1.2.840.113556.1.4.1941";

    /// <summary>In how many groups somebody can be: a token holds no more (MS-KB 328889).</summary>
    private const int MostGroups = 1015;

    private const string Id = "objectGUID";

    private static readonly string[] UserIds = ["userPrincipalName", "sAMAccountName", "mail"];

    private readonly IReadOnlyList<string> _attributes =
    [
        .. UserIds, "displayName", "cn", "memberOf", AdPolicies.Resultant, .. AdState.Attributes, .. AdPrivilege.Attributes, .. settings.PersonAttributes,
    ];

    /// <summary>Exactly one whose user principal name, account name or mail address it is.</summary>
    /// <exception cref="LdapException">It cannot be read.</exception>
    public async Task<Account?> FindAsync(string userId, CancellationToken ct)
    {
        var domain = await domains.ReadAsync(ct);
        var filter = LdapFilter.All(AdSearch.People, LdapFilter.Any([.. UserIds.Select(attribute => LdapFilter.Equal(attribute, userId))]));
        var found = await servers.ReadAsync((connection, inTime) => connection.EntriesAsync(domain.Base, filter, [Id, .. UserIds], 2, inTime), ct);

        // To Windows an accent makes no difference; to people it does.
        return found is [var one] && one.Values(Id) is [{ Length: 16 } id] && UserIds.Any(attribute => userId.Equals(one.Text(attribute), StringComparison.OrdinalIgnoreCase))
            ? await ReadAsync(new Guid(id), ct)
            : null;
    }

    /// <exception cref="LdapException">It cannot be read.</exception>
    public async Task<Account?> ReadAsync(Guid id, CancellationToken ct)
    {
        var domain = await domains.ReadAsync(ct);
        var (entry, nested) = await servers.ReadAsync((connection, inTime) => ReadAsync(connection, domain, id, inTime), ct);
        if (entry is null || !domain.Serves(entry.Dn))
        {
            return null;
        }

        policies.Note(id, entry);
        var policy = AdState.NeedsPolicy(entry) ? await policies.OfAsync(id, ct) : AdPolicy.Unknown;
        return AccountOf(id, entry, nested, domain, policy);
    }

    /// <summary>Where the account is now.</summary>
    /// <exception cref="LdapException">It cannot be read.</exception>
    public async Task<string?> DnAsync(Guid id, CancellationToken ct) =>
        (await servers.ReadAsync((connection, inTime) => connection.EntryAsync(AdSearch.ById(id), AdSearch.People, [Id], inTime), ct))?.Dn;

    private async Task<(LdapEntry? Entry, IReadOnlyList<LdapEntry> Groups)> ReadAsync(LdapConnection connection, AdDomain domain, Guid id, CancellationToken ct)
    {
        var entry = await connection.EntryAsync(AdSearch.ById(id), AdSearch.People, _attributes, ct);
        return entry is null || !settings.NestedGroups
            ? (entry, [])
            : (entry, await connection.EntriesAsync(domain.Head, LdapFilter.Matches(InChain, "member", entry.Dn), ["cn"], MostGroups, ct) ?? throw new LdapException(LdapFault.CannotServe));
    }

    private Account AccountOf(Guid id, LdapEntry entry, IReadOnlyList<LdapEntry> nested, AdDomain domain, AdPolicy policy)
    {
        var flags = AdFlags.Read(entry.Text("userAccountControl"));
        var state = AdState.Of(entry, flags, policy, time.GetUtcNow());
        var name = entry.Text("sAMAccountName") ?? "";
        return new Account(
            id.ToString(),
            entry.Text("userPrincipalName") ?? name,
            entry.Text("displayName") ?? entry.Text("cn") ?? name,
            entry.Text("mail") ?? "",
            state.PasswordSetAt ?? DateTimeOffset.UnixEpoch)
        {
            Enabled = state.Enabled,
            Locked = state.Locked,
            PasswordExpired = state.PasswordExpired,
            MustChangePassword = state.MustChange,
            Privileged = AdPrivilege.Of(entry, flags, domain.PrivilegedGroups),
            Groups = [.. entry.Texts("memberOf").Concat(nested.Select(group => group.Dn)).Select(LdapName.First).Distinct(StringComparer.OrdinalIgnoreCase)],
            ContactPoints = settings.ContactsOf(entry),
            Language = settings.LanguageOf(entry),
        };
    }
}
