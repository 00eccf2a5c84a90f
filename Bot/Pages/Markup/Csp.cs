using SsprBot.Settings;

namespace SsprBot.Pages;

/// <summary>The content security policies, one for each kind of answer.</summary>
internal static class Csp
{
    /// <summary>For everything that is no page.</summary>
    public const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The secure page and the pages that look like it; our own chat may show them in its overlay.</summary>
    public const string Secure = SecurePage + "frame-ancestors 'self'" + SecureScript;

    /// <summary>The same for pages that Teams shows as a dialog, in its own clients and in the others of Microsoft 365.</summary>
    /// <remarks>The hosts of learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements.</remarks>
    public const string Dialog =
        SecurePage + "frame-ancestors https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com https://*.microsoft365.com "
        + "https://*.office.com https://outlook.office.com https://outlook.office365.com https://outlook-sdf.office.com https://outlook-sdf.office365.com"
        + SecureScript;

    /// <summary>Pages that are only there during development.</summary>
    public const string Dev =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    /// <summary>The admin area: in no frame, and scripts from here alone.</summary>
    public const string Admin = SecurePage + "frame-ancestors 'none'" + SecureScript;

    private const string SecurePage =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; ";

    private const string SecureScript = "; require-trusted-types-for 'script'";

    // SHA-256 of the empty text: Web Chat makes one empty <style> before it knows the nonce.
    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    /// <summary>
    /// What Web Chat needs and no more: styles by nonce, pictures that it makes itself (<c>data:</c>, <c>blob:</c>), its stream. The frame is the
    /// overlay with the secure page, the media is the CAPTCHA's sound.
    /// </summary>
    /// <param name="stream">The origin of the chat's stream, such as <c>wss://reset.contoso.com</c>; Safari before 15.4 does not count it as 'self'.</param>
    public static string Chat(string nonce, string stream, WebSettings web) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}' {EmptyStyle}; img-src 'self' data: blob:; "
        + $"connect-src 'self' {stream}; frame-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'; "
        + $"frame-ancestors {string.Join(' ', ["'self'", .. web.FrameAncestors])}";
}
