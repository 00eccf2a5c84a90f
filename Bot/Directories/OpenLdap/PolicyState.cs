using System.Text;
using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.OpenLdap;

/// <summary>
/// How somebody stands with the password policy, by what the policy keeps at the entry. 389 Directory Server computes the ends of a lock and of a
/// password itself and keeps them in attributes of its own; it tells when a password was set only with <c>passwordTrackUpdateTime</c>.
/// </summary>
internal sealed record PolicyState(bool Enabled, bool Locked, bool Expired, bool MustChange, DateTimeOffset SetAt)
{
    public static readonly IReadOnlyList<string> Attributes =
    [
        LockedTime, "pwdChangedTime", "pwdReset", "pwdStartTime", "pwdEndTime", "createTimestamp", UnlockTime, RetryCount, "passwordExpirationTime", "pwdUpdateTime",
    ];

    private const string LockedTime = "pwdAccountLockedTime";
    private const string UnlockTime = "accountUnlockTime";
    private const string RetryCount = "passwordRetryCount";

    // Set by an administrator, and for good (draft-behera-ldap-password-policy-10 §5.3.3): nobody's own wrong passwords come to it.
    private const string ForGood = "000001010000Z";

    public static PolicyState Of(LdapEntry entry, PasswordPolicy policy, DateTimeOffset now)
    {
        var changed = Time(entry, "pwdChangedTime") ?? Time(entry, "pwdUpdateTime");
        var expires = Time(entry, "passwordExpirationTime");
        return new PolicyState(
            Enabled: !IsLockedForGood(entry) && !(Time(entry, "pwdStartTime") > now) && !(Time(entry, "pwdEndTime") <= now),
            Locked: (policy.Locks && !IsLockedForGood(entry) && IsLocked(entry, policy.LockoutDuration, now)) || IsLockedUntil(entry, now),
            Expired: Time(entry, "pwdChangedTime") + policy.MaxAge <= now || (expires <= now && expires != DateTimeOffset.UnixEpoch),
            MustChange: entry.Text("pwdReset") == "TRUE" || expires == DateTimeOffset.UnixEpoch,
            SetAt: changed ?? Time(entry, "createTimestamp") ?? DateTimeOffset.UnixEpoch);
    }

    public static bool IsLockedForGood(LdapEntry entry) => entry.Text(LockedTime) == ForGood;

    /// <summary>What takes a lock away; nothing where there is none. Only the lock that was seen: one that an administrator sets meanwhile stays.</summary>
    public static IReadOnlyList<LdapChange> Unlocking(LdapEntry entry) =>
    [
        .. ((string[])[LockedTime, UnlockTime]).SelectMany(attribute => entry.Values(attribute).Select(seen => new LdapChange(LdapChangeKind.Delete, attribute, seen))),
        .. entry.Values(UnlockTime).Select(_ => new LdapChange(LdapChangeKind.Replace, RetryCount, Encoding.ASCII.GetBytes("0"))),
    ];

    private static DateTimeOffset? Time(LdapEntry entry, string attribute) => GeneralizedTime.Read(entry.Text(attribute));

    // Without a duration it lasts until somebody lifts it.
    private static bool IsLocked(LdapEntry entry, TimeSpan? duration, DateTimeOffset now) => entry.Text(LockedTime) is not null && !(Time(entry, LockedTime) + duration <= now);

    // It stays there after a new password, which only begins to count anew. 1970 is never.
    private static bool IsLockedUntil(LdapEntry entry, DateTimeOffset now) =>
        Time(entry, UnlockTime) is { } until && (until == DateTimeOffset.UnixEpoch || until > now) && entry.Text(RetryCount) != "0";
}
