using System.Globalization;

namespace SsprBot.Directories.Ldap;

/// <summary>Points in time as directories write them (RFC 4517 §3.3.13), in UTC.</summary>
internal static class GeneralizedTime
{
    private static readonly string[] s_forms = ["yyyyMMddHHmmss'Z'", "yyyyMMddHHmmss'.'FFFFFFF'Z'", "yyyyMMddHHmm'Z'"];

    /// <returns>Null when there is none, or it is not a point in time.</returns>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
