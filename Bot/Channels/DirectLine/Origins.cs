using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace SsprBot.Channels.DirectLine;

/// <summary>
/// Which pages may talk to the chat. A browser says where a page came from and no script can change that; a client that says nothing is no browser.
/// </summary>
internal sealed class Origins(IOptions<DirectLineSettings> settings)
{
    private const int MaxLength = 256;

    /// <returns>The page's origin, or null when the request names none.</returns>
    public static string? Of(HttpRequest request) => request.Headers.Origin is [{ Length: > 0 } origin, ..] ? origin : null;

    /// <summary>Whether the request comes from the bot's own page, from a page of a configured origin, or from no page at all.</summary>
    public bool Allow(HttpRequest request)
    {
        var origin = Of(request);
        return origin is null
            ? request.Headers["Sec-Fetch-Site"] is not [{ Length: > 0 } site, ..] || site is "same-origin" or "none"
            : origin.Length <= MaxLength && (IsListed(origin) || IsOwn(origin, request));
    }

    /// <summary>Lets the browser hand the answer to a page of a configured origin.</summary>
    public void Share(HttpContext context)
    {
        if (settings.Value.AllowedOrigins.Count == 0)
        {
            return;
        }

        var headers = context.Response.Headers;
        headers.Append("Vary", "Origin");
        if (Of(context.Request) is { } origin && IsListed(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowMethods = "GET, POST";
            headers.AccessControlAllowHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with";
            headers.AccessControlMaxAge = new StringValues("600");
        }
    }

    private bool IsListed(string origin) => settings.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    // Not the scheme: behind a proxy that ends TLS the bot itself is reached by http.
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Scheme is "http" or "https"
        && page.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
        && page.Port == (request.Host.Port ?? (page.Scheme is "https" ? 443 : 80));
}
