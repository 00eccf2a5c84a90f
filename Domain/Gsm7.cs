using System.Buffers;

namespace SsprBot.Domain;

/// <summary>
/// The alphabet of text messages: the 7-bit default alphabet and its extension table (3GPP TS 23.038 §6.2.1 and §6.2.1.1). A text with any other
/// character goes as UCS-2 (§6.2.3) and takes more messages.
/// </summary>
public static class Gsm7
{
    // Septets of a message, and of a part of a longer one: its header takes 7 (TS 23.040 §9.2.3.24.1). In UCS-2, 16-bit units.
    private const int Whole = 160;
    private const int Part = 153;
    private const int WholeUcs2 = 70;
    private const int PartUcs2 = 67;

    private static readonly SearchValues<char> s_basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    // Each takes two septets: escape, and itself.
    private static readonly SearchValues<char> s_extended = SearchValues.Create("\f^{}\\[~]|€");

    /// <summary>Whether every character is in the alphabet.</summary>
    public static bool Fits(string text) => text.All(c => s_basic.Contains(c) || s_extended.Contains(c));

    /// <returns>In how many messages a text is sent and paid; at least 1. A character is never divided between two.</returns>
    public static int Segments(string text) =>
        Fits(text)
            ? Count(text.Select(c => s_extended.Contains(c) ? 2 : 1), Whole, Part)
            : Count(text.EnumerateRunes().Select(rune => rune.Utf16SequenceLength), WholeUcs2, PartUcs2);

    private static int Count(IEnumerable<int> sizes, int whole, int part)
    {
        var (all, parts, used) = (0, 1, 0);
        foreach (var size in sizes)
        {
            all += size;
            (parts, used) = used + size > part ? (parts + 1, size) : (parts, used + size);
        }

        return all <= whole ? 1 : parts;
    }
}
