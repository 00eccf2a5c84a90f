namespace SsprBot.Pages;

/// <summary>Words for errors that come without any, for those who read pages; programs get the status alone.</summary>
internal static class ErrorPages
{
    public static Task WriteAsync(PageView view, HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Explanations.StatusAsync(view, context)
            : Task.CompletedTask;
}
