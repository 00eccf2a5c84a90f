using System.Globalization;
using System.Text;

namespace SsprBot.Domain;

/// <summary>The words of the names that others know of a person or an organisation, folded.</summary>
internal static class OwnNames
{
    private static readonly char[] Delimiters = [',', '.', '-', '_', ' ', '#', '\t'];

    /// <summary>The words of four characters and more ("Substring matching" in Entra's documentation asks as many) of all these names.</summary>
    public static IReadOnlyList<int[]> Words(IEnumerable<string> names) =>
    [
        .. names.SelectMany(Words).Distinct(StringComparer.Ordinal)
            .Select(word => Folding.Fold(word))
            .Where(word => word.Length >= BannedWords.ShortestTerm),
    ];

    /// <summary>The names of a person: the full name, and the user ID and mail addresses without the domain.</summary>
    public static IEnumerable<string> Of(PasswordContext context) => [context.DisplayName, .. context.Mails.Append(context.UserId).Select(Local)];

    /// <summary>
    /// The directory's own look: the account name, and what commas, periods, hyphens, underscores, spaces, number signs and tabs leave of the
    /// display name, as they are written but in any case ("Password must meet complexity requirements", Windows security policy reference).
    /// </summary>
    public static bool Holds(ReadOnlySpan<char> typed, PasswordContext context)
    {
        foreach (var part in context.DisplayName.Split(Delimiters).Append(Local(context.UserId)))
        {
            if (part.Length >= context.Directory.NamePartLength && typed.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Local(string id) => id.Split('@')[0].Split('\\')[^1];

    /// <summary>"Jan-Willem de Vries2" gives each run of letters, and all letters and digits in one.</summary>
    private static IEnumerable<string> Words(string name)
    {
        var all = new StringBuilder();
        var run = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsLetter(rune))
            {
                run.Append(rune);
                all.Append(rune);
                continue;
            }

            yield return run.ToString();
            run.Clear();
            all.Append(Rune.IsDigit(rune) ? rune.ToString() : "");
        }

        yield return run.ToString();
        yield return all.ToString();
    }

    private static bool IsLetter(Rune rune) =>
        Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
