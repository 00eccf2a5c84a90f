using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>Where a notice's "this wasn't me" leads: reading it changes nothing, its one button does it once.</summary>
internal sealed class NotMePage(PageView view, Denial denial, DenialLinks links, FormSeal seal, OwnForms forms)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/not-me/{**token}", Methods.Read, (RequestDelegate)ShowAsync);
        endpoints.MapPost("/not-me/{token}", (RequestDelegate)DenyAsync);
    }

    private Task ShowAsync(HttpContext context) => FormAsync(context, StatusCodes.Status200OK, _ => null);

    private async Task DenyAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await forms.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (!seal.Fits(context, Purpose(context), form[FormSeal.Field]))
        {
            await FormAsync(context, StatusCodes.Status400BadRequest, texts => texts.NotMeAgain);
            return;
        }

        var ticket = await links.LookAsync(Token(context), ct);
        await (await denial.DenyAsync(Token(context), ct) is DenialOutcome.Done ? DoneAsync(context, Wishes.Texts(context.Request, ticket?.Language)) : NotValidAsync(context));
    }

    private async Task FormAsync(HttpContext context, int status, Func<PageTexts, string?> problem)
    {
        if (await links.LookAsync(Token(context), context.RequestAborted) is not { } ticket)
        {
            await NotValidAsync(context);
            return;
        }

        var texts = Wishes.Texts(context.Request, ticket.Language);
        await Explanations.WriteAsync(context, status, view.Card(context, texts, texts.NotMeTitle, Form(context, texts, problem(texts))));
    }

    private Html Form(HttpContext context, PageTexts texts, string? problem) =>
        $"""
        <h1>{texts.NotMeTitle}</h1>
        {Problem.Box(problem)}
        <p>{texts.NotMeLead}</p>
        <ul class="next">
        <li>{texts.NotMeBlocks}</li>
        <li>{texts.NotMeSignsOut}</li>
        <li>{texts.NotMeTells}</li>
        </ul>
        <form method="post" action="{Wishes.Keep(context.Request, context.Request.Path)}">
        {seal.Input(context, Purpose(context))}
        <button class="button" type="submit">{texts.NotMeButton}</button>
        </form>
        <p class="hint">{texts.NotMeWasMe}</p>
        """;

    private Task DoneAsync(HttpContext context, PageTexts texts) => Explanations.WriteAsync(
        context,
        StatusCodes.Status200OK,
        view.Message(context, texts, texts.NotMeDoneTitle, [texts.NotMeDone, texts.NotMeDoneNext, texts.NotMeDoneCare], Html.None));

    /// <summary>Used, expired, mangled, never issued: one and the same page.</summary>
    private Task NotValidAsync(HttpContext context)
    {
        var texts = Wishes.Texts(context.Request);
        return Explanations.WriteAsync(
            context, StatusCodes.Status410Gone, view.Message(context, texts, texts.NotValidTitle, [texts.NotMeNotValid, texts.NotMeNotValidAdvice], Html.None));
    }

    private static string Purpose(HttpContext context) => "not me " + Token(context);

    private static string Token(HttpContext context) => context.Request.RouteValues["token"] as string ?? "";
}
