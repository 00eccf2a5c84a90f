using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Recognises yes, no, numbers and positions in one language.</summary>
internal sealed partial class Lexicon(Lexicon.Words words)
{
    // Written with a decimal point and commas between thousands; a date or a version is no number.
    private const string Written =
        @"(?<![\p{Ll}\p{Lu}0-9.,])-?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)(?![.,]?[0-9])";

    private const string Apart = @"(?![\p{Ll}\p{Lu}])";

    private static readonly FrozenDictionary<string, Lexicon> _byLocale = All.ToFrozenDictionary(
        language => language.Locale, language => new Lexicon(language.Words));

    private readonly HashSet<string> _yes = [.. Split(words.Yes)];
    private readonly HashSet<string> _no = [.. Split(words.No)];
    private readonly HashSet<string> _last = [.. Split(words.Last)];
    private readonly HashSet<string> _suffixes = [.. Split(words.Suffixes)];
    private readonly Dictionary<string, int> _cardinals = Numbered(words.Cardinals, string.Empty);
    private readonly Dictionary<string, int> _ordinals = Numbered(words.Ordinals, words.Endings);

    /// <summary>The language of the nearest supported locale; English for any other.</summary>
    public static Lexicon For(string locale) => _byLocale[PromptCultureModels.Nearest(_byLocale, locale)];

    /// <summary>Null when neither or both are said.</summary>
    public bool? YesOrNo(string utterance)
    {
        var (yes, no) = (false, false);
        foreach (var token in Tokenizer.DefaultTokenizerImpl(utterance))
        {
            var word = Fold(token.Normalized);
            yes |= _yes.Contains(word);
            no |= _no.Contains(word);
        }

        return yes == no ? null : yes;
    }

    /// <summary>Numbers in digits, and small ones in words, in the order of the utterance.</summary>
    public List<Number> Numbers(string utterance)
    {
        var numbers = InDigits(WrittenNumber(), utterance);
        var tokens = Tokenizer.DefaultTokenizerImpl(utterance);
        foreach (var token in tokens)
        {
            var word = Fold(token.Normalized);
            if (_cardinals.TryGetValue(word, out var value) || (tokens.Count == 1 && _cardinals.TryGetValue(word + Words.Alone, out value)))
            {
                numbers.Add(new Number(token.Start, token.End, value));
            }
        }

        numbers.Sort((left, right) => left.Start.CompareTo(right.Start));
        return numbers;
    }

    /// <summary>Numbers in digits, also with a unit right behind them: 5km.</summary>
    public List<Number> Measures(string utterance) => InDigits(Measure(), utterance);

    /// <summary>Positions such as "2nd", "second" and, out of <paramref name="count"/>, "last".</summary>
    public List<Number> Ordinals(string utterance, int count)
    {
        var ordinals = new List<Number>();
        foreach (var token in Tokenizer.DefaultTokenizerImpl(utterance))
        {
            var word = Fold(token.Normalized);
            var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
            if (_ordinals.TryGetValue(word, out var position)
                || (digits > 0 && _suffixes.Contains(word[digits..])
                    && int.TryParse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out position)))
            {
                ordinals.Add(new Number(token.Start, token.End, position));
            }
            else if (_last.Contains(word))
            {
                ordinals.Add(new Number(token.Start, token.End, count));
            }
        }

        return ordinals;
    }

    [GeneratedRegex(Written + Apart, RegexOptions.CultureInvariant)]
    private static partial Regex WrittenNumber();

    [GeneratedRegex(Written, RegexOptions.CultureInvariant)]
    private static partial Regex Measure();

    private List<Number> InDigits(Regex written, string utterance)
    {
        var numbers = new List<Number>();
        foreach (var match in written.EnumerateMatches(WithPoint(utterance)))
        {
            var digits = WithPoint(utterance.Substring(match.Index, match.Length));
            if (TryRead(digits, out var value))
            {
                numbers.Add(new Number(match.Index, match.Index + match.Length - 1, value));
            }
        }

        return numbers;
    }

    private static bool TryRead(string digits, out decimal value)
    {
        // A comma that does not part thousands can only be a decimal one.
        var comma = digits.LastIndexOf(',');
        var plain = comma >= 0 && digits.Length - comma - 1 != 3 && !digits.Contains('.', StringComparison.Ordinal)
            ? digits.Replace(',', '.')
            : digits.Replace(",", string.Empty, StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The same text, as long as it was, with ASCII digits and a point as the decimal mark.</summary>
    private string WithPoint(string text) => string.Create(text.Length, (text, words.CommaIsDecimal), static (span, given) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            var c = given.text[i];
            var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
            span[i] = digit >= 0 ? (char)('0' + digit)
                : c == '−' ? '-'
                : given.CommaIsDecimal && c == ',' ? '.'
                : given.CommaIsDecimal && c == '.' ? ','
                : c;
        }
    });

    private static string[] Split(string words) => Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, int> Numbered(string words, string endings)
    {
        var numbers = new Dictionary<string, int>();
        var inOrder = Split(words);
        for (var i = 0; i < inOrder.Length; i++)
        {
            foreach (var word in inOrder[i].Split('|'))
            {
                numbers[word] = i + 1;
                foreach (var ending in Split(endings))
                {
                    numbers[word + ending] = i + 1;
                }
            }
        }

        return numbers;
    }

    /// <summary>Lower case without accents: not everyone types them.</summary>
    private static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return CultureInfo.InvariantCulture.TextInfo.ToLower(text);
        }

        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(CultureInfo.InvariantCulture.TextInfo.ToLower(c));
            }
        }

        return folded.ToString();
    }

    /// <summary>Found in an utterance.</summary>
    /// <param name="Start">Index of the first character.</param>
    /// <param name="End">Index of the last character, inclusive.</param>
    internal readonly record struct Number(int Start, int End, decimal Value);
}
