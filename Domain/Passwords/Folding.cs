using System.Text;

namespace SsprBot.Domain;

/// <summary>How passwords, banned terms and names are made alike before they are compared. Only for comparing: what is set is what was typed.</summary>
internal static class Folding
{
    /// <summary>
    /// Compatibility forms as NFKC has them (full-width letters, ligatures), Latin accents dropped, lower case, then 0→o 1→l $→s @→a
    /// (Entra password protection, "Step 1: Normalization"). A half surrogate pair becomes U+FFFD.
    /// </summary>
    /// <returns>One number a code point. Who folds a password clears them.</returns>
    public static int[] Fold(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
        {
            return CodePoints(text);
        }

        var whole = Whole(text);
        var apart = Normalized(whole, NormalizationForm.FormKD);
        var plain = WithoutAccents(apart);
        var composed = Normalized(apart.AsSpan(0, plain), NormalizationForm.FormC);
        var folded = CodePoints(composed);
        Array.Clear(whole);
        Array.Clear(apart);
        Array.Clear(composed);
        return folded;
    }

    private static int[] CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        var folded = new int[count];
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            folded[at++] = Plain(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)).Value);
        }

        return folded;
    }

    private static int Plain(int character) => character switch
    {
        '0' => 'o',
        '1' => 'l',
        '$' => 's',
        '@' => 'a',
        _ => character,
    };

    /// <summary>Normalization refuses half surrogate pairs.</summary>
    private static char[] Whole(ReadOnlySpan<char> text)
    {
        var whole = new char[text.Length];
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            at += rune.EncodeToUtf16(whole.AsSpan(at));
        }

        return whole;
    }

    private static char[] Normalized(ReadOnlySpan<char> text, NormalizationForm form)
    {
        var normalized = new char[text.GetNormalizedLength(form)];
        return text.TryNormalize(normalized, out var written, form) && written == normalized.Length
            ? normalized
            : throw new InvalidOperationException("The normalized length was not the one announced.");
    }

    /// <summary>Moves what is not an accent (U+0300 to U+036F) to the front.</summary>
    /// <returns>How many units that is.</returns>
    private static int WithoutAccents(Span<char> text)
    {
        var kept = 0;
        foreach (var unit in text)
        {
            if (unit is < '\u0300' or > '\u036F')
            {
                text[kept++] = unit;
            }
        }

        return kept;
    }
}
