using System.Globalization;
using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>What happened: filtered, a page at a time.</summary>
internal sealed class ActivityPage(AdminView view, AdminDoor door, AdminForms forms, IActivityLog activity, Vault vault, AdminLog audit)
{
    private const string UserIdField = "user-id";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(AdminPaths.Activity, Methods.Read, door.For(AdminRight.SeeActivity, ShowAsync));
        endpoints.MapPost(AdminPaths.Find, door.For(AdminRight.SeeActivity, FindAsync));
    }

    private async Task ShowAsync(HttpContext context, AdminUser user)
    {
        var ct = context.RequestAborted;
        if (ActivityFilter.Read(context.Request.Query, vault.Now) is not { } filter)
        {
            var usual = ActivityFilter.Usual(vault.Now);
            await view.WriteAsync(
                context, user, AdminPaths.Activity, texts => $"{Problem.Box(texts.FilterNotRead)}{Form(context, texts, usual)}", StatusCodes.Status400BadRequest);
            return;
        }

        if (filter.Person.Length > 0)
        {
            await audit.NoteAsync(user, "saw-activity-of", ct, detail: filter.Person);
        }

        var (lines, next) = await Activity.PageAsync(activity, filter, ct);
        await view.WriteAsync(context, user, AdminPaths.Activity, texts => Content(context, texts, user, filter, lines, next));
    }

    /// <summary>A user ID stands in no address: only its pseudonym does.</summary>
    private async Task FindAsync(HttpContext context, AdminUser user)
    {
        if (await forms.ReadAsync(context) is not { } form)
        {
            return;
        }

        var filter = ActivityFilter.Usual(vault.Now) with { Person = UserIds.Read(form[UserIdField]) is { } userId ? vault.PersonName(userId) : "" };
        PageView.SeeOther(context, AdminPaths.Activity + filter.Query());
    }

    private Html Content(HttpContext context, AdminTexts texts, AdminUser user, ActivityFilter filter, IReadOnlyList<AuditLine> lines, ActivityCursor? next) =>
        $"""
        {Form(context, texts, filter)}
        {(user.May(AdminRight.Export) ? Exports(texts, filter) : Html.None)}
        {(lines.Count == 0 ? (Html)$"<p>{texts.NothingHere}</p>" : Table(texts, filter, lines))}
        {Pager(texts, filter, next)}
        """;

    private Html Form(HttpContext context, AdminTexts texts, ActivityFilter filter) =>
        $"""
        <div class="filters">
        <form method="get" action="{AdminPaths.Activity}">
        <fieldset><legend>{texts.Filter}</legend>
        <div class="field"><label for="from">{texts.From}</label><input id="from" name="{ActivityFilter.FromField}" type="datetime-local" value="{ActivityFilter.Text(filter.From)}"></div>
        <div class="field"><label for="until">{texts.Until}</label><input id="until" name="{ActivityFilter.UntilField}" type="datetime-local" value="{ActivityFilter.Text(filter.Until)}"></div>
        {Choice("activity", ActivityFilter.ActivityField, texts.ActivityHead, filter.Activity, texts)}
        {Choice("result", ActivityFilter.ResultField, texts.ResultHead, filter.Result, texts)}
        <div class="field"><label for="channel">{texts.ChannelHead}</label><input id="channel" name="{ActivityFilter.ChannelField}" type="text" value="{filter.Channel}" autocomplete="off"></div>
        <div class="field"><label for="reason">{texts.ReasonHead}</label><input id="reason" name="{ActivityFilter.ReasonField}" type="text" value="{filter.Reason}" autocomplete="off"></div>
        <div class="field"><label for="person">{texts.PersonHead}</label><input id="person" name="{ActivityFilter.PersonField}" type="text" value="{filter.Person}" autocomplete="off"></div>
        <button class="button" type="submit">{texts.Show}</button>
        </fieldset>
        </form>
        <form method="post" action="{AdminPaths.Find}">
        {forms.Seal(context)}
        <fieldset><legend>{texts.FindPerson}</legend>
        <div class="field"><label for="user-id">{texts.UserId}</label><input id="user-id" name="{UserIdField}" type="text" autocomplete="off" required></div>
        <button class="button" type="submit">{texts.Show}</button>
        </fieldset>
        </form>
        </div>
        """;

    private static Html Choice<T>(string id, string field, string label, T? chosen, AdminTexts texts)
        where T : struct, Enum =>
        $"""
        <div class="field"><label for="{id}">{label}</label><select id="{id}" name="{field}"><option value="">{texts.Any}</option>{Enum.GetValues<T>().Select(value => Option(value, chosen, texts))}</select></div>
        """;

    private static Html Option<T>(T value, T? chosen, AdminTexts texts)
        where T : struct, Enum =>
        value.Equals(chosen) ? (Html)$"""<option value="{value.ToString()}" selected>{texts.Word(value)}</option>""" : $"""<option value="{value.ToString()}">{texts.Word(value)}</option>""";

    private static Html Exports(AdminTexts texts, ActivityFilter filter) =>
        $"""<p class="exports"><a href="{AdminPaths.Csv}{filter.Query()}" download>{texts.ExportCsv}</a> <a href="{AdminPaths.Json}{filter.Query()}" download>{texts.ExportJson}</a></p>""";

    private static Html Table(AdminTexts texts, ActivityFilter filter, IReadOnlyList<AuditLine> lines) => AdminTable.Of(
        texts.Activity,
        [texts.TimeHead, texts.ActivityHead, texts.ResultHead, texts.ReasonHead, texts.DetailHead, texts.ChannelHead, texts.PersonHead, texts.VisitHead],
        lines.Select(line => Row(texts, filter, line.Event)));

    private static Html Row(AdminTexts texts, ActivityFilter filter, AuditEvent happened) => AdminTable.Row(
        $"""<time datetime="{happened.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}">{happened.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}</time>""",
        AdminTable.Text(texts.Word(happened.Activity)),
        (Html)$"""<span class="result {happened.Result.ToString()}">{texts.Word(happened.Result)}</span>""",
        AdminTable.Code(happened.Reason),
        AdminTable.Code(happened.Detail),
        AdminTable.Text(happened.Channel),
        Only(texts, filter, happened.Person),
        Only(texts, filter, happened.Session));

    private static Html Only(AdminTexts texts, ActivityFilter filter, string name) => name.Length == 0
        ? Html.None
        : $"""<a href="{AdminPaths.Activity}{(filter with { Person = name, After = null }).Query()}" aria-label="{texts.OnlyThis(name[..Math.Min(8, name.Length)])}"><code>{name[..Math.Min(8, name.Length)]}</code></a>""";

    private static Html Pager(AdminTexts texts, ActivityFilter filter, ActivityCursor? next) =>
        $"""
        <nav class="pager" aria-label="{texts.Pages}">{(filter.After is null ? Html.None : Way(filter.Query(), texts.Newest))}{(next is null ? Html.None : Way(filter.Query(next), texts.Older))}</nav>
        """;

    private static Html Way(string query, string words) => $"""<a class="quiet" href="{AdminPaths.Activity}{query}">{words}</a> """;
}
