namespace SsprBot.Pages;

/// <summary>
/// The cookies of the pages: for this host alone, out of reach of scripts, never sent along from other sites. Without TLS, which is only for a
/// developer's own machine, they have another name, so that one can never pass for the other.
/// </summary>
internal sealed class PageCookies(IHostEnvironment environment)
{
    /// <summary>Opens the secure page of one session.</summary>
    public const string Page = "pw";

    /// <summary>Ties a form to the browser that it was shown in.</summary>
    public const string Form = "form";

    /// <summary>Finds the chat again after a reload.</summary>
    public const string Chat = "chat";

    public string? Read(HttpContext context, string cookie) => context.Request.Cookies[NameOf(context, cookie)];

    public void Write(HttpContext context, string cookie, string value) =>
        context.Response.Cookies.Append(NameOf(context, cookie), value, Options(context));

    public void Delete(HttpContext context, string cookie) => context.Response.Cookies.Delete(NameOf(context, cookie), Options(context));

    private string NameOf(HttpContext context, string cookie) => IsPlain(context) ? cookie : $"__Host-{cookie}";

    private CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Strict,
        Secure = !IsPlain(context),
    };

    private bool IsPlain(HttpContext context) => !context.Request.IsHttps && environment.IsDevelopment();
}
