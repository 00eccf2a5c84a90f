using System.Net;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

public sealed class TeamsPageTests
{
    private const string Hosts =
        "frame-ancestors https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com https://*.microsoft365.com https://*.office.com "
        + "https://outlook.office.com https://outlook.office365.com https://outlook-sdf.office.com https://outlook-sdf.office365.com; require-trusted-types-for 'script'; upgrade-insecure-requests";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_link_opens_in_its_conversation_without_a_page_code()
    {
        await using var host = await PagesHost.StartAsync(tls: true);
        var (link, address) = await BoundAsync(host.World);
        using var person = host.Visitor();

        var shown = await person.GetAsync(address);
        var opened = await person.SubmitAsync(address, shown);
        var page = await person.GetAsync("/password");

        Assert.Equal((HttpStatusCode.OK, "Opening the secure page"), (shown.Status, shown.Heading));
        Assert.Equal((HttpStatusCode.SeeOther, "/password"), (opened.Status, opened.Header("location")));
        Assert.True(page.HasPasswordField);
        Assert.All((Seen[])[shown, page], seen => Assert.EndsWith(Hosts, seen.Header("Content-Security-Policy"), StringComparison.Ordinal));
        Assert.All((Seen[])[shown, page], seen => Assert.Equal("", seen.Header("X-Frame-Options")));
        Assert.All((string[])[.. shown.Cookies, .. opened.Cookies], cookie => Assert.Matches("^__Host-teams-(form|pw)=[^;]+; path=/; secure; samesite=none; httponly; Partitioned$", cookie));
        Assert.Equal(SessionState.PageOpen, (await host.World.SessionAsync(link.Token.Split('.')[0])).State);
        Assert.Equal("Your password has been reset", (await person.SetAsync("Blue-Kettle-77-x")).Heading);
    }

    [Fact]
    [Rule("D-41")]
    [Rule("D-43")]
    public async Task Reading_it_changes_nothing_and_it_opens_once()
    {
        await using var host = await PagesHost.StartAsync(tls: true);
        var (link, address) = await BoundAsync(host.World);
        using var scanner = host.Visitor();
        for (var i = 0; i < 5; i++)
        {
            await scanner.GetAsync(address);
        }

        Assert.Equal(SessionState.Verified, (await host.World.SessionAsync(link.Token.Split('.')[0])).State);
        using var first = host.Visitor();
        using var second = host.Visitor();
        var late = await second.GetAsync(address);
        Assert.Equal(HttpStatusCode.SeeOther, (await first.SubmitAsync(address, await first.GetAsync(address))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await second.SubmitAsync(address, late)).Status);
        Assert.False((await second.GetAsync("/password")).HasForm);

        // Closing the dialog and pressing the button again shows the page that is open.
        var again = await first.GetAsync(address);
        Assert.Equal((HttpStatusCode.SeeOther, "/password"), (again.Status, again.Header("location")));
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("x")]
    [Rule("D-42")]
    [Rule("D-71")]
    public async Task Another_binding_opens_nothing_and_may_not_be_framed(string binding)
    {
        await using var host = await PagesHost.StartAsync(tls: true);
        var link = await host.World.VerifiedAsync();
        using var thief = host.Visitor();

        var shown = await thief.GetAsync($"/r/{link.Token}/here/{binding}");
        var posted = await thief.PostAsync($"/r/{link.Token}/here/{binding}", ("seal", "x"));

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (shown.Status, posted.Status));
        Assert.Contains("frame-ancestors 'self'", shown.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(SessionState.Verified, (await host.World.SessionAsync(link.Token.Split('.')[0])).State);
    }

    [Fact]
    [Rule("D-42")]
    public async Task A_binding_of_one_link_does_not_open_another()
    {
        await using var host = await PagesHost.StartAsync(tls: true);
        var (link, address) = await BoundAsync(host.World);
        var newer = (await host.World.Links.IssueAsync(link.Token.Split('.')[0], None))!;

        Assert.IsNotType<LinkOpening.Opened>(await host.World.Links.OpenBoundAsync(newer.Token, address.Split('/')[^1], None));
        Assert.IsNotType<LinkOpening.Opened>(await host.World.Links.OpenBoundAsync(link.Token, address.Split('/')[^1], None));
    }

    [Fact]
    [Rule("D-73")]
    public async Task A_form_that_another_site_sends_is_refused()
    {
        await using var host = await PagesHost.StartAsync(tls: true);
        var (_, address) = await BoundAsync(host.World);
        using var person = host.Visitor();
        var shown = await person.GetAsync(address);

        person.FromOwnPage["Sec-Fetch-Site"] = "cross-site";
        Assert.Equal(HttpStatusCode.Forbidden, (await person.SubmitAsync(address, shown)).Status);

        person.FromOwnPage["Sec-Fetch-Site"] = "same-origin";
        Assert.Equal(HttpStatusCode.BadRequest, (await person.PostAsync(address, ("seal", "another"))).Status);
    }

    [Fact]
    public async Task Outside_of_teams_nothing_is_framed_and_cookies_stay_strict()
    {
        await using var host = await PagesHost.StartAsync(tls: true);
        var (link, _) = await BoundAsync(host.World);
        using var person = host.Visitor();

        var opened = await person.OpenAsync(link);
        var page = await person.GetAsync("/password");

        Assert.Matches("^__Host-pw=[^;]+; path=/; secure; samesite=strict; httponly$", Assert.Single(opened.Cookies));
        Assert.Contains("frame-ancestors 'self';", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("teams", page.Body, StringComparison.Ordinal);
    }

    /// <summary>A link for Anna's chat in Teams, and the address of its dialog.</summary>
    internal static async Task<(IssuedLink Link, string Address)> BoundAsync(TestWorld world, string language = "en")
    {
        var chat = new ChatAddress("msteams", "chat-1", "29:anna", language);
        var session = await world.IdentifiedAsync(visitor: new Visitor(chat, "29:anna", FakeDirectory.Anna));
        await world.ProveAsync(session.Id, GateMethod.EmailAlternate);
        var link = ((GateCheck.Right)await world.ProveAsync(session.Id, GateMethod.TextMobile, TestWorld.AnnasPhone.Value)).Link!;
        return (link, $"/r/{link.Token}/here/{await world.Links.BindAsync(link.Token, chat, None)}");
    }
}
