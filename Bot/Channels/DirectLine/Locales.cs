using System.Collections.Frozen;
using System.Globalization;

namespace SsprBot.Channels.DirectLine;

/// <summary>Language tags that are known to the machine.</summary>
internal static class Locales
{
    public const string Default = "en";

    private const int MaxLength = 35;

    private static readonly Lazy<FrozenDictionary<string, string>> s_known = new(() =>
        CultureInfo.GetCultures(CultureTypes.AllCultures)
            .Where(culture => culture.Name.Length > 0)
            .ToFrozenDictionary(culture => culture.Name, culture => culture.Name, StringComparer.OrdinalIgnoreCase));

    /// <returns>The tag as it is usually written, or null when nobody speaks it.</returns>
    public static string? Known(string? tag) => tag is { Length: > 0 and <= MaxLength } ? s_known.Value.GetValueOrDefault(tag) : null;

    /// <summary>The first known language of an <c>Accept-Language</c> header.</summary>
    public static string? Accepted(string? header) =>
        header?.Split(',').Select(part => Known(part.Split(';')[0].Trim())).FirstOrDefault(tag => tag is not null);
}
