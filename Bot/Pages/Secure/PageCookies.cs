namespace SsprBot.Pages;

/// <summary>
/// The cookies of the pages: for this host alone, out of reach of scripts, never sent along from other sites. Without TLS, which is only for a
/// developer's own machine, they have another name, so that one can never pass for the other. In a frame of Teams they are those of that frame.
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
        context.Response.Cookies.Append(NameOf(context, cookie), value, Options(context, cookie));

    public void Delete(HttpContext context, string cookie) => context.Response.Cookies.Delete(NameOf(context, cookie), Options(context, cookie));

    private string NameOf(HttpContext context, string cookie) =>
        IsFramed(context, cookie) ? TeamsFrame.CookiePrefix + cookie : IsPlain(context) ? cookie : $"__Host-{cookie}";

    private CookieOptions Options(HttpContext context, string cookie)
    {
        var framed = IsFramed(context, cookie);
        var options = new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = framed ? SameSiteMode.None : SameSiteMode.Strict,
            Secure = framed || !IsPlain(context),
        };
        if (framed)
        {
            options.Extensions.Add("Partitioned");
        }

        return options;
    }

    private static bool IsFramed(HttpContext context, string cookie) => cookie is not Chat && TeamsFrame.Holds(context);

    private bool IsPlain(HttpContext context) => !context.Request.IsHttps && environment.IsDevelopment();
}
