using System.ComponentModel.DataAnnotations;
using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What an Active Directory needs besides how it is reached. It stands in <c>Directories:{name}</c>.</summary>
internal sealed class AdSettings : PersonSettings
{
    public AdSettings() => (AlternateEmailAttribute, AuthenticationPhoneAttribute) = ("otherMailbox", "otherMobile");

    /// <summary>Whose accounts are served: the DN of an organisational unit, or empty for the whole domain.</summary>
    public string Base { get; init; } = "";

    /// <summary>After a reset the person must choose another password at the next sign-in.</summary>
    public bool MustChangeAfterReset { get; init; }

    /// <summary>No password is reset by a domain controller that cannot keep to the password history while doing it.</summary>
    public bool RequireHistory { get; init; }

    /// <summary>Whether a group's policy also holds for the members of groups within it; it costs one more search.</summary>
    public bool NestedGroups { get; init; }

    /// <summary>
    /// Groups whose members, also nested, count as administrators besides those that Windows protects: their account names. While one of them
    /// cannot be found everybody counts as an administrator.
    /// </summary>
    public IReadOnlyList<string> PrivilegedGroups { get; init; } = [];

    /// <summary>How long the domain's policies are remembered.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PolicyMemory { get; init; } = TimeSpan.FromMinutes(1);
}
