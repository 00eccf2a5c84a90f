using System.Globalization;

namespace SsprBot.Settings;

/// <summary>Whether white text on a colour is hard to read: relative luminance and contrast as in WCAG 2.2, §1.4.3.</summary>
internal static class WhiteText
{
    private const double LeastContrast = 4.5;

    /// <param name="colour"><c>#rrggbb</c>; of anything else nothing is said.</param>
    public static bool IsFaintOn(string colour) =>
        uint.TryParse(colour.AsSpan().TrimStart('#'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) && Contrast(rgb) < LeastContrast;

    private static double Contrast(uint rgb) => 1.05 / (Luminance(rgb) + 0.05);

    private static double Luminance(uint rgb) => (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear(rgb >> 8)) + (0.0722 * Linear(rgb));

    private static double Linear(uint rgb)
    {
        var share = (rgb & 0xff) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
