using System.Globalization;

namespace SsprBot.Pages.Dev;

/// <summary>What the developer's pages look like.</summary>
internal sealed class DevView(PageView view, PageAssets assets)
{
    public Task WriteAsync(HttpContext context, string title, Html content) => PageView.WriteAsync(context, StatusCodes.Status200OK, Csp.Dev, view.Document(
        PageTexts.For(),
        title,
        ["site.css"],
        [(Html)$"""<script defer src="{assets.Address("dev.js")}"></script>"""],
        $"""
        <body class="dev-page">
        <header class="brand"><p><span class="brand-name">Developer’s pages</span> <span class="brand-product">only here, only in Development</span></p></header>
        <nav aria-label="Developer’s pages"><a href="/">Chat</a> <a href="/dev/people">People</a> <a href="/dev/inbox">Inbox</a> <a href="/dev/signin">Sign in</a></nav>
        <main>
        <h1>{title}</h1>
        {content}
        </main>
        </body>
        """));

    public static Html People(IReadOnlyList<DemoPerson> people) =>
        $"""
        <p>Everybody in the demo directory. The password is the one that works at this moment.</p>
        <div class="scroll" tabindex="0" role="region" aria-label="People">
        <table>
        <thead><tr><th scope="col">Person</th><th scope="col">User ID</th><th scope="col">Password</th><th scope="col">Contact points</th><th scope="col">Situation</th></tr></thead>
        <tbody>
        {people.Select(Person)}</tbody>
        </table>
        </div>
        """;

    public static Html Inbox(IReadOnlyList<InboxItem> items) =>
        $"""
        <p>Mails, texts and calls that the bot sent, newest first. This page looks for new ones by itself.</p>
        <div id="inbox" data-refresh="2000">
        {(items.Count == 0 ? (Html)$"<p>Nothing was sent yet.</p>" : $"{items.Select(Item)}")}
        </div>
        """;

    public static Html SignIn(string userIdField, string passwordField, SignInAnswer? answer) =>
        $"""
        {Answered(answer)}
        <p>Does a password work? This asks the demo directory, as a computer at work would.</p>
        <form method="post" action="/dev/signin">
        <div class="field"><label for="user-id">User ID</label><input id="user-id" name="{userIdField}" type="text" value="{answer?.UserId}" autocomplete="username" required></div>
        <div class="field"><label for="password">Password</label><input id="password" name="{passwordField}" type="password" autocomplete="current-password" required></div>
        <button class="button" type="submit">Sign in</button>
        </form>
        """;

    private static Html Answered(SignInAnswer? answer) => answer switch
    {
        null => $"",
        { SignedIn: true } => $"""<p class="yes" id="answer" role="status">Signed in.</p>""",
        _ => $"""<p class="problem" id="answer" role="status">Not signed in.</p>""",
    };

    private static Html Person(DemoPerson person) =>
        $"""
        <tr><th scope="row">{person.DisplayName}</th><td><code>{person.UserId}</code></td><td>{(person.Password.Length > 0 ? (Html)$"<code>{person.Password}</code>" : $"changed since")}</td><td>{person.ContactPoints.Select(Contact)}</td><td>{person.Situation}</td></tr>

        """;

    private static Html Contact(DemoContact contact) => $"<div>{contact.Kind}: <code>{contact.Value}</code></div>";

    private static Html Keys(string id) =>
        $"""
        <form class="keys" method="post" action="/dev/inbox/{id}/keys"><button class="button" name="{CallKeys.Field}" value="#">#</button> <button class="button" name="{CallKeys.Field}" value="*">*</button></form>
        <form class="keys" method="post" action="/dev/inbox/{id}/keys"><label for="keys-{id}">Keys</label> <input id="keys-{id}" name="{CallKeys.Field}" type="tel" autocomplete="off" required> <button class="button">Press</button></form>
        <form class="keys" method="post" action="/dev/inbox/{id}/no-answer"><button class="button">No answer</button></form>

        """;

    private static Html Item(InboxItem item) =>
        $"""
        <article class="item" id="item-{item.Id}">
        <p class="item-head"><span class="kind">{item.Kind}</span> <code>{item.To}</code> <time datetime="{item.SentAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}">{item.SentAt.UtcDateTime.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}</time></p>
        {(item.Subject.Length > 0 ? (Html)$"<h2>{item.Subject}</h2>" : $"")}<p class="item-text">{item.Text}</p>
        {(item.Kind == "call" ? Keys(item.Id) : Html.None)}</article>

        """;
}
