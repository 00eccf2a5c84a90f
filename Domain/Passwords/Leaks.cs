namespace SsprBot.Domain;

public enum Leak { None, Password, Code }

/// <summary>Finds secrets in words that were not asked for. It guesses: what it finds is not kept, and its owner is told kindly.</summary>
public static class Leaks
{
    private const int ShortestPassword = 8;
    private const int Kinds = 3;
    private const int ShortestCode = 5;
    private const int LongestCode = 10;
    private const string EndsOfSentences = ".,!?:;…";

    /// <param name="name">A user ID was asked for: dots, dashes and underscores are nothing special, and a whole address is a name.</param>
    public static Leak In(string text, bool name = false) =>
        WordsOf(text).Any(word => IsPassword(word, name)) ? Leak.Password
        : IsCode(text) ? Leak.Code
        : Leak.None;

    /// <summary>Whether any part of it looks like a secret.</summary>
    public static bool MayBeIn(string text) => In(text) is not Leak.None || WordsOf(text).Any(IsCode);

    /// <summary>The words of it that look like passwords; as many as a visit remembers.</summary>
    public static IEnumerable<string> PasswordsIn(string text) => WordsOf(text).Where(word => IsPassword(word, name: false)).Take(LeakedPasswords.Most);

    private static string[] WordsOf(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool IsCode(string text)
    {
        var digits = text.Count(char.IsDigit);
        return digits is >= ShortestCode and <= LongestCode && text.All(c => char.IsDigit(c) || c is '-' || char.IsWhiteSpace(c));
    }

    private static bool IsPassword(string word, bool name) =>
        word.Length >= ShortestPassword
        && !IsAddress(word)
        && KindsOf(word.Any(char.IsDigit) ? Without(word, name ? ".-_" : "") : Without(word.TrimEnd(EndsOfSentences.ToCharArray()), "'’-" + (name ? "._" : ""))) >= Kinds;

    private static string Without(string word, string signs) => string.Concat(word.Where(c => !signs.Contains(c, StringComparison.Ordinal)));

    private static int KindsOf(string word) =>
        (word.Any(char.IsUpper) ? 1 : 0)
        + (word.Any(char.IsLower) ? 1 : 0)
        + (word.Any(char.IsDigit) ? 1 : 0)
        + (word.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);

    /// <summary>A mail address or user principal name whose domain ends with letters alone, or <c>DOMAIN\name</c>.</summary>
    private static bool IsAddress(string word) =>
        (word.Split('@') is [{ Length: > 0 }, var domain] && domain.Split('.') is [.., { Length: > 0 }, { Length: > 1 } last] && last.All(char.IsAsciiLetter))
        || (word.Split('\\') is [{ Length: > 0 and <= 15 } netbios, { Length: > 0 }] && netbios.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-'));
}
