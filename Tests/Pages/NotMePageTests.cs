using System.Net;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

public sealed class NotMePageTests
{
    private const string NotValid = "This link does not work any more";
    private const string Done = "Thank you, we are on it";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    [Rule("D-41")]
    public async Task Reading_a_link_changes_nothing_and_the_button_does_it_once()
    {
        await using var host = await PagesHost.StartAsync();
        var path = await NoticedAsync(host.World);
        using var scanner = host.Visitor();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("Was this not you?", (await scanner.GetAsync(path)).Heading);
            Assert.Equal(HttpStatusCode.OK, (await scanner.SendAsync(HttpMethod.Head, path)).Status);
        }

        Assert.False(IsBlocked(host.World));

        using var person = host.Visitor();
        var form = await person.GetAsync(path);
        var done = await person.SubmitAsync(path, form);
        Assert.Equal((HttpStatusCode.OK, Done), (done.Status, done.Heading));
        Assert.Contains("call your help desk now", done.Body, StringComparison.Ordinal);
        Assert.Contains("1 425 555 0199", done.Body, StringComparison.Ordinal);
        Assert.True(IsBlocked(host.World));

        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await person.SubmitAsync(path, form)));
        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await scanner.GetAsync(path)));
        Assert.Single(host.World.Sent, message => message.Letter is Letter.SuspiciousActivity);
    }

    [Fact]
    public async Task A_used_an_expired_and_an_invented_link_show_one_and_the_same_page()
    {
        await using var host = await PagesHost.StartAsync();
        var path = await NoticedAsync(host.World);
        using var person = host.Visitor();
        var unknown = await person.GetAsync($"/not-me/{Secrets.NewId()}");
        Assert.Equal((HttpStatusCode.Gone, NotValid, false), (unknown.Status, unknown.Heading, unknown.HasForm));
        Assert.Equal(unknown.Body, (await person.GetAsync("/not-me/..%2Fx")).Body);
        await person.SubmitAsync(path, await person.GetAsync(path));
        Assert.Equal(unknown.Body, (await person.GetAsync(path)).Body);
        await host.World.Denial.ReleaseAsync(host.World.Directory[FakeDirectory.Anna], TestWorld.Stranger(), None);
        host.World.Time.Advance(TimeSpan.FromDays(2));
        var next = await NoticedAsync(host.World);
        host.World.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(unknown.Body, (await person.GetAsync(next)).Body);
    }

    [Fact]
    [Rule("D-73")]
    public async Task Another_site_cannot_press_the_button()
    {
        await using var host = await PagesHost.StartAsync();
        var path = await NoticedAsync(host.World);
        using var person = host.Visitor();
        var form = await person.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, (await person.PostAsync(path)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await person.PostAsync(path, ("seal", new string('0', 32)))).Status);
        person.FromOwnPage["Sec-Fetch-Site"] = "cross-site";
        Assert.Equal(HttpStatusCode.Forbidden, (await person.SubmitAsync(path, form)).Status);
        using var stranger = host.Visitor();
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.SubmitAsync(path, form)).Status);
        Assert.False(IsBlocked(host.World));
    }

    [Fact]
    public async Task The_page_tells_nothing_about_the_account_and_is_kept_by_nobody()
    {
        await using var host = await PagesHost.StartAsync();
        var path = await NoticedAsync(host.World);
        using var person = host.Visitor();
        var page = await person.GetAsync(path);
        Assert.DoesNotContain("anna", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("no-store", "no-referrer"), (page.Header("cache-control"), page.Header("referrer-policy")));
        Assert.Contains("default-src 'none'", page.Header("content-security-policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_speaks_the_language_of_the_notice()
    {
        await using var host = await PagesHost.StartAsync();
        host.World.Directory[FakeDirectory.Anna] = host.World.Directory[FakeDirectory.Anna] with { Language = "nl" };
        var path = await NoticedAsync(host.World);
        using var person = host.Visitor();
        Assert.Equal("Was u dit niet?", (await person.GetAsync(path, ("Accept-Language", "en"))).Heading);
        Assert.Equal("Was this not you?", (await person.GetAsync($"{path}?lang=en")).Heading);
        Assert.Equal("Dank u, we zijn ermee bezig", (await person.SubmitAsync(path, await person.GetAsync(path))).Heading);
    }

    private static (HttpStatusCode, string) Said(Seen seen) => (seen.Status, seen.Heading);

    private static bool IsBlocked(TestWorld world) => world.Audited.Any(line => line.Activity is AuditActivity.SuspiciousActivityReported && line.Result is AuditResult.Blocked);

    private static async Task<string> NoticedAsync(TestWorld world)
    {
        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(await world.PageOpenAsync(), "Blue-Kettle-77-x"));
        return $"/not-me/{world.LastNotMe()}";
    }
}
