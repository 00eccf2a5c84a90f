using QRCoder;
using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>Where an authenticator app is registered: its picture and key are shown here and nowhere else.</summary>
internal sealed class AppPage(
    PageView view, AppRegistration registration, PageSessions sessions, PageCookies cookies, FormSeal seal, OwnForms forms)
{
    public const string Path = "/register/app";

    private const int PixelsPerSquare = 6;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, Methods.Read, (RequestDelegate)ShowAsync);
        endpoints.MapPost(Path, (RequestDelegate)FinishAsync);
        endpoints.MapGet(AppView.Picture, (RequestDelegate)DrawAsync);
    }

    private Task ShowAsync(HttpContext context) => FormAsync(context, StatusCodes.Status200OK, _ => AppProblem.None);

    private async Task DrawAsync(HttpContext context)
    {
        if (await registration.BeginAsync(Key(context), context.RequestAborted) is not AppRegistering.Waiting waiting)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var squares = QRCodeGenerator.GenerateQrCode(waiting.Address, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(squares);
        context.Response.ContentType = "image/png";
        await context.Response.Body.WriteAsync(picture.GetGraphic(PixelsPerSquare), context.RequestAborted);
    }

    private async Task FinishAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await forms.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (!seal.Fits(context, Purpose(context), form[FormSeal.Field]))
        {
            await FormAsync(context, StatusCodes.Status400BadRequest, texts => new AppProblem(texts.FormNotAccepted));
            return;
        }

        await AnswerAsync(context, await registration.ConfirmAsync(Key(context), form[AppView.CodeField], ct));
    }

    private Task AnswerAsync(HttpContext context, AppRegistering outcome) => outcome switch
    {
        AppRegistering.Wrong(var left) => FormAsync(
            context, StatusCodes.Status422UnprocessableEntity, texts => new AppProblem(texts.AppCodeWrong, left is 1 ? texts.TryLeft : texts.TriesLeft(left))),
        AppRegistering.DirectoryDown => LaterAsync(context),
        AppRegistering.NotValid => FormAsync(context, StatusCodes.Status409Conflict, texts => new AppProblem(texts.FormNotAccepted)),
        _ => FormAsync(context, StatusCodes.Status422UnprocessableEntity, _ => AppProblem.None),
    };

    /// <summary>The form while the session allows it; otherwise the words that fit.</summary>
    private async Task FormAsync(HttpContext context, int status, Func<PageTexts, AppProblem> problem)
    {
        var session = await sessions.OfKeyAsync(Key(context), context.RequestAborted);
        var texts = Wishes.Texts(context.Request, session?.Visitor.Chat.Language);
        switch (await registration.BeginAsync(Key(context), context.RequestAborted))
        {
            case AppRegistering.Waiting waiting when session is not null:
                var form = new AppForm(waiting, Wishes.Keep(context.Request, Path), seal.Input(context, Purpose(context)), sessions.MinutesLeft(session));
                await Explanations.WriteAsync(context, status, view.Card(context, texts, texts.AppTitle, AppView.Form(texts, form, problem(texts))));
                break;
            case AppRegistering.Registered:
                await DoneAsync(context, texts);
                break;
            case AppRegistering.UsedUp:
                await UsedUpAsync(context, texts);
                break;
            default:
                await Explanations.NotValidAsync(view, context);
                break;
        }
    }

    private Task DoneAsync(HttpContext context, PageTexts texts)
    {
        Forget(context);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Explanations.WriteAsync(context, StatusCodes.Status200OK, view.Card(context, texts, texts.AppDoneTitle, AppView.Done(texts)));
    }

    private Task UsedUpAsync(HttpContext context, PageTexts texts)
    {
        Forget(context);
        return Explanations.WriteAsync(
            context,
            StatusCodes.Status422UnprocessableEntity,
            view.Message(context, texts, texts.AppUsedUpTitle, [texts.AppUsedUpText, texts.AppUsedUpAdvice], PageView.ToTheChat(texts.BackToChat)));
    }

    private async Task LaterAsync(HttpContext context)
    {
        var session = await sessions.OfKeyAsync(Key(context), context.RequestAborted);
        var texts = Wishes.Texts(context.Request, session?.Visitor.Chat.Language);
        await Explanations.WriteAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            view.Message(context, texts, texts.LaterTitle, [texts.LaterText], PageView.Again(Wishes.Keep(context.Request, Path), texts.TryAgain)));
    }

    private void Forget(HttpContext context)
    {
        cookies.Delete(context, PageCookies.Page);
        cookies.Delete(context, PageCookies.Form);
    }

    private string Key(HttpContext context) => cookies.Read(context, PageCookies.Page) is { } key && PageSessions.IsWellFormed(key) ? key : "";

    private string Purpose(HttpContext context) => "app " + Key(context);
}
