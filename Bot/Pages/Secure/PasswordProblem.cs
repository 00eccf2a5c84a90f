using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>Why a new password was not taken.</summary>
/// <param name="Advice">Extra line, or null.</param>
internal sealed record PasswordProblem(string? Words, string? Advice = null)
{
    public static readonly PasswordProblem None = new(Words: null);

    /// <summary>The field that it is about.</summary>
    public string Field { get; init; } = PasswordView.NewField;

    /// <summary>The rules as the password met them; empty when none was judged.</summary>
    public IReadOnlyList<PasswordRule> Judged { get; init; } = [];

    /// <param name="triesLeft">At least 1.</param>
    public static PasswordProblem WrongCurrent(int triesLeft, PageTexts texts) =>
        new(texts.WrongCurrent, $"{texts.WrongCurrentAdvice} {TriesLeft(triesLeft, texts)}") { Field = PasswordView.CurrentField };

    /// <param name="triesLeft">At least 1.</param>
    public static PasswordProblem Of(DirectoryRefusal why, int triesLeft, PageTexts texts) => new(
        why switch
        {
            DirectoryRefusal.TooShort => texts.RefusedTooShort,
            DirectoryRefusal.TooSimple => texts.RefusedTooSimple,
            DirectoryRefusal.UsedBefore => texts.RefusedUsedBefore,
            DirectoryRefusal.TooRecent => texts.RefusedTooRecent,
            DirectoryRefusal.Banned => texts.RefusedBanned,
            _ => texts.RefusedNotAllowed,
        },
        TriesLeft(triesLeft, texts));

    private static string TriesLeft(int tries, PageTexts texts) => tries is 1 ? texts.TryLeft : texts.TriesLeft(tries);
}
