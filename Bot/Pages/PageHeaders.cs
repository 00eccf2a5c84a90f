namespace SsprBot.Pages;

/// <summary>The headers of every answer, whatever its status.</summary>
internal static class PageHeaders
{
    private const string TwoYears = "max-age=63072000; includeSubDomains";

    /// <summary>Set at the last moment: what an error handler clears is there again.</summary>
    public static Task SetAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(Set, context);
        return next(context);
    }

    private static Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["X-Robots-Tag"] = "noindex";
        if (!headers.CacheControl.ToString().EndsWith("immutable", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
            headers.Remove("Expires");
            headers.Remove("Pragma");
        }

        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = Csp.Nothing;
        }

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = TwoYears;
        }

        return Task.CompletedTask;
    }
}
