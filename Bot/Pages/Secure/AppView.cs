using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>Why a code of an app was not taken.</summary>
/// <param name="Advice">Extra line, or null.</param>
internal sealed record AppProblem(string? Words, string? Advice = null)
{
    public static readonly AppProblem None = new(Words: null);
}

internal sealed record AppForm(AppRegistering.Waiting Waiting, string Action, Html Seal, int MinutesLeft);

/// <summary>What the page for an authenticator app looks like.</summary>
internal static class AppView
{
    public const string CodeField = "app-code";

    /// <summary>The address of the QR code; whose it is, is in the page's cookie.</summary>
    public const string Picture = "/register/app.png";

    public static Html Form(PageTexts texts, AppForm form, AppProblem problem) =>
        $"""
        <h1>{texts.AppTitle}</h1>
        <p>{texts.AppLead}</p>
        {Problem.Box(problem.Words, problem.Advice)}
        <form method="post" action="{form.Action}">
        {form.Seal}
        <ol class="steps">
        <li><p>{texts.AppOpen}</p></li>
        <li><p>{texts.AppScan}</p>
        <img class="qr" src="{Picture}" alt="{texts.AppPicture}" width="216" height="216">
        <p class="hint" id="key-hint">{texts.AppNoScan}</p>
        <code class="key" id="key" role="group" aria-label="{texts.AppKey}" translate="no">{form.Waiting.Key.Split(' ').Select(Group)}</code></li>
        <li><p id="code-step">{texts.AppCodeStep(form.Waiting.UserId)}</p>
        <div class="field">
        <label for="app-code">{texts.AppCode}</label>
        <p class="hint" id="app-code-hint">{texts.AppCodeHint}</p>
        <input class="code" id="app-code" name="{CodeField}" type="text" size="8" maxlength="12" inputmode="numeric" autocomplete="one-time-code" autocorrect="off" spellcheck="false" required aria-describedby="app-code-hint{Problem.DescribedBy(problem.Words)}">
        </div></li>
        </ol>
        <button class="button wide" id="finish" type="submit">{texts.Finish}</button>
        <p class="hint">{(form.MinutesLeft is 1 ? texts.MinuteLeft : texts.MinutesLeft(form.MinutesLeft))}</p>
        </form>
        """;

    public static Html Done(PageTexts texts) =>
        $"""
        <div class="done" id="done">
        {PageView.Tick}
        <h1>{texts.AppDoneTitle}</h1>
        <p>{texts.AppDoneLead}</p>
        </div>
        <h2>{texts.DoneNext}</h2>
        <ul class="next">
        <li>{texts.AppDoneKeep}</li>
        <li>{texts.AppDoneOld}</li>
        <li>{texts.AppDonePhone}</li>
        </ul>
        <p class="hint standalone">{texts.DoneClose}</p>
        {PageView.ToTheChat(texts.BackToChat)}
        """;

    // Without spaces in the text, so that what is copied is the key alone.
    private static Html Group(string letters) => $"<span>{letters}</span><wbr>";
}
