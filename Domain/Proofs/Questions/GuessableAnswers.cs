using System.Collections.Frozen;
using System.Text;

namespace SsprBot.Domain;

/// <summary>Answers that others find out without knowing the person. They are compared by their letters and digits, folded as banned words are.</summary>
internal static class GuessableAnswers
{
    private static readonly Lazy<FrozenSet<string>> Common =
        new(() => ShippedTerms.Read("Proofs.Questions.CommonAnswers.txt").Select(Key).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Many people would give it, or it is one character again and again.</summary>
    public static bool IsCommon(string typed)
    {
        var key = Key(typed);
        return Common.Value.Contains(key) || key.EnumerateRunes().Distinct().Count() <= 1;
    }

    /// <summary>It has no words but those of the texts, in whatever order.</summary>
    public static bool IsMadeOf(string typed, params IEnumerable<string> texts)
    {
        var words = Words(typed);
        return words.Length > 0 && words.All(texts.SelectMany(Words).Contains);
    }

    /// <summary>It is the owner's own name, user ID or mail address, or a part of one.</summary>
    public static bool IsOwnName(string typed, Account owner)
    {
        string[] names = [.. OwnNames.Of(new PasswordContext(owner.UserId, owner.DisplayName, [owner.Mail], DirectoryRules.None)), owner.UserId, owner.Mail];
        return IsMadeOf(typed, names) || names.Select(Key).Contains(Key(typed));
    }

    private static string Key(string text) => string.Concat(Words(text));

    private static string[] Words(string text)
    {
        var plain = string.Concat(Folding.Fold(text.Replace("ß", "ss", StringComparison.OrdinalIgnoreCase)).Select(point => new Rune(point)).Select(rune => Rune.IsLetterOrDigit(rune) ? rune.ToString() : " "));
        return plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
