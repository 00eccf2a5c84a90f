namespace SsprBot.Pages;

/// <summary>Pages that only say what happened, and what to do.</summary>
internal static class Explanations
{
    /// <summary>Used, expired, replaced, mangled, never issued: one and the same page.</summary>
    public static Task NotValidAsync(PageView view, HttpContext context)
    {
        var texts = Wishes.Texts(context.Request);
        return WriteAsync(
            context,
            StatusCodes.Status410Gone,
            view.Message(context, texts, texts.NotValidTitle, [texts.NotValidText, texts.NotValidAdvice], PageView.ToTheChat(texts.GoToChat)));
    }

    /// <summary>A form that is not looked at.</summary>
    public static Task RefusedAsync(PageView view, HttpContext context, int status)
    {
        var texts = Wishes.Texts(context.Request);
        return WriteAsync(context, status, status is StatusCodes.Status413PayloadTooLarge
            ? view.Message(context, texts, texts.TooLongTitle, [texts.TooLongText], PageView.Again(Wishes.Keep(context.Request, context.Request.Path), texts.TryAgain))
            : view.Message(context, texts, texts.RefusedTitle, [texts.RefusedText], PageView.ToTheChat(texts.GoToChat)));
    }

    public static Task StatusAsync(PageView view, HttpContext context)
    {
        var texts = Wishes.Texts(context.Request);
        var status = context.Response.StatusCode;
        var (title, text) = status switch
        {
            StatusCodes.Status404NotFound => (texts.NotFoundTitle, texts.NotFoundText),
            StatusCodes.Status413PayloadTooLarge => (texts.TooLongTitle, texts.TooLongText),
            StatusCodes.Status429TooManyRequests => (texts.TooManyTitle, texts.TooManyText),
            < StatusCodes.Status500InternalServerError => (texts.RefusedTitle, texts.NotFoundText),
            _ => (texts.ErrorTitle, texts.ErrorText),
        };
        return WriteAsync(context, status, view.Message(context, texts, title, [text], PageView.ToTheChat(texts.GoToChat)));
    }

    public static Task WriteAsync(HttpContext context, int status, Html page) =>
        PageView.WriteAsync(context, status, TeamsFrame.Holds(context) ? Csp.Dialog : Csp.Secure, page);
}
