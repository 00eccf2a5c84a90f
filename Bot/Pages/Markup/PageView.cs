using Microsoft.Extensions.Options;
using SsprBot.Settings;

namespace SsprBot.Pages;

/// <summary>What surrounds the content of a page.</summary>
internal sealed class PageView(PageAssets assets, IOptions<OrganisationSettings> organisation)
{
    /// <summary>A shield with a tick: the mark of the product.</summary>
    public static Html Shield { get; } = $"""<svg class="shield" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M12 2 4 5v6c0 5 3.4 9.4 8 11 4.6-1.6 8-6 8-11V5z" fill="currentColor"/><path d="m8.5 12 2.5 2.5 4.5-5" fill="none" stroke="var(--shield-tick)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>""";

    private static readonly Html s_lock = $"""<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false"><path d="M5 8V6a5 5 0 0 1 10 0v2h1a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zm2 0h6V6a3 3 0 0 0-6 0z" fill="currentColor"/></svg>""";

    /// <summary>A green tick: it is done.</summary>
    public static Html Tick => $"""<svg class="tick" viewBox="0 0 48 48" width="56" height="56" aria-hidden="true" focusable="false"><circle cx="24" cy="24" r="22" fill="currentColor"/><path d="m14 25 7 7 13-15" fill="none" stroke="var(--card)" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>""";

    private string Organisation => organisation.Value.Name;

    /// <summary>Everything inside <c>html</c>.</summary>
    public Html Document(PageTexts texts, string title, IEnumerable<string> styles, IEnumerable<Html> scripts, Html body) =>
        $"""
        <!DOCTYPE html>
        <html lang="{texts.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
        <meta name="color-scheme" content="light dark">
        <title>{title} · {Organisation}</title>
        <link rel="icon" type="image/svg+xml" href="{assets.Address("icon.svg")}">
        {styles.Select(Style)}{scripts}</head>
        {body}
        </html>
        """;

    /// <summary>A page that is one calm card.</summary>
    public Html Card(HttpContext context, PageTexts texts, string title, Html content) => Document(
        texts,
        title,
        ["site.css"],
        TeamsFrame.Holds(context) ? [Script("page.js"), Script("teams.js"), Script("dialog.js")] : [Script("page.js")],
        $"""
        <body class="card-page">
        <header class="brand">{Shield}<p><span class="brand-name">{Organisation}</span> <span class="brand-product">{texts.Product}</span></p></header>
        <main class="card">
        {content}
        </main>
        <footer class="help">
        {HelpDesk(texts)}
        </footer>
        </body>
        """);

    /// <summary>A card that only says something, with one way on.</summary>
    public Html Message(HttpContext context, PageTexts texts, string title, IEnumerable<string> lines, Html way) => Card(
        context,
        texts,
        title,
        $"""
        <h1>{title}</h1>
        {lines.Select(Paragraph)}{way}
        """);

    /// <summary>The head of the chat page; the page's title is in it.</summary>
    public Html ChatHead(PageTexts texts) =>
        $"""
        <header>
        <div class="brand">{Shield}<h1><span class="brand-name">{Organisation}</span> <span class="brand-product" data-words>{texts.Product}</span></h1><button class="quiet" id="new-chat" type="button" hidden data-words>{texts.NewChat}</button></div>
        <p class="notice">{s_lock}<span data-words>{texts.NeverTypePassword}</span></p>
        </header>
        """;

    /// <summary>Leads to the chat; in the overlay the script closes it instead.</summary>
    public static Html ToTheChat(string words) => $"""<p class="way"><a class="button" href="/" target="_top" data-close>{words}</a></p>""";

    public static Html Again(string address, string words) => $"""<p class="way"><a class="button" href="{address}">{words}</a></p>""";

    public static Html Paragraph(string text) => $"<p>{text}</p>\n";

    private Html Script(string name) =>
        $"""
        <script defer src="{assets.Address(name)}"></script>

        """;

    /// <summary>How to reach a person.</summary>
    public Html HelpDesk(PageTexts texts)
    {
        var desk = organisation.Value;
        List<Html> ways = [];
        if (desk.HelpDeskLink is { } page && page.Scheme == Uri.UriSchemeHttps)
        {
            ways.Add($"""<li><a href="{page.AbsoluteUri}" target="_blank" rel="noopener">{texts.HelpDeskPage}</a></li>""");
        }

        if (desk.HelpDeskPhone.Length > 0)
        {
            ways.Add($"""<li><a href="tel:{Dialled(desk.HelpDeskPhone)}">{texts.HelpDeskCall(desk.HelpDeskPhone)}</a></li>""");
        }

        if (desk.HelpDeskMail.Length > 0)
        {
            ways.Add($"""<li><a href="mailto:{desk.HelpDeskMail}">{texts.HelpDeskMail(desk.HelpDeskMail)}</a></li>""");
        }

        return ways.Count == 0
            ? (Html)$"""<h2>{texts.HelpDeskHeading}</h2><p>{texts.HelpDeskNone}</p>"""
            : $"""<h2>{texts.HelpDeskHeading}</h2><ul>{ways}</ul>""";
    }

    public static async Task WriteAsync(HttpContext context, int status, string policy, Html page)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = context.Request.IsHttps ? policy + "; upgrade-insecure-requests" : policy;
        await response.WriteAsync(page.ToString(), context.RequestAborted);
    }

    /// <summary>Leads on to another page, in the language that was asked for.</summary>
    public static void SeeOther(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = Wishes.Keep(context.Request, path);
    }

    private Html Style(string name) =>
        $"""
        <link rel="stylesheet" href="{assets.Address(name)}">

        """;

    private static string Dialled(string phone) => string.Concat(phone.Where(symbol => char.IsAsciiDigit(symbol) || symbol is '+'));
}
