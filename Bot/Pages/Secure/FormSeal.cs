using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>Proof that a form was shown by us, in this browser, for this purpose.</summary>
internal sealed class FormSeal(Vault vault, PageCookies cookies)
{
    public const string Field = "seal";

    private const int CookieLength = 22;

    public Html Input(HttpContext context, string purpose) =>
        $"""<input type="hidden" name="{Field}" value="{Of(purpose, Cookie(context))}">""";

    public bool Fits(HttpContext context, string purpose, string seal) =>
        Known(context) is { } cookie && Secrets.Same(Of(purpose, cookie), seal);

    private string Of(string purpose, string cookie) => vault.Pepper.Pseudonym("page-form", purpose, cookie);

    private string Cookie(HttpContext context)
    {
        if (Known(context) is { } known)
        {
            return known;
        }

        // All forms of a page are tied to one cookie.
        if (context.Items[typeof(FormSeal)] is not string cookie)
        {
            context.Items[typeof(FormSeal)] = cookie = Secrets.NewId();
            cookies.Write(context, PageCookies.Form, cookie);
        }

        return cookie;
    }

    private string? Known(HttpContext context) => cookies.Read(context, PageCookies.Form) is { Length: CookieLength } cookie ? cookie : null;
}
