using System.Net;
using System.Text.RegularExpressions;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

public sealed class AppPageTests
{
    private const string Path = "/register/app";
    private const string NotValid = "This link does not work any more";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task The_link_leads_by_way_of_the_usual_page_to_the_one_for_the_app()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = host.Visitor();
        var link = await host.World.LinkToRegisterAsync();
        Assert.Equal("Set up your authenticator app", (await person.GetAsync($"/r/{link.Token}")).Heading);

        Assert.Equal((HttpStatusCode.SeeOther, "/password"), Lead(await person.OpenAsync(link)));
        Assert.Equal((HttpStatusCode.SeeOther, Path), Lead(await person.GetAsync("/password")));
        Assert.Equal((HttpStatusCode.SeeOther, Path + "?lang=nl"), Lead(await person.GetAsync("/password?lang=nl")));
        Assert.Equal((HttpStatusCode.OK, "Set up your authenticator app"), Said(await person.GetAsync(Path)));
    }

    [Fact]
    public async Task An_app_is_registered_and_the_page_is_closed_behind_it()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        var form = await person.GetAsync(Path);

        var done = await person.SubmitAsync(Path, form, ("app-code", AppOf(host, form).Code()));

        Assert.Equal((HttpStatusCode.OK, "Your authenticator app is registered", false), (done.Status, done.Heading, done.HasForm));
        Assert.Equal(SeedOf(form), (await EnrolmentAsync(host)).App!.Seed);
        Assert.Equal(1, host.World.Woken);
        Assert.DoesNotContain(SeedOf(form), done.Body, StringComparison.Ordinal);
        Assert.Contains(done.Cookies, cookie => cookie.StartsWith("pw=; expires=Thu, 01 Jan 1970", StringComparison.Ordinal));
        Assert.Equal("\"cache\", \"storage\"", done.Header("clear-site-data"));
        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await person.GetAsync(Path)));
    }

    [Fact]
    [Rule("D-66")]
    public async Task The_picture_is_of_this_page_alone_and_nobody_keeps_it()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        using var stranger = host.Visitor();
        var form = await person.GetAsync(Path);

        var picture = await person.GetAsync("/register/app.png");

        Assert.Contains("""<img class="qr" src="/register/app.png" alt="A QR code for your authenticator app.""", form.Body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "image/png", "no-store"), (picture.Status, picture.Header("content-type"), picture.Header("cache-control")));
        Assert.Contains("PNG", picture.Body[..8], StringComparison.Ordinal);
        Assert.Equal("no-store", form.Header("cache-control"));
        Assert.Contains("img-src 'self';", form.Header("content-security-policy"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/register/app.png")).Status);
        Assert.Equal(SeedOf(form), SeedOf(await person.GetAsync(Path)));
    }

    [Fact]
    public async Task A_wrong_code_is_told_with_the_tries_that_are_left_and_the_fifth_ends_it()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        var form = await person.GetAsync(Path);
        var seed = SeedOf(form);
        foreach (var words in (string[])["You can try 4 more times.", "You can try 3 more times.", "You can try 2 more times.", "You can try once more."])
        {
            form = await person.SubmitAsync(Path, form, ("app-code", "canary"));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, seed), (form.Status, SeedOf(form)));
            Assert.Contains("That is not the code that the app shows now.", form.Body, StringComparison.Ordinal);
            Assert.Contains(words, form.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", form.Body, StringComparison.Ordinal);
        }

        var last = await person.SubmitAsync(Path, form, ("app-code", "canary"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "That was the last try", false), (last.Status, last.Heading, last.HasForm));
        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await person.GetAsync(Path)));
        Assert.Null((await EnrolmentAsync(host)).App);
    }

    [Fact]
    [Rule("D-73")]
    [Rule("D-75")]
    public async Task A_form_of_another_site_without_its_seal_or_too_large_registers_nothing()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        var form = await person.GetAsync(Path);
        var code = AppOf(host, form).Code();

        Assert.Equal(HttpStatusCode.BadRequest, (await person.PostAsync(Path, ("app-code", code))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await person.SubmitAsync(Path, form, ("app-code", new string('1', 9 * 1024)))).Status);
        person.FromOwnPage["Sec-Fetch-Site"] = "cross-site";
        Assert.Equal(HttpStatusCode.Forbidden, (await person.SubmitAsync(Path, form, ("app-code", code))).Status);
        Assert.Null((await EnrolmentAsync(host)).App);
    }

    [Fact]
    [Rule("D-52")]
    public async Task A_session_for_a_new_password_has_no_page_for_an_app_and_one_for_an_app_none_for_a_password()
    {
        await using var host = await PagesHost.StartAsync();
        using var forPassword = host.Visitor();
        await forPassword.OpenAsync(await host.World.VerifiedAsync());
        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await forPassword.GetAsync(Path)));

        using var forApp = await OpenedAsync(host);
        var form = await forApp.GetAsync(Path);
        await forApp.SubmitAsync("/password", form, ("new-password", "Blue-Kettle-77-x"), ("repeat-password", "Blue-Kettle-77-x"));
        Assert.Empty(host.World.Directory.Set);
    }

    [Fact]
    public async Task When_the_time_is_up_or_the_directory_is_down_it_says_so()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        var form = await person.GetAsync(Path);
        var code = AppOf(host, form).Code();
        host.World.Directory.IsDown = true;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Please wait a minute"), Said(await person.SubmitAsync(Path, form, ("app-code", code))));
        host.World.Directory.IsDown = false;
        host.World.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await person.SubmitAsync(Path, form, ("app-code", code))));
        using var nobody = host.Visitor();
        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await nobody.GetAsync(Path)));
    }

    [Fact]
    public async Task It_speaks_dutch_to_who_chats_in_dutch()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = host.Visitor();
        await person.OpenAsync(await host.World.LinkToRegisterAsync("nl"));
        var form = await person.GetAsync(Path);

        Assert.Equal("Stel uw authenticator-app in", form.Heading);
        Assert.Equal("Uw authenticator-app is geregistreerd", (await person.SubmitAsync(Path, form, ("app-code", AppOf(host, form).Code()))).Heading);
    }

    private static async Task<PageVisitor> OpenedAsync(PagesHost host)
    {
        var person = host.Visitor();
        await person.OpenAsync(await host.World.LinkToRegisterAsync());
        return person;
    }

    private static string SeedOf(Seen form) => string.Concat(Regex.Matches(form.Body, "<span>([A-Z2-7]{4})</span><wbr>").Select(group => group.Groups[1].Value));

    private static FakeApp AppOf(PagesHost host, Seen form) => new(host.World, SeedOf(form));

    private static (HttpStatusCode, string) Said(Seen seen) => (seen.Status, seen.Heading);

    private static (HttpStatusCode, string) Lead(Seen seen) => (seen.Status, seen.Header("location"));

    private static async Task<Enrolment> EnrolmentAsync(PagesHost host) =>
        ((Found.One)await host.World.People.ReadAsync(host.World.Directory[FakeDirectory.Anna].Id, None)).Account.Enrolment;
}
