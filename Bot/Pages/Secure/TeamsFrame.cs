namespace SsprBot.Pages;

/// <summary>
/// Whether a page is shown in a frame of Teams. That is allowed only to what was opened from within a conversation there; such pages have
/// cookies of their own, which a browser keeps apart for each site that shows the frame (CHIPS) and sends to no other page of ours.
/// </summary>
internal static class TeamsFrame
{
    /// <summary>Cookies of this kind are for TLS alone, on every machine.</summary>
    public const string CookiePrefix = "__Host-teams-";

    private static readonly object s_mark = new();

    /// <summary>This request is for a page that a conversation in Teams opens.</summary>
    public static void Enter(HttpContext context) => context.Items[s_mark] = true;

    public static bool Holds(HttpContext context) =>
        context.Items.ContainsKey(s_mark)
        || context.Request.Cookies.ContainsKey(CookiePrefix + PageCookies.Page)
        || context.Request.Cookies.ContainsKey(CookiePrefix + PageCookies.Form);
}
