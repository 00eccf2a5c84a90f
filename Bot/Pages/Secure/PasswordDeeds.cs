using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>What the secure page answers to what was typed.</summary>
internal abstract record PasswordAnswer
{
    private PasswordAnswer()
    {
    }

    public sealed record Done : PasswordAnswer;

    public sealed record Again(PasswordProblem Problem) : PasswordAnswer;

    /// <summary>The session is over.</summary>
    public sealed record LastTry(params string[] Lines) : PasswordAnswer;

    public sealed record Later : PasswordAnswer;

    public sealed record Unknown : PasswordAnswer;

    public sealed record NotValid : PasswordAnswer;
}

/// <summary>What the secure page is for, by the session's goal: resetting, changing, or proving by the current password.</summary>
internal sealed class PasswordDeeds(PasswordReset resets, PasswordChange changes, CurrentPassword currents)
{
    /// <returns>Null when there is none to show now.</returns>
    public async Task<PasswordForm?> FormAsync(RecoverySession session, string key, CancellationToken ct) => session.Goal switch
    {
        Goal.Change => await changes.FormAsync(key, ct),
        Goal.Register => new PasswordForm(session, session.UserId, [], DirectoryRules.None, RecoverySession.MaxWrongPasswords - session.WrongPasswords),
        _ => await resets.FormAsync(key, ct),
    };

    public async Task<PasswordAnswer> DoAsync(RecoverySession session, string key, PostedPasswords typed, PageTexts texts, CancellationToken ct) =>
        typed.Missing(session.Goal, texts) is { } missing ? new PasswordAnswer.Again(missing)
        : session.Goal switch
        {
            Goal.Change => Of(await changes.ChangeAsync(key, typed.Current, typed.New, ct), texts),
            Goal.Register => Of(await currents.ProveAsync(key, typed.Current, ct), texts),
            _ => Of(await resets.SetAsync(key, typed.New, ct), texts),
        };

    private static PasswordAnswer Of(ResetOutcome outcome, PageTexts texts) => outcome switch
    {
        ResetOutcome.Done => new PasswordAnswer.Done(),
        ResetOutcome.RulesBroken broken => Broken(broken.Rules, texts),
        ResetOutcome.Refused refused => Refused(refused.Why, refused.TriesLeft, texts),
        ResetOutcome.DirectoryDown => new PasswordAnswer.Later(),
        ResetOutcome.Unknown => new PasswordAnswer.Unknown(),
        _ => new PasswordAnswer.NotValid(),
    };

    private static PasswordAnswer Of(ChangeOutcome outcome, PageTexts texts) => outcome switch
    {
        ChangeOutcome.Done => new PasswordAnswer.Done(),
        ChangeOutcome.WrongPassword wrong => Wrong(wrong.TriesLeft, texts),
        ChangeOutcome.SamePassword => new PasswordAnswer.Again(new PasswordProblem(texts.SamePassword)),
        ChangeOutcome.RulesBroken broken => Broken(broken.Rules, texts),
        ChangeOutcome.Refused refused => Refused(refused.Why, refused.TriesLeft, texts),
        ChangeOutcome.DirectoryDown => new PasswordAnswer.Later(),
        ChangeOutcome.Unknown => new PasswordAnswer.Unknown(),
        _ => new PasswordAnswer.NotValid(),
    };

    private static PasswordAnswer Of(PasswordTry outcome, PageTexts texts) => outcome switch
    {
        PasswordTry.Right => new PasswordAnswer.Done(),
        PasswordTry.Wrong wrong => Wrong(wrong.TriesLeft, texts),
        PasswordTry.DirectoryDown => new PasswordAnswer.Later(),
        _ => new PasswordAnswer.NotValid(),
    };

    private static PasswordAnswer.Again Broken(IReadOnlyList<PasswordRule> rules, PageTexts texts) =>
        new(new PasswordProblem(texts.RulesBroken) { Judged = rules });

    private static PasswordAnswer Refused(DirectoryRefusal why, int triesLeft, PageTexts texts) =>
        triesLeft > 0 ? new PasswordAnswer.Again(PasswordProblem.Of(why, triesLeft, texts)) : new PasswordAnswer.LastTry(texts.TriesUsedText, texts.TriesUsedAdvice);

    private static PasswordAnswer Wrong(int triesLeft, PageTexts texts) =>
        triesLeft > 0 ? new PasswordAnswer.Again(PasswordProblem.WrongCurrent(triesLeft, texts)) : new PasswordAnswer.LastTry(texts.WrongUsedText, texts.WrongUsedAdvice);
}
