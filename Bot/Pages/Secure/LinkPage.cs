using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>Where a link leads: reading it changes nothing, the button with the page code opens the secure page.</summary>
internal sealed class LinkPage(PageView view, PasswordLink links, PageSessions sessions, PageCookies cookies, FormSeal seal, OwnForms forms)
{
    private const string CodeField = "page-code";
    private const int CodeLength = 4;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/r/{**token}", Methods.Read, (RequestDelegate)ShowAsync);
        endpoints.MapPost("/r/{token}", (RequestDelegate)OpenAsync);
    }

    private Task ShowAsync(HttpContext context) => FormAsync(context, StatusCodes.Status200OK, _ => null);

    private async Task OpenAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await forms.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (!seal.Fits(context, Purpose(context), form[FormSeal.Field]))
        {
            await FormAsync(context, StatusCodes.Status400BadRequest, texts => texts.FormNotAccepted);
            return;
        }

        var code = string.Concat(form[CodeField].Where(char.IsLetterOrDigit));
        if (code.Length != CodeLength)
        {
            await FormAsync(context, StatusCodes.Status422UnprocessableEntity, texts => texts.PageCodeShape);
            return;
        }

        switch (await OpenAsync(context, code, ct))
        {
            case LinkOpening.Opened opened:
                cookies.Write(context, PageCookies.Page, opened.Key);
                PageView.SeeOther(context, PasswordPage.Path);
                break;
            case LinkOpening.WrongPageCode:
                await FormAsync(context, StatusCodes.Status422UnprocessableEntity, texts => texts.WrongPageCode);
                break;
            default:
                await Explanations.NotValidAsync(view, context);
                break;
        }
    }

    private Task<LinkOpening> OpenAsync(HttpContext context, string code, CancellationToken ct) => PageSessions.IsWellFormed(Token(context))
        ? links.OpenWithCodeAsync(Token(context), code, ct)
        : Task.FromResult<LinkOpening>(new LinkOpening.NotValid());

    private async Task FormAsync(HttpContext context, int status, Func<PageTexts, string?> problem)
    {
        if (await sessions.OfLinkAsync(Token(context), context.RequestAborted) is not { } session)
        {
            await Explanations.NotValidAsync(view, context);
            return;
        }

        var texts = Wishes.Texts(context.Request, session.Visitor.Chat.Language);
        await PageView.WriteAsync(context, status, Csp.Secure, view.Card(context, texts, TitleOf(session, texts), Form(context, texts, TitleOf(session, texts), problem(texts))));
    }

    private Html Form(HttpContext context, PageTexts texts, string title, string? problem) =>
        $"""
        <h1>{title}</h1>
        <p>{texts.LinkLead}</p>
        {Problem.Box(problem)}
        <form method="post" action="{Wishes.Keep(context.Request, context.Request.Path)}">
        {seal.Input(context, Purpose(context))}
        <div class="field">
        <label for="page-code">{texts.PageCode}</label>
        <p class="hint" id="page-code-hint">{texts.PageCodeHint}</p>
        <input class="code" id="page-code" name="{CodeField}" type="text" size="8" maxlength="12" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" required autofocus aria-describedby="page-code-hint{Problem.DescribedBy(problem)}">
        </div>
        <button class="button" type="submit">{texts.Continue}</button>
        </form>
        """;

    private string TitleOf(RecoverySession session, PageTexts texts) => sessions.MayRegister(session) ? texts.AppTitle : texts.LinkTitle;

    private static string Purpose(HttpContext context) => "open " + Token(context);

    private static string Token(HttpContext context) => context.Request.RouteValues["token"] as string ?? "";
}
