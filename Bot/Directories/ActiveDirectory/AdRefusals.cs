using SsprBot.Directories.Ldap;
using SsprBot.Domain;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What a domain controller's no to a new password means.</summary>
internal static class AdRefusals
{
    private const int ComplexityClasses = 3;

    // Samba says why; Windows does not.
    private static readonly (string Words, DirectoryRefusal Why)[] Said =
    [
        ("too short", DirectoryRefusal.TooShort),
        ("complexity", DirectoryRefusal.TooSimple),
        ("already used", DirectoryRefusal.UsedBefore),
        ("too young", DirectoryRefusal.TooRecent),
    ];

    /// <param name="rules">Those that hold for the account.</param>
    /// <param name="age">How old the present password is; null when the domain controller heeded neither it nor those before.</param>
    public static DirectoryRefusal Of(LdapResult result, Password password, DirectoryRules rules, TimeSpan? age) =>
        AdError.Of(result) is not AdError.PasswordRestriction ? DirectoryRefusal.NotAllowed
        : Said.FirstOrDefault(said => result.Message.Contains(said.Words, StringComparison.OrdinalIgnoreCase)) is { Words: not null } said ? said.Why
        : password.Reveal().Length < rules.Length ? DirectoryRefusal.TooShort
        : rules.Complexity is true && PasswordShape.Of(password.Reveal()).Classes < ComplexityClasses ? DirectoryRefusal.TooSimple
        : age < rules.MinimumAge ? DirectoryRefusal.TooRecent
        : age is not null && rules.History > 0 ? DirectoryRefusal.UsedBefore

        // All that is known was met: what else refuses passwords there is a list of banned ones.
        : rules != DirectoryRules.None ? DirectoryRefusal.Banned
        : DirectoryRefusal.NotAllowed;
}
