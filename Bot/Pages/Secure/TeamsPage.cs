using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>
/// Opens a link as a dialog of the conversation in Teams that it was given in: the binding in its address stands in for the page code.
/// Reading it changes nothing; the form sends itself where there is a script.
/// </summary>
internal sealed class TeamsPage(PageView view, PasswordLink links, PageSessions sessions, PageCookies cookies, FormSeal seal, OwnForms forms)
{
    private const string Address = "/r/{token}/here/{binding}";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Address, Methods.Read, (RequestDelegate)ShowAsync);
        endpoints.MapPost(Address, (RequestDelegate)OpenAsync);
    }

    private async Task ShowAsync(HttpContext context)
    {
        if (await sessions.IsOpenHereAsync(cookies.Read(context, PageCookies.Page), Token(context), context.RequestAborted))
        {
            PageView.SeeOther(context, PasswordPage.Path);
        }
        else
        {
            await FormAsync(context, StatusCodes.Status200OK, _ => null);
        }
    }

    private async Task OpenAsync(HttpContext context)
    {
        if (await BoundAsync(context) is null)
        {
            await Explanations.NotValidAsync(view, context);
        }
        else if (await forms.ReadAsync(context) is not { } form)
        {
            return;
        }
        else if (!seal.Fits(context, Purpose(context), form[FormSeal.Field]))
        {
            await FormAsync(context, StatusCodes.Status400BadRequest, texts => texts.FormNotAccepted);
        }
        else if (await links.OpenBoundAsync(Token(context), Binding(context), context.RequestAborted) is LinkOpening.Opened opened)
        {
            cookies.Write(context, PageCookies.Page, opened.Key);
            PageView.SeeOther(context, PasswordPage.Path);
        }
        else
        {
            await Explanations.NotValidAsync(view, context);
        }
    }

    /// <returns>The session whose link can be opened here; else null.</returns>
    private async Task<RecoverySession?> BoundAsync(HttpContext context)
    {
        if (await sessions.OfLinkAsync(Token(context), context.RequestAborted) is not { } session || !links.IsBound(session, Token(context), Binding(context)))
        {
            return null;
        }

        TeamsFrame.Enter(context);
        return session;
    }

    private async Task FormAsync(HttpContext context, int status, Func<PageTexts, string?> problem)
    {
        if (await BoundAsync(context) is not { } session)
        {
            await Explanations.NotValidAsync(view, context);
            return;
        }

        var texts = Wishes.Texts(context.Request, session.Visitor.Chat.Language);
        await Explanations.WriteAsync(context, status, view.Card(context, texts, texts.HereTitle, Form(context, texts, problem(texts))));
    }

    private Html Form(HttpContext context, PageTexts texts, string? problem) =>
        $"""
        <h1>{texts.HereTitle}</h1>
        <p>{texts.HereLead}</p>
        {Problem.Box(problem)}
        <form method="post" action="{Wishes.Keep(context.Request, context.Request.Path)}"{(problem is null ? Sends : Html.None)}>
        {seal.Input(context, Purpose(context))}
        <button class="button" type="submit">{texts.Continue}</button>
        </form>
        <p class="hint"><a href="/r/{Token(context)}" target="_blank" rel="noopener">{texts.HereElsewhere}</a></p>
        """;

    private static Html Sends => $" data-sends";

    private static string Purpose(HttpContext context) => "open here " + Token(context);

    private static string Token(HttpContext context) => context.Request.RouteValues["token"] as string ?? "";

    private static string Binding(HttpContext context) => context.Request.RouteValues["binding"] as string ?? "";
}
