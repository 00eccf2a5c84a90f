using System.Globalization;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Times as Active Directory counts them: in 100 ns, points in time since 1601, spans as negative numbers (MS-ADTS 3.1.1.3.4.1.9, 2.2.12).</summary>
internal static class AdTime
{
    /// <returns>Null for none: 0, never, or unreadable.</returns>
    public static DateTimeOffset? Point(string? text) =>
        Number(text) is { } ticks and > 0 && ticks <= DateTimeOffset.MaxValue.ToFileTime() ? DateTimeOffset.FromFileTime(ticks).ToUniversalTime() : null;

    /// <returns>Null for none or for ever: 0, the smallest number, or unreadable.</returns>
    public static TimeSpan? Span(string? text) => Number(text) is { } ticks and < 0 and > long.MinValue ? TimeSpan.FromTicks(-ticks) : null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
