using System.Globalization;
using System.Text;
using SsprBot.Domain;

namespace SsprBot.Channels.Twilio;

/// <summary>Puts words into texts that phones and networks carry well.</summary>
internal static class SmsText
{
    /// <summary>Characters of one text.</summary>
    public const int Longest = 320;

    /// <summary>Cuts at the end of a line or a word.</summary>
    public static IEnumerable<string> Split(string words)
    {
        var rest = InAlphabet(words).Trim();
        while (rest.Length > Longest)
        {
            var end = Border(rest);
            yield return rest[..end].TrimEnd();
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0)
        {
            yield return rest;
        }
    }

    private static int Border(string rest)
    {
        var line = rest.LastIndexOf('\n', Longest);
        return line > Longest / 2 ? line
            : rest.LastIndexOf(' ', Longest) is > 0 and var word ? word
            : line > 0 ? line
            : char.IsLowSurrogate(rest[Longest]) ? Longest - 1
            : Longest;
    }

    /// <summary>One sign outside the alphabet of texts makes the whole text cost twice, so what has a near spelling in it is spelled so.</summary>
    private static string InAlphabet(string words)
    {
        if (Gsm7.Fits(words))
        {
            return words;
        }

        var near = string.Concat(words.Select(Near));
        return Gsm7.Fits(near) ? near : words;
    }

    private static string Near(char c) => c switch
    {
        _ when Gsm7.Fits($"{c}") => $"{c}",
        '\u2019' or '\u2018' => "'",
        '\u201c' or '\u201d' or '\u201e' or '«' or '»' => "\"",
        '\u2013' or '\u2014' or '•' => "-",
        '…' => "...",
        'œ' => "oe",
        _ when char.IsWhiteSpace(c) => " ",
        _ => WithoutMarks(c),
    };

    private static string WithoutMarks(char c) => char.IsSurrogate(c)
        ? $"{c}"
        : string.Concat($"{c}".Normalize(NormalizationForm.FormD).Where(part => CharUnicodeInfo.GetUnicodeCategory(part) is not UnicodeCategory.NonSpacingMark));
}
