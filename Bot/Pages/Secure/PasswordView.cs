using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>What the secure page looks like.</summary>
internal sealed class PasswordView(PageAssets assets)
{
    public const string CurrentField = "current-password";
    public const string NewField = "new-password";
    public const string RepeatField = "repeat-password";

    public static string Title(PageTexts texts, Goal goal) => goal switch
    {
        Goal.Change => texts.ChangeTitle,
        Goal.Register => texts.ProveTitle,
        _ => texts.PasswordTitle,
    };

    public static string DoneTitle(PageTexts texts, Goal goal) => goal switch
    {
        Goal.Change => texts.ChangedTitle,
        Goal.Register => texts.ProvedTitle,
        _ => texts.DoneTitle,
    };

    public Html Form(PageTexts texts, PasswordForm form, PasswordProblem problem, string action, Html seal, int minutesLeft)
    {
        var goal = form.Session.Goal;
        return $"""
            <h1>{Title(texts, goal)}</h1>
            {(goal is Goal.Register ? (Html)$"<p>{texts.ProveLead}</p>" : Html.None)}{Problem.Box(problem.Words, problem.Advice)}
            <form id="password-form" method="post" action="{action}" data-working="{texts.Working}">
            {seal}
            <div class="field">
            <label for="user-id">{texts.UserId}</label>
            <input class="given" id="user-id" type="text" value="{form.UserId}" autocomplete="username" readonly>
            </div>
            {(goal is Goal.Reset ? Html.None : Field(CurrentField, texts.CurrentPassword, CurrentField, "", problem, autofocus: problem.Words is null || problem.Field is CurrentField))}
            {(goal is Goal.Register ? Toggle(texts) : NewPassword(texts, form, problem))}
            <button class="button wide" id="finish" type="submit">{(goal is Goal.Register ? texts.Continue : texts.Finish)}</button>
            <p class="hint">{(minutesLeft is 1 ? texts.MinuteLeft : texts.MinutesLeft(minutesLeft))}</p>
            </form>
            """;
    }

    public static Html Done(PageTexts texts, Goal goal) =>
        $"""
        <div class="done" id="done">
        {PageView.Tick}
        <h1>{DoneTitle(texts, goal)}</h1>
        <p>{(goal is Goal.Register ? texts.ProvedLead : texts.DoneLead)}</p>
        </div>
        {(goal is Goal.Register ? Html.None : Next(texts))}
        <p class="hint standalone">{texts.DoneClose}</p>
        {PageView.ToTheChat(texts.BackToChat)}
        """;

    private static Html Next(PageTexts texts) =>
        $"""
        <h2>{texts.DoneNext}</h2>
        <ul class="next">
        <li>{texts.DoneDevices}</li>
        <li>{texts.DoneNetwork}</li>
        <li>{texts.DoneApps}</li>
        <li>{texts.DoneCached}</li>
        </ul>
        """;

    private Html NewPassword(PageTexts texts, PasswordForm form, PasswordProblem problem)
    {
        var first = form.Session.Goal is Goal.Reset || (problem.Words is not null && problem.Field is NewField);
        return $"""
            {Field(NewField, texts.NewPassword, NewField, "rules-heading", problem, first)}
            {Strength(texts)}
            {Field(RepeatField, texts.RepeatPassword, NewField, "rules-heading", problem, autofocus: false)}
            {Toggle(texts)}
            <section class="rules" aria-labelledby="rules-heading">
            <h2 id="rules-heading">{texts.RulesHeading}</h2>
            <ul id="rules" data-met="{texts.Met}" data-unmet="{texts.NotMet}">
            {RuleList.Live(texts, form, problem.Judged)}</ul>
            <p class="hint" id="rules-later">{texts.CheckedAtEnd}</p>
            <ul aria-labelledby="rules-later">
            {RuleList.AtTheEnd(texts, form, problem.Judged)}</ul>
            <p class="visually-hidden" id="rules-status" role="status" data-missing="{texts.StillMissing}" data-all="{texts.AllMet}"></p>
            </section>
            """;
    }

    private static Html Toggle(PageTexts texts) =>
        $"""<button class="toggle" id="show-passwords" type="button" hidden aria-pressed="false" data-hide="{texts.HidePasswords}">{texts.ShowPasswords}</button>""";

    private static Html Field(string name, string label, string autocomplete, string describedBy, PasswordProblem problem, bool autofocus)
    {
        var about = problem.Words is not null && problem.Field == name;
        return $"""
            <div class="field">
            <label for="{name}">{label}</label>
            <input class="password" id="{name}" name="{name}" type="password" autocomplete="{autocomplete}" autocapitalize="none" autocorrect="off" spellcheck="false" required{(autofocus ? (Html)$" autofocus" : Html.None)} aria-describedby="{$"{describedBy}{(about ? Problem.DescribedBy(problem.Words) : "")}".Trim()}"{(about ? (Html)$" aria-invalid=\"true\"" : Html.None)}>
            </div>
            """;
    }

    private Html Strength(PageTexts texts) =>
        $"""
        <p class="strength" id="strength" hidden data-script="{assets.Address("strength.js")}" data-words="{string.Join('|', texts.Strength0, texts.Strength1, texts.Strength2, texts.Strength3, texts.Strength4)}"><span>{texts.Strength}: <b id="strength-word"></b></span><span class="bar" aria-hidden="true"><i></i><i></i><i></i><i></i></span></p>
        """;
}
