using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>What was typed on the secure page; fields that the page does not have are empty.</summary>
internal sealed class PostedPasswords(PostedForm form) : IDisposable
{
    public Password Current { get; } = Password.From(form[PasswordView.CurrentField]);

    public Password New { get; } = Password.From(form[PasswordView.NewField]);

    private Password Repeated { get; } = Password.From(form[PasswordView.RepeatField]);

    /// <returns>What is missing in the fields that the goal has; null when nothing is.</returns>
    public PasswordProblem? Missing(Goal goal, PageTexts texts) =>
        goal is not Goal.Reset && Current.Reveal().IsEmpty ? new PasswordProblem(texts.TypeCurrent) { Field = PasswordView.CurrentField }
        : goal is Goal.Register ? null
        : New.Reveal().IsEmpty ? new PasswordProblem(texts.TypeTwice)
        : New.SameAs(Repeated) ? null
        : new PasswordProblem(texts.Differ);

    public void Dispose()
    {
        Current.Dispose();
        New.Dispose();
        Repeated.Dispose();
    }
}
