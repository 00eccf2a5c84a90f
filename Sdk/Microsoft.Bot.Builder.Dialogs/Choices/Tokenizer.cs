using System.Globalization;
using System.Text;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Words are runs of letters and digits with the marks on them; an emoji is a word of its own; all else separates.</summary>
public class Tokenizer
{
    public static TokenizerFunction DefaultTokenizer { get; } = DefaultTokenizerImpl;

    public static List<Token> DefaultTokenizerImpl(string text, string locale = null)
    {
        var tokens = new List<Token>();
        if (string.IsNullOrEmpty(text))
        {
            return tokens;
        }

        var start = -1;
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            if (rune.IsBmp && (Rune.IsLetterOrDigit(rune) || (start >= 0 && IsMark(rune))))
            {
                start = start < 0 ? i : start;
            }
            else
            {
                EndWord(i);
                if (!rune.IsBmp)
                {
                    tokens.Add(Cut(text, i, i + length));
                }
            }

            i += length;
        }

        EndWord(text.Length);
        return tokens;

        void EndWord(int end)
        {
            if (start >= 0)
            {
                tokens.Add(Cut(text, start, end));
                start = -1;
            }
        }
    }

    private static Token Cut(string text, int start, int end)
    {
        var word = start == 0 && end == text.Length ? text : text[start..end];
        return new Token { Start = start, End = end - 1, Text = word, Normalized = CultureInfo.InvariantCulture.TextInfo.ToLower(word) };
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
