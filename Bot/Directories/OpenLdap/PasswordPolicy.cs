using System.Globalization;
using SsprBot.Directories.Ldap;
using SsprBot.Domain;

namespace SsprBot.Directories.OpenLdap;

/// <summary>
/// A policy entry of the overlay ppolicy (slapo-ppolicy(5)), or of 389 Directory Server, whose own for everybody is <c>cn=config</c>; null and false
/// where it asks for nothing.
/// </summary>
internal sealed record PasswordPolicy(int? MinLength, int? MaxLength, int? History, TimeSpan? MinAge, TimeSpan? MaxAge, bool Locks, TimeSpan? LockoutDuration)
{
    public static readonly IReadOnlyList<string> Attributes =
    [
        "pwdMinLength", "pwdMaxLength", "pwdInHistory", "pwdMinAge", "pwdMaxAge", "pwdLockout", "pwdLockoutDuration", "passwordMinLength", "passwordCheckSyntax",
        "passwordInHistory", "passwordHistory", "passwordMinAge",
    ];

    public static PasswordPolicy None { get; } = new(null, null, null, null, null, Locks: false, null);

    /// <summary>One that holds but could not be read: a lock is taken for one that lasts.</summary>
    public static PasswordPolicy Unreadable { get; } = None with { Locks = true };

    public DirectoryRules Rules => new(MinLength, Complexity: null, History, MinAge) { MaxLength = MaxLength };

    public static PasswordPolicy Of(LdapEntry entry) => new(
        Number(entry, "pwdMinLength") ?? (entry.Text("passwordCheckSyntax") == "on" ? Number(entry, "passwordMinLength") : null),
        Number(entry, "pwdMaxLength"),
        Number(entry, "pwdInHistory") ?? (entry.Text("passwordHistory") == "on" ? Number(entry, "passwordInHistory") : null),
        Seconds(entry, "pwdMinAge") ?? Seconds(entry, "passwordMinAge"),
        Seconds(entry, "pwdMaxAge"),
        entry.Text("pwdLockout") == "TRUE",
        Seconds(entry, "pwdLockoutDuration"));

    private static int? Number(LdapEntry entry, string attribute) =>
        int.TryParse(entry.Text(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static TimeSpan? Seconds(LdapEntry entry, string attribute) => Number(entry, attribute) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
