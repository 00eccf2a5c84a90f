using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>What the secure page looks like.</summary>
internal sealed class PasswordView(PageAssets assets)
{
    public const string NewField = "new-password";
    public const string RepeatField = "repeat-password";

    public Html Form(PageTexts texts, PasswordForm form, PasswordProblem problem, string action, Html seal, int minutesLeft) =>
        $"""
        <h1>{texts.PasswordTitle}</h1>
        {Problem.Box(problem.Words, problem.Advice)}
        <form id="password-form" method="post" action="{action}" data-working="{texts.Working}">
        {seal}
        <div class="field">
        <label for="user-id">{texts.UserId}</label>
        <input class="given" id="user-id" type="text" value="{form.UserId}" autocomplete="username" readonly>
        </div>
        {Field(NewField, texts.NewPassword, "rules-heading" + Problem.DescribedBy(problem.Words), autofocus: true)}
        {Strength(texts)}
        {Field(RepeatField, texts.RepeatPassword, "rules-heading", autofocus: false)}
        <button class="toggle" id="show-passwords" type="button" hidden aria-pressed="false" data-hide="{texts.HidePasswords}">{texts.ShowPasswords}</button>
        <section class="rules" aria-labelledby="rules-heading">
        <h2 id="rules-heading">{texts.RulesHeading}</h2>
        <ul id="rules" data-met="{texts.Met}" data-unmet="{texts.NotMet}">
        {RuleList.Live(texts, form, problem.Judged)}</ul>
        <p class="hint" id="rules-later">{texts.CheckedAtEnd}</p>
        <ul aria-labelledby="rules-later">
        {RuleList.AtTheEnd(texts, form, problem.Judged)}</ul>
        <p class="visually-hidden" id="rules-status" role="status" data-missing="{texts.StillMissing}" data-all="{texts.AllMet}"></p>
        </section>
        <button class="button wide" id="finish" type="submit">{texts.Finish}</button>
        <p class="hint">{(minutesLeft is 1 ? texts.MinuteLeft : texts.MinutesLeft(minutesLeft))}</p>
        </form>
        """;

    public static Html Done(PageTexts texts) =>
        $"""
        <div class="done" id="done">
        {PageView.Tick}
        <h1>{texts.DoneTitle}</h1>
        <p>{texts.DoneLead}</p>
        </div>
        <h2>{texts.DoneNext}</h2>
        <ul class="next">
        <li>{texts.DoneDevices}</li>
        <li>{texts.DoneNetwork}</li>
        <li>{texts.DoneApps}</li>
        <li>{texts.DoneCached}</li>
        </ul>
        <p class="hint standalone">{texts.DoneClose}</p>
        {PageView.ToTheChat(texts.BackToChat)}
        """;

    private static Html Field(string name, string label, string describedBy, bool autofocus) =>
        $"""
        <div class="field">
        <label for="{name}">{label}</label>
        <input class="password" id="{name}" name="{name}" type="password" autocomplete="new-password" autocapitalize="none" autocorrect="off" spellcheck="false" required{(autofocus ? (Html)$" autofocus" : Html.None)} aria-describedby="{describedBy}">
        </div>
        """;

    private Html Strength(PageTexts texts) =>
        $"""
        <p class="strength" id="strength" hidden data-script="{assets.Address("strength.js")}" data-words="{string.Join('|', texts.Strength0, texts.Strength1, texts.Strength2, texts.Strength3, texts.Strength4)}"><span>{texts.Strength}: <b id="strength-word"></b></span><span class="bar" aria-hidden="true"><i></i><i></i><i></i><i></i></span></p>
        """;
}
