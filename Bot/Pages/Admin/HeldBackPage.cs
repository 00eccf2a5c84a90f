using System.Globalization;
using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>Who is held back now, by a limit or by "this was not me", and a button that lets them go on.</summary>
internal sealed class HeldBackPage(AdminView view, AdminDoor door, AdminForms forms, Throttles throttles, Survey survey, Releasing releasing, AdminLog audit)
{
    private const string IdField = "id";
    private const string OutcomeField = "outcome";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(AdminPaths.HeldBack, Methods.Read, door.For(AdminRight.SeeThrottled, ShowAsync));
        endpoints.MapPost(AdminPaths.ReleaseThrottled, door.For(AdminRight.Release, (context, user) => ReleaseAsync(context, id => releasing.ReleaseThrottledAsync(user, id, context.RequestAborted))));
        endpoints.MapPost(AdminPaths.ReleaseBlocked, door.For(AdminRight.Release, (context, user) => ReleaseAsync(context, id => releasing.ReleaseBlockedAsync(user, id, context.RequestAborted))));
    }

    private async Task ShowAsync(HttpContext context, AdminUser user)
    {
        var ct = context.RequestAborted;
        var (throttled, blocked) = (await throttles.ReadAsync(ct), await survey.BlockedAsync(ct));
        await audit.NoteAsync(user, "saw-held-back", ct);
        await view.WriteAsync(context, user, AdminPaths.HeldBack, texts => $"""
            {Told(texts, context.Request.Query[OutcomeField].ToString())}
            <p>{texts.HeldBackLead(Releasing.PerHour)}</p>
            <h2>{texts.ByLimits}</h2>
            {(throttled.People.Count == 0 ? (Html)$"<p>{texts.NobodyHere}</p>" : AdminTable.Of(texts.ByLimits, [texts.UserId, texts.Why, texts.Visits, texts.Release], throttled.People.Select(person => Row(context, texts, person))))}
            {(throttled.IsWhole ? Html.None : (Html)$"<p>{texts.TooManyVisits(Throttles.MostVisits)}</p>")}
            <h2>{texts.ByOwner}</h2>
            {(blocked.Count == 0 ? (Html)$"<p>{texts.NobodyHere}</p>" : AdminTable.Of(texts.ByOwner, [texts.UserId, texts.Since, texts.Release], blocked.Select(person => Row(context, texts, person))))}
            """);
    }

    private async Task ReleaseAsync(HttpContext context, Func<string, Task<ReleaseOutcome>> release)
    {
        if (await forms.ReadAsync(context) is { } form)
        {
            PageView.SeeOther(context, $"{AdminPaths.HeldBack}?{OutcomeField}={await release(form[IdField])}");
        }
    }

    private static Html Told(AdminTexts texts, string outcome) => !Enum.GetNames<ReleaseOutcome>().Contains(outcome) ? Html.None
        : Enum.Parse<ReleaseOutcome>(outcome) is ReleaseOutcome.Done ? $"""<p class="yes" role="status">{texts.Word(ReleaseOutcome.Done)}</p>"""
        : Problem.Box(texts.Word(Enum.Parse<ReleaseOutcome>(outcome)));

    private Html Row(HttpContext context, AdminTexts texts, Throttled person) => AdminTable.Row(
        AdminTable.Text(person.UserId),
        (Html)$"""<ul class="plain">{person.Why.Select(why => (Html)$"<li>{texts.Word(why)}</li>")}</ul>""",
        AdminTable.Text(person.IsTrusted ? texts.Trusted : person.IsAccount ? texts.Anonymous : texts.NoAccount),
        person.CanBeReleased ? Button(context, AdminPaths.ReleaseThrottled, person.GuardId, texts.ReleaseOf(person.UserId), texts.Release) : AdminTable.Text(texts.EndsByItself));

    private Html Row(HttpContext context, AdminTexts texts, BlockedPerson person) => AdminTable.Row(
        AdminTable.Text(person.UserId ?? texts.UnknownPerson),
        AdminTable.Text(person.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        person.UserId is null ? Html.None : Button(context, AdminPaths.ReleaseBlocked, person.Id, texts.ReleaseOf(person.UserId), texts.Release));

    private Html Button(HttpContext context, string path, string id, string label, string words) =>
        $"""<form method="post" action="{path}">{forms.Seal(context)}<input type="hidden" name="{IdField}" value="{id}"><button class="quiet" type="submit" aria-label="{label}">{words}</button></form>""";
}
