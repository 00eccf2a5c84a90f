using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

internal enum SignInReason { NotSignedIn, Expired, Failed, NoRole, SignedOut, LinkNotValid, LinkPrinted }

/// <summary>What surrounds the pages of the admin area.</summary>
internal sealed class AdminView(PageView view, PageAssets assets, AdminForms forms)
{
    private static readonly (string Path, AdminRight Right, Func<AdminTexts, string> Title)[] s_parts =
    [
        (AdminPaths.Activity, AdminRight.SeeActivity, texts => texts.Activity),
        (AdminPaths.Charts, AdminRight.SeeActivity, texts => texts.Charts),
        (AdminPaths.Coverage, AdminRight.SeeCoverage, texts => texts.Coverage),
        (AdminPaths.HeldBack, AdminRight.SeeThrottled, texts => texts.HeldBack),
        (AdminPaths.WhatIf, AdminRight.AskAboutAccount, texts => texts.WhatIf),
        (AdminPaths.Policy, AdminRight.SeePolicy, texts => texts.Policy),
        (AdminPaths.Switches, AdminRight.Switch, texts => texts.Switches),
        (AdminPaths.Verification, AdminRight.VerifyAudit, texts => texts.Verification),
    ];

    public Task WriteAsync(HttpContext context, AdminUser user, string path, Func<AdminTexts, Html> content, int status = StatusCodes.Status200OK)
    {
        var (page, texts) = TextsOf(context);
        var title = Array.Find(s_parts, part => part.Path == path).Title(texts);
        return PageView.WriteAsync(context, status, Csp.Admin, view.Document(
            page,
            title,
            ["site.css", "admin.css"],
            ((string[])["chart.js", "admin.js"]).Select(Script),
            $"""
            <body class="admin-page">
            <a class="skip" href="#content">{texts.SkipToContent}</a>
            <header class="brand">{PageView.Shield}<p><span class="brand-name">{texts.Area}</span> <span class="brand-product">{texts.Word(user.Role)}</span></p>
            <form method="post" action="{AdminPaths.SignOut}">{forms.Seal(context)}<button class="quiet" type="submit">{texts.SignOut}</button></form></header>
            <nav aria-label="{texts.Parts}"><ul>{s_parts.Where(part => user.May(part.Right)).Select(part => Part(part.Path, part.Title(texts), part.Path == path))}</ul></nav>
            <main id="content" tabindex="-1">
            <h1>{title}</h1>
            {content(texts)}
            </main>
            <footer class="small"><a href="{assets.Address("chart.js.LICENSE.txt")}">{texts.Licence}</a></footer>
            </body>
            """));
    }

    /// <summary>The way in, and why it has to be taken.</summary>
    public Task SignInAsync(HttpContext context, SignInReason reason, bool organisations)
    {
        var (page, texts) = TextsOf(context);
        var status = reason is SignInReason.SignedOut or SignInReason.LinkPrinted ? StatusCodes.Status200OK
            : reason is SignInReason.NoRole ? StatusCodes.Status403Forbidden
            : reason is SignInReason.LinkNotValid ? StatusCodes.Status410Gone
            : StatusCodes.Status401Unauthorized;
        return CardAsync(context, page, status, texts.Word(reason), organisations
            ? (Html)$"""<p>{texts.SignInWithOrganisation}</p><p class="way"><a class="button" href="{AdminPaths.SignIn}">{texts.SignIn}</a></p>"""
            : $"""<p>{texts.SignInByLink}</p><form method="post" action="{AdminPaths.NewLink}">{forms.Seal(context)}<button class="button" type="submit">{texts.NewLink}</button></form>""");
    }

    /// <summary>The page behind a one-time link.</summary>
    public Task OpenAsync(HttpContext context)
    {
        var (page, texts) = TextsOf(context);
        return CardAsync(context, page, StatusCodes.Status200OK, texts.Area, $"""
            <p>{texts.OpenOnce}</p>
            <form method="post" action="{context.Request.Path.Value}">{forms.Seal(context)}<button class="button" type="submit">{texts.Open}</button></form>
            """);
    }

    /// <summary>
    /// Comes after the organisation's sign-in and leads on by itself: the cookie goes along with what a page of ours asks for, and not with what
    /// another site led to.
    /// </summary>
    public Task ArrivedAsync(HttpContext context)
    {
        var (page, texts) = TextsOf(context);
        context.Response.Headers["Refresh"] = $"0; url={AdminPaths.Home}";
        return CardAsync(context, page, StatusCodes.Status200OK, texts.Arrived, PageView.Again(AdminPaths.Home, texts.Open));
    }

    public Task NoRightAsync(HttpContext context, AdminUser user)
    {
        var (page, texts) = TextsOf(context);
        return CardAsync(context, page, StatusCodes.Status403Forbidden, texts.NoRight, $"""
            <p>{texts.NoRightAs(texts.Word(user.Role))}</p>
            <p class="way"><a class="button" href="{AdminPaths.Home}">{texts.Area}</a></p>
            """);
    }

    private static (PageTexts Page, AdminTexts Own) TextsOf(HttpContext context) =>
        Wishes.Texts(context.Request) is var texts ? (texts, new AdminTexts(texts)) : default;

    private Task CardAsync(HttpContext context, PageTexts page, int status, string title, Html content) => PageView.WriteAsync(
        context, status, Csp.Admin, view.Card(context, page, title, $"""
            <h1>{title}</h1>
            {content}
            """));

    private static Html Part(string path, string title, bool isHere) =>
        isHere ? (Html)$"""<li><a href="{path}" aria-current="page">{title}</a></li>""" : $"""<li><a href="{path}">{title}</a></li>""";

    private Html Script(string name) =>
        $"""
        <script defer src="{assets.Address(name)}"></script>

        """;
}
