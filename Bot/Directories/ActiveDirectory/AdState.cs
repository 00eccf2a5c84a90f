using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Whether somebody can sign in, as the entry says it.</summary>
internal sealed record AdState(bool Enabled, bool Locked, bool PasswordExpired, bool MustChange, DateTimeOffset? PasswordSetAt)
{
    public static readonly IReadOnlyList<string> Attributes = ["userAccountControl", Computed, "accountExpires", "lockoutTime", "pwdLastSet"];

    private const string Computed = "msDS-User-Account-Control-Computed";

    /// <param name="policy">The one that holds for the account; it is needed only where the server computes nothing.</param>
    public static AdState Of(LdapEntry entry, AdFlags flags, AdPolicy policy, DateTimeOffset now)
    {
        var computed = AdFlags.Read(entry.Text(Computed));
        var setAt = AdTime.Point(entry.Text("pwdLastSet"));
        var mustChange = setAt is null && !flags.PasswordNeverExpires;
        return new AdState(
            Enabled: !flags.IsDisabled && !(AdTime.Point(entry.Text("accountExpires")) <= now),
            Locked: computed.Value is null ? IsLocked(AdTime.Point(entry.Text("lockoutTime")), policy, now) : computed.IsLocked,
            PasswordExpired: !mustChange && (computed.Value is null ? IsExpired(setAt, flags, policy, now) : computed.IsPasswordExpired),
            mustChange,
            setAt);
    }

    /// <summary>Whether the server leaves the lock and the age of the password to be computed.</summary>
    public static bool NeedsPolicy(LdapEntry entry) => entry.Values(Computed).Count == 0;

    // The time of a lock stays there after it has run out.
    private static bool IsLocked(DateTimeOffset? since, AdPolicy policy, DateTimeOffset now) => since is { } at && !(at + policy.LockoutDuration <= now);

    private static bool IsExpired(DateTimeOffset? setAt, AdFlags flags, AdPolicy policy, DateTimeOffset now) =>
        !flags.PasswordNeverExpires && setAt + policy.MaximumAge <= now;
}
