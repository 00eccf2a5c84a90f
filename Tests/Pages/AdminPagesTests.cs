using System.Net;
using System.Text.Json.Nodes;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.Pages.Admin;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

/// <summary>The admin area without JavaScript: who comes in, what they see, what they may do.</summary>
public sealed class AdminPagesTests : IAsyncLifetime
{
    private static readonly AdminUser Desk = new("desk", AdminRole.HelpDesk);

    private static readonly string[] Parts =
        ["/admin/activity", "/admin/charts", "/admin/coverage", "/admin/held-back", "/admin/what-if", "/admin/policy", "/admin/switches", "/admin/verification"];

    private readonly TestWorld _world = new();
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await AdminHost.StartAsync(_world);

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Without_a_sign_in_nothing_is_shown()
    {
        using var visitor = _host.Visitor();
        foreach (var path in (string[])[.. Parts, "/admin/activity.csv", "/admin/activity.json"])
        {
            var seen = await visitor.GetAsync(path);
            Assert.Equal((HttpStatusCode.Unauthorized, "Sign in to the admin area"), (seen.Status, seen.Heading));
        }

        Assert.Equal("/admin/activity", (await visitor.GetAsync("/admin")).Header("Location"));
        Assert.Empty(_world.Audited);
    }

    [Fact]
    [Rule("D-99")]
    public async Task A_link_lets_in_once_and_looking_at_it_spends_nothing()
    {
        var link = _host.NewLink();
        using var first = _host.Visitor();
        using var second = _host.Visitor();
        var seen = await first.GetAsync(link);
        var alsoSeen = await second.GetAsync(link);

        var opened = await first.SubmitAsync(link, seen);
        var late = await second.SubmitAsync(link, alsoSeen);

        Assert.Equal((HttpStatusCode.SeeOther, "/admin"), (opened.Status, opened.Header("Location")));
        Assert.Contains("samesite=strict", Assert.Single(opened.Cookies), StringComparison.Ordinal);
        Assert.Contains("httponly", opened.Cookies[0], StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Gone, "This link does not work any more"), (late.Status, late.Heading));
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/admin/policy")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await second.GetAsync("/admin/policy")).Status);
        Assert.Equal("signed-in", _world.Audited.First().Reason);
    }

    [Fact]
    public async Task A_link_is_good_for_ten_minutes_and_only_until_the_next()
    {
        var (old, link) = (_host.NewLink(), _host.NewLink());
        using var visitor = _host.Visitor();
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(old)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync("/admin/open/nothing")).Status);
        var seen = await visitor.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, seen.Status);

        _world.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HttpStatusCode.Gone, (await visitor.SubmitAsync(link, seen)).Status);
    }

    [Fact]
    public async Task A_session_ends_and_says_so()
    {
        using var visitor = await _host.SignedInAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/admin/policy")).Status);

        _world.Time.Advance(TimeSpan.FromSeconds(61));

        var late = await visitor.GetAsync("/admin/policy");
        Assert.Equal((HttpStatusCode.Unauthorized, "Your time is up. Please sign in again"), (late.Status, late.Heading));
    }

    [Fact]
    public async Task Who_signs_out_is_out()
    {
        using var visitor = await _host.SignedInAsync();

        var left = await visitor.SubmitAsync("/admin/sign-out", await visitor.GetAsync("/admin/policy"));

        Assert.Equal((HttpStatusCode.OK, "You are signed out"), (left.Status, left.Heading));
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/admin/policy")).Status);
    }

    [Fact]
    [Rule("D-99")]
    public async Task Only_this_machine_is_served_where_there_is_no_sign_in_of_an_organisation()
    {
        using var visitor = await _host.SignedInAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/policy", ("Host", "reset.contoso.test"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/policy", ("X-Forwarded-For", "192.0.2.1"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(_host.NewLink(), ("X-Forwarded-For", "192.0.2.1"))).Status);
    }

    [Fact]
    [Rule("D-99")]
    public async Task Outside_Development_there_is_no_area_without_a_sign_in_of_an_organisation()
    {
        await using var host = await AdminHost.StartAsync(environment: "Production");
        using var visitor = host.Visitor();
        foreach (var path in (string[])["/admin", .. Parts])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
        }
    }

    [Fact]
    [Rule("D-99")]
    public async Task The_help_desk_sees_and_releases_and_no_more()
    {
        using var visitor = _host.As(Desk);
        string[] may = ["/admin/activity", "/admin/charts", "/admin/coverage", "/admin/held-back", "/admin/what-if"];
        foreach (var path in (string[])[.. Parts, "/admin/activity.csv", "/admin/activity.json"])
        {
            var seen = await visitor.GetAsync(path);
            Assert.Equal(may.Contains(path) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, seen.Status);
        }

        var page = await visitor.GetAsync("/admin/what-if");
        Assert.DoesNotContain("/admin/what-if/policy", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("/admin/switches", page.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SubmitAsync("/admin/what-if/policy", page)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SubmitAsync("/admin/switches", page, ("name", "all"), ("turn", "off"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SubmitAsync("/admin/verification", page)).Status);
        Assert.False(_world.Switches.IsOff(Switch.All));
        Assert.Contains(_world.Audited, happened => happened is { Reason: "refused", Detail: nameof(AdminRight.Switch) });
    }

    [Theory]
    [InlineData("/admin/switches")]
    [InlineData("/admin/verification")]
    [InlineData("/admin/held-back/throttled")]
    [InlineData("/admin/held-back/blocked")]
    [InlineData("/admin/what-if/account")]
    [InlineData("/admin/what-if/policy")]
    [InlineData("/admin/activity/find")]
    [InlineData("/admin/sign-out")]
    [InlineData("/admin/new-link")]
    [Rule("D-99")]
    [Rule("D-73")]
    public async Task A_form_of_another_site_or_browser_is_refused(string path)
    {
        using var visitor = await _host.SignedInAsync();
        var page = await visitor.GetAsync("/admin/what-if");
        var noted = _world.Audited.Count;

        var unsealed = await visitor.PostAsync(path, ("name", "all"), ("turn", "off"), ("user-id", FakeDirectory.Anna));
        visitor.FromOwnPage["Sec-Fetch-Site"] = "cross-site";
        var foreign = await visitor.SubmitAsync(path, page, ("name", "all"), ("turn", "off"), ("user-id", FakeDirectory.Anna));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (unsealed.Status, foreign.Status));
        Assert.False(_world.Switches.IsOff(Switch.All));
        Assert.Equal(noted, _world.Audited.Count);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/admin/policy")).Status);
    }

    [Fact]
    [Rule("D-70")]
    public async Task The_headers_keep_the_area_to_itself()
    {
        using var visitor = await _host.SignedInAsync();
        var seen = await visitor.GetAsync("/admin/policy");

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
            seen.Header("Content-Security-Policy"));
        Assert.Equal("no-store", seen.Header("Cache-Control"));
    }

    [Fact]
    public async Task The_log_is_shown_a_page_at_a_time()
    {
        await WriteAsync(120);
        using var visitor = await _host.SignedInAsync();
        var shown = new List<string>();
        var next = "/admin/activity?reason=r-even&from=2026-11-22T00:00&until=2026-11-23T00:00";
        while (next.Length > 0)
        {
            var page = await visitor.GetAsync(next);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            shown.AddRange(Matches(page.Body, "<td><code>n-(\\d+)</code></td>"));
            next = WebUtility.HtmlDecode(Matches(page.Body, "<a class=\"quiet\" href=\"([^\"]*)\">Older</a>").FirstOrDefault() ?? "");
        }

        Assert.Equal(Enumerable.Range(0, 60).Select(number => $"{118 - 2 * number}"), shown);
    }

    [Fact]
    public async Task A_later_page_does_not_read_the_earlier_ones_again()
    {
        await WriteAsync(2000, TimeSpan.FromMinutes(1));
        using var visitor = await _host.SignedInAsync();
        var first = await visitor.GetAsync("/admin/activity?from=2026-11-01T00:00&until=2026-12-30T00:00");
        var read = _host.LinesRead;
        Assert.InRange(read, 51, 60);

        await visitor.GetAsync(WebUtility.HtmlDecode(Matches(first.Body, "<a class=\"quiet\" href=\"([^\"]*)\">Older</a>").Single()));

        Assert.InRange(_host.LinesRead - read, 51, 75);
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("from=2026-11-22T12:00&until=2026-11-22T12:00")]
    [InlineData("activity=7")]
    [InlineData("activity=Nothing")]
    [InlineData("goal=0")]
    [InlineData("result=%3Cscript%3E")]
    [InlineData("reason=a'%20or%201=1--")]
    [InlineData("channel=../../etc")]
    [InlineData("person=anna.lima@contoso.test")]
    [InlineData("person=0123456789abcdef0123456789abcdef%0a")]
    [InlineData("after=1.2")]
    [InlineData("after=99999999999999999999.0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("reason=a&reason=b")]
    [Rule("D-99")]
    public async Task A_hostile_filter_is_refused_clearly(string query)
    {
        using var visitor = await _host.SignedInAsync();
        foreach (var path in (string[])["/admin/activity", "/admin/activity.csv", "/admin/activity.json"])
        {
            var seen = await visitor.GetAsync($"{path}?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, seen.Status);
            Assert.Contains("That filter could not be read.", seen.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", seen.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_person_is_found_by_user_id_and_only_the_pseudonym_stands_in_the_address()
    {
        await _world.IdentifiedAsync();
        await _world.IdentifiedAsync("nobody@contoso.test");
        var session = await _world.IdentifiedAsync();
        await _world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, default);
        using var visitor = await _host.SignedInAsync();

        var found = await visitor.SubmitAsync("/admin/activity/find", await visitor.GetAsync("/admin/activity"), ("user-id", "ANNA.lima@contoso.test"));

        Assert.Contains($"person={_world.Vault.PersonName(FakeDirectory.Anna)}", found.Header("Location"), StringComparison.Ordinal);
        var page = await visitor.GetAsync(found.Header("Location"));
        Assert.Equal(3, Matches(page.Body, "<tr><th scope=\"row\"><time").Length);
        Assert.Contains("code-sent", page.Body, StringComparison.Ordinal);
        Assert.Contains(_world.Audited, happened => happened.Reason == "saw-activity-of" && happened.Detail == _world.Vault.PersonName(FakeDirectory.Anna));
    }

    [Fact]
    public async Task What_people_wanted_can_be_told_apart()
    {
        await _world.IdentifiedAsync("nobody@contoso.test");
        await _world.Identification.BeginAsync(Goal.Unlock, "nobody@contoso.test", TestWorld.Stranger(), default);
        using var visitor = await _host.SignedInAsync();

        var rows = JsonNode.Parse((await visitor.GetAsync("/admin/activity.json?goal=Unlock")).Body)!.AsArray();
        var page = await visitor.GetAsync("/admin/activity?goal=Unlock");

        Assert.Equal(("Unlock", "not-found"), ((string)Assert.Single(rows)!["goal"]!, (string)rows[0]!["reason"]!));
        Assert.Single(Matches(page.Body, "<tr><th scope=\"row\"><time"));
    }

    [Fact]
    [Rule("D-74")]
    public async Task Csv_is_text_to_every_spreadsheet()
    {
        await _world.AppendAsync(new AuditEvent(_world.Time.GetUtcNow(), AuditActivity.FlowProgress, AuditResult.Failed, "=cmd|'/c calc'!A0", Channel: "a,\"b\"\r\nc", Detail: "@sum"), default);
        using var visitor = await _host.SignedInAsync();

        var file = await visitor.GetAsync("/admin/activity.csv?result=Failed");

        Assert.Equal("attachment; filename=\"activity-20261122-1200.csv\"", file.Header("Content-Disposition"));
        Assert.Equal(
            "Number,Time,Activity,Goal,Result,Reason,Detail,Channel,Person,Visit,Hash\r\n"
            + $"1,2026-11-22T12:00:00.0000000Z,FlowProgress,,Failed,'=cmd|'/c calc'!A0,'@sum,\"a,\"\"b\"\"\r\nc\",,,{1:x64}\r\n",
            file.Body);
        Assert.Contains(_world.Audited, happened => happened is { Reason: "exported", Detail: "csv" });
    }

    [Fact]
    public async Task Json_holds_every_line_that_fits_however_many()
    {
        await WriteAsync(5000);
        using var visitor = await _host.SignedInAsync();

        var file = JsonNode.Parse((await visitor.GetAsync("/admin/activity.json?reason=r-even&from=2026-11-22T00:00&until=2026-11-23T00:00")).Body)!.AsArray();

        Assert.Equal(2500, file.Count);
        Assert.Equal(
            """{"number":4999,"time":"2026-11-22T12:00:04.9980000Z","activity":"FlowProgress","goal":"","result":"Succeeded","reason":"r-even","detail":"n-4998","channel":"directline","person":"","visit":"","hash":"0000000000000000000000000000000000000000000000000000000000001387"}""",
            file[0]!.ToJsonString());
    }

    [Fact]
    public async Task Charts_count_what_happened_and_their_tables_say_it()
    {
        var session = await _world.PageOpenAsync();
        _world.Time.Advance(TimeSpan.FromSeconds(90));
        await _world.SetAsync(session, "Blue-Kettle-77-x");
        using var visitor = await _host.SignedInAsync();

        var page = await visitor.GetAsync("/admin/charts?days=7");

        Assert.Contains("<tr><th scope=\"row\">2026-11-22</th><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>", page.Body, StringComparison.Ordinal);
        Assert.Contains("<tr><th scope=\"row\">email-alternate</th><td>1</td></tr>", page.Body, StringComparison.Ordinal);
        Assert.Contains("<tr><th scope=\"row\">under 2</th><td>1</td></tr>", page.Body, StringComparison.Ordinal);
        Assert.Contains("<caption class=\"visually-hidden\">Failures by reason</caption>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_held_back_is_released_by_a_button()
    {
        await _world.Denial.DenyAsync(await _world.IdentifiedAsync(), default);
        using var visitor = _host.As(Desk);
        var page = await visitor.GetAsync("/admin/held-back");
        Assert.Contains(FakeDirectory.Anna, page.Body, StringComparison.Ordinal);

        var released = await visitor.SubmitAsync("/admin/held-back/blocked", page);

        var after = await visitor.GetAsync(released.Header("Location"));
        Assert.Contains("<p class=\"yes\" role=\"status\">Released.</p>", after.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeDirectory.Anna, after.Body, StringComparison.Ordinal);
        Assert.Contains("There is nothing to release any more.", (await visitor.GetAsync((await visitor.SubmitAsync("/admin/held-back/blocked", page)).Header("Location"))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_answers_for_one_person()
    {
        using var visitor = _host.As(Desk);
        var page = await visitor.GetAsync("/admin/what-if");

        var anna = await visitor.SubmitAsync("/admin/what-if/account", page, ("user-id", FakeDirectory.Anna), ("goal", "Reset"));
        var nobody = await visitor.SubmitAsync("/admin/what-if/account", page, ("user-id", "nobody@contoso.test"), ("goal", "Reset"));
        var none = await visitor.SubmitAsync("/admin/what-if/account", page, ("user-id", "<b>nobody</b>"), ("goal", "Reset"));

        Assert.Contains("Would be offered these methods; proofs needed: 2.", anna.Body, StringComparison.Ordinal);
        Assert.Contains("<li>Text my mobile phone</li>", anna.Body, StringComparison.Ordinal);
        Assert.Contains("No directory has this user ID", nobody.Body, StringComparison.Ordinal);
        Assert.Contains("nobody@contoso.test: “I forgot my password”", nobody.Body, StringComparison.Ordinal);
        Assert.Contains("That does not look like a user ID.", none.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", none.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_answers_for_another_policy()
    {
        await _world.People.ChangeAsync($"id-{FakeDirectory.Anna}", enrolment => enrolment.With(new EnrolledContact(ContactKind.AuthenticationEmail, "anna@example.org", default)), default);
        using var visitor = await _host.SignedInAsync();
        var page = await visitor.GetAsync("/admin/what-if");

        var strict = await visitor.SubmitAsync("/admin/what-if/policy", page, ("gates", "2"), ("method-EmailAuthentication", "on"), ("cooling-off-hours", "0"));
        var none = await visitor.SubmitAsync("/admin/what-if/policy", page, ("gates", "3"), ("method-EmailAuthentication", "on"), ("cooling-off-hours", "0"));

        Assert.Contains("People who would be left behind: 1", strict.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, none.Status);
    }

    [Fact]
    public async Task A_switch_is_flipped_and_shown()
    {
        using var visitor = await _host.SignedInAsync();
        var page = await visitor.GetAsync("/admin/switches");
        var seal = Matches(page.Body, "name=\"seal\" value=\"([^\"]*)\"")[0];

        var flipped = await visitor.PostAsync("/admin/switches", ("seal", seal), ("name", "method:sms-code"), ("turn", "off"));

        Assert.Equal("/admin/switches?outcome=Done", flipped.Header("Location"));
        Assert.True(_world.Switches.IsOff(VerificationMethod.SmsCode));
        Assert.Contains("<td><strong class=\"off\">Off</strong></td>", (await visitor.GetAsync("/admin/switches")).Body, StringComparison.Ordinal);
        Assert.Equal("/admin/switches?outcome=Unknown", (await visitor.PostAsync("/admin/switches", ("seal", seal), ("name", "method:smoke"), ("turn", "off"))).Header("Location"));
    }

    [Fact]
    public async Task The_audit_check_says_what_it_found()
    {
        using var visitor = await _host.SignedInAsync();
        var page = await visitor.GetAsync("/admin/verification");
        Assert.Contains("The log is whole. Lines: 12.", (await visitor.SubmitAsync("/admin/verification", page)).Body, StringComparison.Ordinal);

        _host.Check = new ActivityCheck(false, 7);
        Assert.Contains("The first line that is not right: 7.", (await visitor.SubmitAsync("/admin/verification", page)).Body, StringComparison.Ordinal);

        _host.Check = new ActivityCheck(false, null);
        Assert.Contains("The end of the log was edited or removed.", (await visitor.SubmitAsync("/admin/verification", page)).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-69")]
    public async Task Nothing_personal_is_logged()
    {
        using var visitor = await _host.SignedInAsync();
        await visitor.SubmitAsync("/admin/what-if/account", await visitor.GetAsync("/admin/what-if"), ("user-id", FakeDirectory.Anna), ("goal", "Reset"));

        var log = _host.Log.Text;
        Assert.Contains("let into the admin area", log, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", log, StringComparison.OrdinalIgnoreCase);
    }

    private async Task WriteAsync(int count, TimeSpan? apart = null)
    {
        for (var number = 0; number < count; number++)
        {
            await _world.AppendAsync(
                new AuditEvent(_world.Time.GetUtcNow() + number * (apart ?? TimeSpan.FromMilliseconds(1)), AuditActivity.FlowProgress, AuditResult.Succeeded, number % 2 == 0 ? "r-even" : "r-odd", Channel: "directline", Detail: $"n-{number}"),
                default);
        }
    }

    private static string[] Matches(string body, string pattern) =>
        [.. System.Text.RegularExpressions.Regex.Matches(body, pattern).Select(match => match.Groups[^1].Value)];
}
