using Microsoft.Extensions.Options;
using SsprBot.Settings;

namespace SsprBot.Pages;

/// <summary>Whether a request was sent by a page of ours.</summary>
internal sealed class OwnPage(IOptions<WebSettings> web)
{
    /// <summary>
    /// The browser says so itself (Fetch Metadata); an older one names the origin. One that says neither is refused.
    /// </summary>
    public bool Sent(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site
        ? site is ["same-origin"]
        : request.Headers.Origin is [{ } origin] && origin.Equals(Own(request), StringComparison.OrdinalIgnoreCase);

    private string Own(HttpRequest request) =>
        web.Value.PublicBaseUrl is { } address ? address.GetLeftPart(UriPartial.Authority) : $"{request.Scheme}://{request.Host}";
}
