using SsprBot.Directories.Ldap;
using SsprBot.Domain;

namespace SsprBot.Directories.OpenLdap;

/// <summary>Finds entries, and makes accounts of them.</summary>
internal sealed class OpenLdapEntries(OpenLdapSettings settings, TimeProvider time)
{
    private const string OwnPolicy = "pwdPolicySubentry";

    private readonly Groups _groups = new(settings);

    /// <returns>Null when nobody has the user ID, or more than one.</returns>
    public async Task<LdapEntry?> FindAsync(LdapConnection connection, string userId, CancellationToken ct) =>
        await OneAsync(connection, LdapFilter.Any([.. settings.UserIdAttributes.Select(attribute => LdapFilter.Equal(attribute, userId))]), ct) is { } entry
        && settings.UserIdAttributes.SelectMany(entry.Texts).Contains(userId, StringComparer.OrdinalIgnoreCase)
            ? entry
            : null;

    /// <returns>Null when there is none.</returns>
    public async Task<LdapEntry?> ReadAsync(LdapConnection connection, string accountId, CancellationToken ct) =>
        accountId.Length > 0 && await OneAsync(connection, LdapFilter.Equal(settings.IdAttribute, accountId), ct) is { } entry && entry.Text(settings.IdAttribute) == accountId
            ? entry
            : null;

    public async Task<Account> AccountAsync(LdapConnection connection, LdapEntry entry, CancellationToken ct)
    {
        var state = PolicyState.Of(entry, await PolicyAsync(connection, entry, ct), time.GetUtcNow());
        var groups = await _groups.OfAsync(connection, entry, ct);
        return new Account(
            entry.Text(settings.IdAttribute) ?? throw new LdapException(LdapFault.CannotServe),
            entry.Text(settings.UserIdAttribute) ?? "",
            entry.Text(settings.DisplayNameAttribute) ?? entry.Text("cn") ?? "",
            entry.Text(settings.MailAttribute) ?? "",
            state.SetAt)
        {
            Enabled = state.Enabled && !IsDisabled(entry),
            Locked = state.Locked,
            PasswordExpired = state.Expired,
            MustChangePassword = state.MustChange,
            Privileged = await _groups.IsPrivilegedAsync(connection, entry, groups, ct),
            Groups = [.. groups.Select(group => group.Name)],
            ContactPoints = settings.ContactsOf(entry),
            Language = settings.LanguageOf(entry),
        };
    }

    /// <param name="entry">Null for somebody without a policy of their own.</param>
    public async Task<PasswordPolicy> PolicyAsync(LdapConnection connection, LdapEntry? entry, CancellationToken ct)
    {
        var dn = entry?.Text(OwnPolicy) ?? settings.DefaultPolicy;
        if (dn.Length == 0)
        {
            return PasswordPolicy.None;
        }

        var found = await connection.SearchAsync(new LdapSearch(dn, LdapScope.Base, LdapFilter.Anything, PasswordPolicy.Attributes), [], ct);
        return found.Entries is [var policy] ? PasswordPolicy.Of(policy) : PasswordPolicy.Unreadable;
    }

    /// <returns>Whether the base is there, and the policy of those who have none of their own.</returns>
    public async Task<(bool HasBase, PasswordPolicy Policy)> SeenAsync(LdapConnection connection, CancellationToken ct) =>
        (await connection.EntryAsync(settings.Base, LdapFilter.Anything, ["objectClass"], ct) is not null, await PolicyAsync(connection, null, ct));

    private bool IsDisabled(LdapEntry entry) =>
        settings.DisabledAttribute.Length > 0
        && entry.Texts(settings.DisabledAttribute).Any(value => settings.DisabledValue.Length == 0 || value.Equals(settings.DisabledValue, StringComparison.OrdinalIgnoreCase));

    private async Task<LdapEntry?> OneAsync(LdapConnection connection, LdapFilter filter, CancellationToken ct)
    {
        string[] attributes =
        [
            settings.IdAttribute, .. settings.UserIdAttributes, settings.DisplayNameAttribute, "cn", Groups.MemberOf, OwnPolicy,
            .. settings.PersonAttributes, settings.DisabledAttribute, .. PolicyState.Attributes,
        ];
        var found = await connection.EntriesAsync(
            settings.Base,
            LdapFilter.All(LdapFilter.Equal("objectClass", settings.ObjectClass), filter),
            [.. attributes.Where(attribute => attribute.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            most: 2,
            ct);
        return found is [var only] ? only : null;
    }
}
