using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>Why a new password was not taken.</summary>
/// <param name="Advice">Extra line, or null.</param>
internal sealed record PasswordProblem(string? Words, string? Advice = null)
{
    public static readonly PasswordProblem None = new(Words: null);

    /// <summary>The rules as the password met them; empty when none was judged.</summary>
    public IReadOnlyList<PasswordRule> Judged { get; init; } = [];

    public static PasswordProblem Of(ResetOutcome.Refused refused, PageTexts texts) => new(
        refused.Why switch
        {
            DirectoryRefusal.TooShort => texts.RefusedTooShort,
            DirectoryRefusal.TooSimple => texts.RefusedTooSimple,
            DirectoryRefusal.UsedBefore => texts.RefusedUsedBefore,
            DirectoryRefusal.TooRecent => texts.RefusedTooRecent,
            DirectoryRefusal.Banned => texts.RefusedBanned,
            _ => texts.RefusedNotAllowed,
        },
        refused.TriesLeft is 1 ? texts.TryLeft : texts.TriesLeft(refused.TriesLeft));
}
