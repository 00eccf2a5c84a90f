using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>The only place where a password is typed. It is handed to the domain and shown, kept and logged nowhere.</summary>
internal sealed class PasswordPage(
    PageView view, PasswordView passwordView, PasswordDeeds deeds, PageSessions sessions, PageCookies cookies, FormSeal seal, OwnForms forms, Switches switches)
{
    public const string Path = "/password";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, Methods.Read, (RequestDelegate)ShowAsync);
        endpoints.MapPost(Path, (RequestDelegate)SetAsync);
    }

    private Task ShowAsync(HttpContext context) => FormAsync(context, StatusCodes.Status200OK, _ => PasswordProblem.None);

    private async Task SetAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await forms.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (Key(context) is not { } key || await sessions.OfKeyAsync(key, ct) is not { } session)
        {
            await Explanations.NotValidAsync(view, context);
            return;
        }

        if (!seal.Fits(context, Purpose(key), form[FormSeal.Field]))
        {
            await FormAsync(context, StatusCodes.Status400BadRequest, texts => new PasswordProblem(texts.FormNotAccepted));
            return;
        }

        using var typed = new PostedPasswords(form);
        var texts = Wishes.Texts(context.Request, session.Visitor.Chat.Language);
        if (switches.IsClosed(session.Visitor.Chat.Channel))
        {
            await SwitchedOffAsync(context, texts);
            return;
        }

        await AnswerAsync(context, texts, session.Goal, await deeds.DoAsync(session, key, typed, texts, ct));
    }

    private Task AnswerAsync(HttpContext context, PageTexts texts, Goal goal, PasswordAnswer answer) => answer switch
    {
        PasswordAnswer.Done => DoneAsync(context, texts, goal),
        PasswordAnswer.Again again => FormAsync(context, StatusCodes.Status422UnprocessableEntity, _ => again.Problem),
        PasswordAnswer.LastTry last => LastTryAsync(context, texts, last.Lines),
        PasswordAnswer.Later => LaterAsync(context, texts),
        PasswordAnswer.Unknown => UnknownAsync(context, texts),
        _ => FormAsync(context, StatusCodes.Status409Conflict, _ => new PasswordProblem(texts.FormNotAccepted)),
    };

    /// <summary>The form while the session allows it; otherwise the words that fit the session.</summary>
    private async Task FormAsync(HttpContext context, int status, Func<PageTexts, PasswordProblem> problem)
    {
        var ct = context.RequestAborted;
        var key = Key(context) ?? "";
        var session = await sessions.OfKeyAsync(key, ct);
        var texts = Wishes.Texts(context.Request, session?.Visitor.Chat.Language);
        if (session is { State: SessionState.Completed } or { State: SessionState.PageOpen, PageServed: true })
        {
            await DoneAsync(context, texts, session.Goal);
        }
        else if (session is { State: SessionState.Setting })
        {
            await Explanations.WriteAsync(
                context, StatusCodes.Status200OK, view.Message(context, texts, texts.BusyTitle, [texts.BusyText, texts.UnknownAdvice], PageView.ToTheChat(texts.BackToChat)));
        }
        else if (session is null || !sessions.IsOpen(session))
        {
            await Explanations.NotValidAsync(view, context);
        }
        else if (switches.IsClosed(session.Visitor.Chat.Channel))
        {
            await SwitchedOffAsync(context, texts);
        }
        else if (sessions.MayRegister(session))
        {
            // Every link opens here; this one was given for registering.
            PageView.SeeOther(context, AppPage.Path);
        }
        else if (await deeds.FormAsync(session, key, ct) is not { } form)
        {
            await LaterAsync(context, texts);
        }
        else
        {
            var input = seal.Input(context, Purpose(key));
            var page = passwordView.Form(texts, form, problem(texts), Wishes.Keep(context.Request, Path), input, sessions.MinutesLeft(session));
            await Explanations.WriteAsync(context, status, view.Card(context, texts, PasswordView.Title(texts, session.Goal), page));
        }
    }

    // What was shown is not kept by the browser. Its cookies stay: the chat of the same browser goes on, and so may whoever registers.
    private Task DoneAsync(HttpContext context, PageTexts texts, Goal goal)
    {
        if (goal is not Goal.Register)
        {
            cookies.Delete(context, PageCookies.Page);
            cookies.Delete(context, PageCookies.Form);
        }

        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Explanations.WriteAsync(context, StatusCodes.Status200OK, view.Card(context, texts, PasswordView.DoneTitle(texts, goal), PasswordView.Done(texts, goal)));
    }

    private Task LastTryAsync(HttpContext context, PageTexts texts, string[] lines)
    {
        cookies.Delete(context, PageCookies.Page);
        return Explanations.WriteAsync(
            context, StatusCodes.Status422UnprocessableEntity, view.Message(context, texts, texts.TriesUsedTitle, lines, PageView.ToTheChat(texts.BackToChat)));
    }

    private Task SwitchedOffAsync(HttpContext context, PageTexts texts) => Explanations.WriteAsync(
        context,
        StatusCodes.Status503ServiceUnavailable,
        view.Message(context, texts, texts.SwitchedOffTitle, [texts.SwitchedOffText], PageView.ToTheChat(texts.BackToChat)));

    private Task LaterAsync(HttpContext context, PageTexts texts) => Explanations.WriteAsync(
        context,
        StatusCodes.Status503ServiceUnavailable,
        view.Message(context, texts, texts.LaterTitle, [texts.LaterText], PageView.Again(Wishes.Keep(context.Request, Path), texts.TryAgain)));

    private Task UnknownAsync(HttpContext context, PageTexts texts) => Explanations.WriteAsync(
        context,
        StatusCodes.Status200OK,
        view.Message(context, texts, texts.UnknownTitle, [texts.UnknownText, texts.UnknownAdvice], PageView.ToTheChat(texts.BackToChat)));

    private string? Key(HttpContext context) => cookies.Read(context, PageCookies.Page);

    private static string Purpose(string key) => "set " + key;
}
