using System.Net;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

public sealed class LinkPageTests
{
    private const string NotValid = "This link does not work any more";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    [Rule("D-41")]
    public async Task Reading_a_link_changes_nothing_however_often_it_is_done()
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        var before = host.World.Written();
        using var scanner = host.Visitor();
        for (var i = 0; i < 5; i++)
        {
            var read = await scanner.GetAsync($"/r/{link.Token}");
            Assert.Equal((HttpStatusCode.OK, "Choose a new password"), (read.Status, read.Heading));
            Assert.Equal((HttpStatusCode.OK, ""), await HeadAsync(scanner, link.Token));
        }

        Assert.Equal(before, host.World.Written());
        using var person = host.Visitor();
        Assert.Equal(HttpStatusCode.SeeOther, (await person.OpenAsync(link)).Status);
    }

    [Fact]
    [Rule("D-43")]
    public async Task The_page_code_opens_the_page_once()
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        using var first = host.Visitor();
        using var second = host.Visitor();
        var form = await second.GetAsync($"/r/{link.Token}");

        var opened = await first.OpenAsync(link);
        var late = await second.SubmitAsync($"/r/{link.Token}", form, ("page-code", link.PageCode));

        Assert.Equal((HttpStatusCode.SeeOther, "/password"), (opened.Status, opened.Header("location")));
        Assert.Equal((HttpStatusCode.Gone, NotValid, false), (late.Status, late.Heading, late.HasForm));
        Assert.True((await first.GetAsync("/password")).HasPasswordField);
        Assert.False((await second.GetAsync("/password")).HasForm);
    }

    [Fact]
    public async Task The_page_code_may_be_typed_in_small_letters_and_with_gaps()
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        using var person = host.Visitor();
        var typed = $" {link.PageCode[..2]}-{string.Concat(link.PageCode[2..].Select(char.ToLowerInvariant))} ";
        Assert.Equal(HttpStatusCode.SeeOther, (await person.OpenAsync(link with { PageCode = typed })).Status);
    }

    [Fact]
    [Rule("D-42")]
    public async Task Three_wrong_page_codes_end_the_link()
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        using var person = host.Visitor();
        var wrong = link.PageCode == "2222" ? "3333" : "2222";
        for (var i = 0; i < 2; i++)
        {
            var again = await person.OpenAsync(link with { PageCode = wrong });
            Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (again.Status, again.HasForm));
            Assert.Contains("That is not the code from the chat.", again.Body, StringComparison.Ordinal);
        }

        Assert.Equal(NotValid, (await person.OpenAsync(link with { PageCode = wrong })).Heading);
        Assert.Equal(NotValid, (await person.OpenAsync(link)).Heading);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ABC")]
    [InlineData("ABCDE")]
    public async Task A_page_code_of_another_length_costs_no_try(string typed)
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        using var person = host.Visitor();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.OpenAsync(link with { PageCode = typed })).Status);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await person.OpenAsync(link)).Status);
    }

    [Fact]
    [Rule("D-52")]
    public async Task In_every_state_but_verified_the_link_shows_one_and_the_same_page()
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        var id = link.Token.Split('.')[0];
        using var person = host.Visitor();
        var unknown = await person.GetAsync($"/r/{Secrets.NewId()}.{Secrets.NewVerifier()}");
        Assert.Equal((HttpStatusCode.Gone, NotValid, false), (unknown.Status, unknown.Heading, unknown.HasForm));
        foreach (var state in Enum.GetValues<SessionState>().Where(state => state is not SessionState.Verified))
        {
            await ChangeAsync(host.World, id, session => session with { State = state });
            Assert.Equal(unknown.Body, (await person.GetAsync($"/r/{link.Token}")).Body);
        }

        await ChangeAsync(host.World, id, session => session with { State = SessionState.Verified });
        Assert.True((await person.GetAsync($"/r/{link.Token}")).HasForm);
        host.World.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(unknown.Body, (await person.GetAsync($"/r/{link.Token}")).Body);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData(".")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    [InlineData("{id}")]
    [InlineData("{id}.")]
    [InlineData(".{verifier}")]
    [InlineData("{id}.{other}")]
    [InlineData("{other}.{verifier}")]
    [InlineData("{id}.{verifier}A")]
    [InlineData("{id}.{flipped}")]
    [InlineData("{long}")]
    [InlineData("<script>alert(1)</script>")]
    [Rule("D-06")]
    public async Task A_mangled_link_shows_the_same_page_and_harms_nobody(string shape)
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        using var person = host.Visitor();
        var halves = link.Token.Split('.');
        var flipped = string.Concat(halves[1].Select(letter => char.IsLower(letter) ? char.ToUpperInvariant(letter) : letter));
        var path = "/r/" + shape
            .Replace("{id}", halves[0], StringComparison.Ordinal)
            .Replace("{verifier}", halves[1], StringComparison.Ordinal)
            .Replace("{flipped}", flipped, StringComparison.Ordinal)
            .Replace("{other}", shape.StartsWith('{') && shape.EndsWith("verifier}", StringComparison.Ordinal) ? Secrets.NewId() : Secrets.NewVerifier(), StringComparison.Ordinal)
            .Replace("{long}", new string('a', 4000), StringComparison.Ordinal);
        var unknown = await person.GetAsync($"/r/{Secrets.NewId()}.{Secrets.NewVerifier()}");

        Assert.Equal(unknown.Body, (await person.GetAsync(path)).Body);

        var form = await person.GetAsync($"/r/{link.Token}");
        var posted = await person.SubmitAsync(path, form, ("page-code", link.PageCode));
        Assert.True((int)posted.Status is >= 400 and < 500);
        Assert.False(posted.HasForm);
        Assert.Equal(HttpStatusCode.SeeOther, (await person.OpenAsync(link)).Status);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("none", null)]
    [InlineData(null, null)]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "null")]
    [Rule("D-73")]
    public async Task A_form_that_another_site_sends_is_refused(string? site, string? origin)
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        var before = host.World.Written();
        using var person = host.Visitor();
        person.FromOwnPage.Clear();
        AddIf(person, "Sec-Fetch-Site", site);
        AddIf(person, "Origin", origin);

        Assert.Equal((HttpStatusCode.Forbidden, "This did not work"), Said(await person.OpenAsync(link)));
        Assert.Equal(before, host.World.Written());
    }

    [Fact]
    public async Task An_older_browser_that_names_our_origin_is_let_in()
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        using var person = host.Visitor();
        person.FromOwnPage.Clear();
        person.FromOwnPage["Origin"] = host.Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(HttpStatusCode.SeeOther, (await person.OpenAsync(link)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [Rule("D-73")]
    public async Task A_form_without_its_seal_is_shown_again_and_costs_nothing(string seal)
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        using var person = host.Visitor();
        await person.GetAsync($"/r/{link.Token}");

        var refused = await person.PostAsync($"/r/{link.Token}", ("seal", seal), ("page-code", link.PageCode));

        Assert.Equal((HttpStatusCode.BadRequest, true), (refused.Status, refused.HasForm));
        Assert.Equal(HttpStatusCode.SeeOther, (await person.SubmitAsync($"/r/{link.Token}", refused, ("page-code", link.PageCode))).Status);
    }

    [Fact]
    [Rule("D-73")]
    public async Task The_seal_of_one_browser_or_one_link_does_not_fit_another()
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        using var attacker = host.Visitor();
        using var victim = host.Visitor();
        var sealedForAttacker = await attacker.GetAsync($"/r/{link.Token}");
        await victim.GetAsync($"/r/{link.Token}");

        Assert.Equal(HttpStatusCode.BadRequest, (await victim.SubmitAsync($"/r/{link.Token}", sealedForAttacker, ("page-code", link.PageCode))).Status);
    }

    [Fact]
    public async Task The_page_speaks_the_language_of_the_chat_unless_it_is_asked_for_another()
    {
        var world = new TestWorld();
        await using var host = await PagesHost.StartAsync(world);
        var link = await world.VerifiedAsync();
        await ChangeAsync(world, link.Token.Split('.')[0], session => session with { Visitor = session.Visitor with { Chat = session.Visitor.Chat with { Language = "nl-BE" } } });
        using var person = host.Visitor();

        Assert.Equal("Kies een nieuw wachtwoord", (await person.GetAsync($"/r/{link.Token}", ("Accept-Language", "en"))).Heading);
        Assert.Equal("Choose a new password", (await person.GetAsync($"/r/{link.Token}?lang=en")).Heading);
        Assert.Equal("Deze link werkt niet meer", (await person.GetAsync("/r/0", ("Accept-Language", "sv, nl;q=0.8, en;q=0.5"))).Heading);
        Assert.Equal(NotValid, (await person.GetAsync("/r/0?lang=xx")).Heading);
    }

    private static async Task<(HttpStatusCode, string)> HeadAsync(PageVisitor visitor, string token)
    {
        var seen = await visitor.SendAsync(HttpMethod.Head, $"/r/{token}");
        return (seen.Status, seen.Body);
    }

    private static (HttpStatusCode, string) Said(Seen seen) => (seen.Status, seen.Heading);

    private static void AddIf(PageVisitor person, string name, string? value)
    {
        if (value is not null)
        {
            person.FromOwnPage[name] = value;
        }
    }

    private static async Task ChangeAsync(TestWorld world, string id, Func<RecoverySession, RecoverySession> change)
    {
        var seen = (await world.Vault.Sessions.ReadAsync(id, None))!;
        await world.Vault.Sessions.TryReplaceAsync(id, seen, change(seen.Value), None);
    }
}
