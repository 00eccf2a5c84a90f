using System.Globalization;
using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>How it goes: numbers in tables, and charts of them.</summary>
internal sealed class ChartsPage(AdminView view, AdminDoor door, IActivityLog activity, Vault vault)
{
    private const string DaysField = "days";

    private static readonly int[] s_spans = [7, 30, 90, 365];

    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(AdminPaths.Charts, Methods.Read, door.For(AdminRight.SeeActivity, ShowAsync));

    private async Task ShowAsync(HttpContext context, AdminUser user)
    {
        var wanted = context.Request.Query[DaysField];
        var span = Array.Find(s_spans, days => wanted == days.ToString(CultureInfo.InvariantCulture)) is var found and > 0 ? found : s_spans[1];
        var until = new DateTimeOffset(vault.Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        var statistics = new Statistics(until.AddDays(-span), until, span > 31 ? 7 : 1);
        await foreach (var line in activity.NewestFirstAsync(until.AddDays(-span), until, context.RequestAborted))
        {
            statistics.Add(line.Event);
        }

        await view.WriteAsync(context, user, AdminPaths.Charts, texts => Content(texts, span, statistics));
    }

    private static Html Content(AdminTexts texts, int span, Statistics statistics) =>
        $"""
        <nav class="spans" aria-label="{texts.Spans}"><ul>{s_spans.Select(days => Span(texts, days, days == span))}</ul></nav>
        <div class="charts">
        {ByStep(texts, span > 31 ? texts.ByWeek : texts.ByDay, statistics)}
        {Counted(texts.Failures, texts.ReasonHead, texts.Times, statistics.Failures)}
        {Counted(texts.MethodsUsed, texts.Method, texts.Times, statistics.Methods)}
        {AdminTable.Chart("bar", texts.TimeToFinish, [texts.Minutes, texts.Visits], statistics.TimesToFinish().Select(time => (time.Minutes is { } most ? texts.UnderMinutes(most) : texts.Longer, (int[])[time.Visits])))}
        </div>
        """;

    private static Html ByStep(AdminTexts texts, string caption, Statistics statistics) => AdminTable.Chart(
        "line",
        caption,
        [texts.DayHead, texts.Resets, texts.Unlocks, texts.Changes, texts.Registrations, texts.Throttled],
        statistics.Steps.Select(step => (step.Begins.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (int[])[step.Resets, step.Unlocks, step.Changes, step.Registrations, step.Throttled])));

    private static Html Counted(string caption, string name, string times, IEnumerable<KeyValuePair<string, int>> counts) =>
        AdminTable.Chart("bar", caption, [name, times], counts.Select(count => (count.Key, (int[])[count.Value])));

    private static Html Span(AdminTexts texts, int days, bool isShown) => isShown
        ? (Html)$"""<li><a href="{AdminPaths.Charts}?{DaysField}={days}" aria-current="true">{texts.LastDays(days)}</a></li>"""
        : $"""<li><a href="{AdminPaths.Charts}?{DaysField}={days}">{texts.LastDays(days)}</a></li>""";
}
