using System.ComponentModel.DataAnnotations;
using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.OpenLdap;

/// <summary>Who is in an OpenLDAP directory, and which attributes say what. It stands in <c>Directories:{name}</c>, beside <see cref="LdapSettings"/>.</summary>
internal sealed class OpenLdapSettings : PersonSettings
{
    /// <summary>The DN under which the people are.</summary>
    [Required]
    public string Base { get; init; } = "";

    [Required]
    public string ObjectClass { get; init; } = "inetOrgPerson";

    /// <summary>What the account's user ID is; people may type it.</summary>
    [Required]
    public string UserIdAttribute { get; init; } = "uid";

    /// <summary>The person's mailbox; people may type it too. It is never written to, as the locked account may open it.</summary>
    [Required]
    public string MailAttribute { get; init; } = "mail";

    /// <summary>Further attributes that people may type a value of.</summary>
    public IReadOnlyList<string> FurtherUserIdAttributes { get; init; } = [];

    /// <summary>The lasting id of an entry; 389 Directory Server has <c>nsUniqueId</c> too.</summary>
    [Required]
    public string IdAttribute { get; init; } = "entryUUID";

    /// <summary>The name that is shown; where an entry has none it is its <c>cn</c>.</summary>
    public string DisplayNameAttribute { get; init; } = "displayName";

    /// <summary>The DN under which the groups are; empty means that the person's own <c>memberOf</c> names them.</summary>
    public string GroupBase { get; init; } = "";

    /// <summary>How a group names its members: <c>member</c> and <c>uniqueMember</c> hold DNs, <c>memberUid</c> user IDs.</summary>
    [Required]
    public string MemberAttribute { get; init; } = "member";

    /// <summary>The DNs of the groups whose members hold administrative rights. Whoever cannot be seen not to be in one, counts as being in it.</summary>
    public IReadOnlyList<string> PrivilegedGroups { get; init; } = [];

    /// <summary>The DNs of single accounts that hold administrative rights.</summary>
    public IReadOnlyList<string> PrivilegedAccounts { get; init; } = [];

    /// <summary>An attribute that tells that an account is disabled, such as <c>nsAccountLock</c>; empty when there is none.</summary>
    public string DisabledAttribute { get; init; } = "";

    /// <summary>Its value for disabled accounts, whatever the case; empty means any value.</summary>
    public string DisabledValue { get; init; } = "";

    /// <summary>The DN of the policy that holds for people without one of their own (slapd's <c>ppolicy_default</c>); empty when there is none.</summary>
    public string DefaultPolicy { get; init; } = "";

    /// <summary>Every attribute that people may type a value of.</summary>
    public IEnumerable<string> UserIdAttributes => [UserIdAttribute, MailAttribute, .. FurtherUserIdAttributes];
}
