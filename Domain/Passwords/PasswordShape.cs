using System.Globalization;
using System.Numerics;
using System.Text;

namespace SsprBot.Domain;

/// <summary>What can be said of a password without knowing words.</summary>
/// <param name="Length">In code points; half a surrogate pair counts as one.</param>
/// <param name="Classes">How many of: upper case, lower case, decimal digits, letters without case, everything else.</param>
/// <param name="WellFormed">No control character (C0, DEL, C1), no half surrogate pair, and no U+FFFD: it stands for something that was typed and lost.</param>
/// <param name="PrintableAscii">U+0020 to U+007E alone.</param>
public readonly record struct PasswordShape(int Length, int Classes, bool WellFormed, bool PrintableAscii)
{
    public static PasswordShape Of(ReadOnlySpan<char> typed)
    {
        var length = 0;
        var classes = 0U;
        var wellFormed = true;
        for (var rest = typed; !rest.IsEmpty; length++)
        {
            _ = Rune.DecodeFromUtf16(rest, out var rune, out var used);
            wellFormed &= rune != Rune.ReplacementChar && !Rune.IsControl(rune);
            classes |= Class(rune);
            rest = rest[used..];
        }

        return new PasswordShape(length, BitOperations.PopCount(classes), wellFormed, !typed.ContainsAnyExceptInRange(' ', '~'));
    }

    private static uint Class(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => 1,
        UnicodeCategory.LowercaseLetter => 2,
        UnicodeCategory.DecimalDigitNumber => 4,
        UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter => 8,
        _ => 16,
    };
}
