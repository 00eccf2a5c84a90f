using System.Globalization;

namespace SsprBot.Channels;

/// <summary>Language tags that are known to the machine.</summary>
internal static class Locales
{
    public const string Default = "en";

    private const int MaxLength = 35;

    /// <returns>The tag as it is usually written, or null when nobody speaks it.</returns>
    public static string? Known(string? tag)
    {
        if (tag is not { Length: > 0 and <= MaxLength } || tag.Any(symbol => !char.IsAsciiLetterOrDigit(symbol) && symbol is not '-'))
        {
            return null;
        }

        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).Name;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The first known language of an <c>Accept-Language</c> header.</summary>
    public static string? Accepted(string? header) =>
        header?.Split(',').Select(part => Known(part.Split(';')[0].Trim())).FirstOrDefault(tag => tag is not null);
}
