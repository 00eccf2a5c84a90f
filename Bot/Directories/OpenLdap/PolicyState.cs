using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.OpenLdap;

/// <summary>How somebody stands with the password policy, by what the policy keeps at the entry.</summary>
internal sealed record PolicyState(bool Enabled, bool Locked, bool Expired, bool MustChange, DateTimeOffset SetAt)
{
    /// <summary>When an account was locked.</summary>
    public const string LockedTime = "pwdAccountLockedTime";

    public static readonly IReadOnlyList<string> Attributes = [LockedTime, "pwdChangedTime", "pwdReset", "pwdStartTime", "pwdEndTime", "createTimestamp"];

    // Set by an administrator, and for good (draft-behera-ldap-password-policy-10 §5.3.3): nobody's own wrong passwords come to it.
    private const string ForGood = "000001010000Z";

    public static PolicyState Of(LdapEntry entry, PasswordPolicy policy, DateTimeOffset now)
    {
        var changed = GeneralizedTime.Read(entry.Text("pwdChangedTime"));
        return new PolicyState(
            Enabled: !IsLockedForGood(entry) && !(GeneralizedTime.Read(entry.Text("pwdStartTime")) > now) && !(GeneralizedTime.Read(entry.Text("pwdEndTime")) <= now),
            Locked: policy.Locks && !IsLockedForGood(entry) && IsLocked(entry.Text(LockedTime), policy.LockoutDuration, now),
            Expired: changed + policy.MaxAge <= now,
            MustChange: entry.Text("pwdReset") == "TRUE",
            SetAt: changed ?? GeneralizedTime.Read(entry.Text("createTimestamp")) ?? DateTimeOffset.UnixEpoch);
    }

    public static bool IsLockedForGood(LdapEntry entry) => entry.Text(LockedTime) == ForGood;

    // Without a duration it lasts until somebody lifts it.
    private static bool IsLocked(string? lockedAt, TimeSpan? duration, DateTimeOffset now) => lockedAt is not null && !(GeneralizedTime.Read(lockedAt) + duration <= now);
}
