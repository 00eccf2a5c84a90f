using System.Net;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

public sealed class PasswordPageTests
{
    private const string Good = "Blue-Kettle-77-x";
    private const string Canary = "canary-Password-58-z";
    private const string NotValid = "This link does not work any more";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_password_is_chosen_and_the_page_is_closed_behind_it()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);

        var done = await person.SetAsync(Good);

        Assert.Equal((HttpStatusCode.OK, "Your password has been reset", false), (done.Status, done.Heading, done.HasForm));
        Assert.Equal([(FakeDirectory.Anna, Good)], host.World.Directory.Set);
        Assert.Contains(done.Cookies, cookie => cookie.StartsWith("pw=; expires=Thu, 01 Jan 1970", StringComparison.Ordinal));
        Assert.Equal("\"cache\", \"storage\"", done.Header("clear-site-data"));
        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await person.GetAsync("/password")));
    }

    [Fact]
    [Rule("D-45")]
    public async Task Where_it_was_switched_off_meanwhile_nothing_is_set_and_the_page_says_why()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        var form = await person.GetAsync("/password");
        host.World.Switches.Set([Switch.All]);

        var off = await person.SubmitAsync("/password", form, ("new-password", Good), ("repeat-password", Good));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Password help is switched off", false), (off.Status, off.Heading, off.HasForm));
        Assert.Equal("Password help is switched off", (await person.GetAsync("/password")).Heading);
        Assert.Contains("Mail helpdesk@contoso.test", off.Body, StringComparison.Ordinal);
        Assert.Empty(host.World.Directory.Set);
    }

    [Fact]
    [Rule("D-46")]
    public async Task The_form_is_one_that_password_managers_understand()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);

        var form = await person.GetAsync("/password");

        Assert.Contains($"""<input class="given" id="user-id" type="text" value="{FakeDirectory.Anna}" autocomplete="username" readonly>""", form.Body, StringComparison.Ordinal);
        foreach (var name in (string[])["new-password", "repeat-password"])
        {
            Assert.Matches($"""<input class="password" id="{name}" name="{name}" type="password" autocomplete="new-password"[^>]* required""", form.Body);
        }

        Assert.DoesNotContain("maxlength", form.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onpaste", form.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("8 characters or more (at most 256)", form.Body, StringComparison.Ordinal);
        Assert.Contains("You have about 15 minutes left", form.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Canary, Canary + "x", "The two passwords are not the same.")]
    [InlineData(Canary, "", "The two passwords are not the same.")]
    [InlineData(Canary, Canary + " ", "The two passwords are not the same.")]
    [InlineData("", Canary, "Type your new password in both fields.")]
    [InlineData("", "", "Type your new password in both fields.")]
    [Rule("D-46")]
    public async Task Two_different_passwords_cost_no_try_and_are_not_shown_again(string password, string repeated, string words)
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);

        var again = await person.SetAsync(password, repeated);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (again.Status, again.HasPasswordField));
        Assert.Contains(words, again.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", again.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await SessionAsync(host)).PasswordTries);
        Assert.Equal("Your password has been reset", (await person.SetAsync(Good)).Heading);
    }

    [Fact]
    [Rule("D-46")]
    [Rule("D-47")]
    public async Task A_broken_rule_is_named_costs_no_try_and_the_password_is_not_shown_again()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);

        var again = await person.SetAsync("canary");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (again.Status, again.HasPasswordField));
        Assert.Contains("This password cannot be used yet.", again.Body, StringComparison.Ordinal);
        Assert.Contains("""<li class="unmet" data-rule="length" data-number="8" data-max="256">""", again.Body, StringComparison.Ordinal);
        Assert.Contains("""<li class="unmet" data-rule="classes" data-number="3" data-max="0">""", again.Body, StringComparison.Ordinal);
        Assert.Contains("""<li class="met" data-rule="same" """, again.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", again.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await SessionAsync(host)).PasswordTries);
        Assert.Empty(host.World.Directory.Set);
    }

    [Theory]
    [InlineData(DirectoryRefusal.TooShort, "asks for a longer password")]
    [InlineData(DirectoryRefusal.TooSimple, "too simple")]
    [InlineData(DirectoryRefusal.UsedBefore, "used this password before")]
    [InlineData(DirectoryRefusal.TooRecent, "changed only a short time ago")]
    [InlineData(DirectoryRefusal.Banned, "too easy to guess")]
    [InlineData(DirectoryRefusal.NotAllowed, "cannot be changed here")]
    [Rule("D-48")]
    public async Task The_directorys_refusal_is_told_in_plain_words_with_the_tries_that_are_left(DirectoryRefusal why, string words)
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        host.World.Directory.NextWrite = new DirectoryWrite.Refused(why);

        var again = await person.SetAsync(Canary);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (again.Status, again.HasPasswordField));
        Assert.Contains(words, again.Body, StringComparison.Ordinal);
        Assert.Contains("You can try 4 more times.", again.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", again.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Rule("D-47")]
    public async Task A_password_that_was_typed_in_the_chat_is_refused_by_a_rule_of_its_own()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        using var typed = Password.From(Canary);
        await host.World.Visits.LeakedAsync((await SessionAsync(host)).Id, typed, CancellationToken.None);

        var again = await person.SetAsync(Canary);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (again.Status, again.HasPasswordField));
        Assert.Matches("<li class=\"unmet\"[^>]*><span class=\"words\">Not a password that was typed in the chat</span>", again.Body);
        Assert.DoesNotContain("canary", again.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Your password has been reset", (await person.SetAsync(Good)).Heading);
    }

    [Theory]
    [InlineData(DirectoryRefusal.TooShort, "Kies een langer")]
    [InlineData(DirectoryRefusal.UsedBefore, "eerder gebruikt")]
    public async Task The_directorys_refusal_is_told_in_dutch_too(DirectoryRefusal why, string words)
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        host.World.Directory.NextWrite = new DirectoryWrite.Refused(why);
        var form = await person.GetAsync("/password?lang=nl");
        var again = await person.SubmitAsync("/password?lang=nl", form, ("new-password", Canary), ("repeat-password", Canary));
        Assert.Contains(words, again.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-44")]
    public async Task The_last_refusal_ends_it()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        Seen last = null!;
        for (var i = 0; i < 5; i++)
        {
            host.World.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.UsedBefore);
            last = await person.SetAsync(Good);
            Assert.Equal(i == 3, last.Body.Contains("You can try once more.", StringComparison.Ordinal));
        }

        Assert.Equal(("That was the last try", false), (last.Heading, last.HasForm));
        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await person.GetAsync("/password")));
    }

    [Fact]
    public async Task While_the_directory_is_down_nothing_is_lost()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        var form = await person.GetAsync("/password");
        host.World.Directory.IsDown = true;

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Please wait a minute"), Said(await person.GetAsync("/password")));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "Please wait a minute"),
            Said(await person.SubmitAsync("/password", form, ("new-password", Good), ("repeat-password", Good))));

        host.World.Directory.IsDown = false;
        Assert.Equal("Your password has been reset", (await person.SetAsync(Good)).Heading);
    }

    [Fact]
    [Rule("D-44")]
    public async Task An_outcome_that_nobody_knows_is_called_so_and_the_page_waits()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        var form = await person.GetAsync("/password");
        host.World.Directory.NextWrite = new DirectoryWrite.Unknown();

        Assert.Equal((HttpStatusCode.OK, "We are not sure yet"), Said(await person.SubmitAsync("/password", form, ("new-password", Good), ("repeat-password", Good))));
        Assert.Equal((HttpStatusCode.OK, "Your password is being set"), Said(await person.GetAsync("/password")));
        Assert.Equal("Your password is being set", (await person.SubmitAsync("/password", form, ("new-password", Good), ("repeat-password", Good))).Heading);
        Assert.Empty(host.World.Directory.Set);
    }

    [Theory]
    [InlineData(SessionState.Started)]
    [InlineData(SessionState.Proving)]
    [InlineData(SessionState.Verified)]
    [InlineData(SessionState.Cancelled)]
    [Rule("D-52")]
    public async Task In_no_other_state_is_there_a_form(SessionState state)
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        var form = await person.GetAsync("/password");
        var seen = (await host.World.Vault.Sessions.ReadAsync(IdOf(host), None))!;
        await host.World.Vault.Sessions.TryReplaceAsync(seen.Value.Id, seen, seen.Value with { State = state }, None);
        using var nobody = host.Visitor();
        var neutral = await nobody.GetAsync("/password");

        Assert.Equal((HttpStatusCode.Gone, NotValid, false), (neutral.Status, neutral.Heading, neutral.HasForm));
        Assert.Equal(neutral.Body, (await person.GetAsync("/password")).Body);
        Assert.Equal(neutral.Body, (await person.SubmitAsync("/password", form, ("new-password", Good), ("repeat-password", Good))).Body);
        Assert.Empty(host.World.Directory.Set);
    }

    [Fact]
    [Rule("D-55")]
    public async Task When_the_time_is_up_there_is_no_form()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        var form = await person.GetAsync("/password");
        host.World.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await person.GetAsync("/password")));
        Assert.Equal((HttpStatusCode.Gone, NotValid), Said(await person.SubmitAsync("/password", form, ("new-password", Good), ("repeat-password", Good))));
        Assert.Empty(host.World.Directory.Set);
    }

    [Fact]
    [Rule("D-73")]
    public async Task A_form_of_another_site_or_without_its_seal_sets_nothing()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        await person.GetAsync("/password");

        Assert.Equal(HttpStatusCode.BadRequest, (await person.PostAsync("/password", ("new-password", Good), ("repeat-password", Good))).Status);
        person.FromOwnPage["Sec-Fetch-Site"] = "cross-site";
        Assert.Equal(HttpStatusCode.Forbidden, (await person.SetAsync(Good)).Status);
        person.FromOwnPage.Clear();
        Assert.Equal(HttpStatusCode.Forbidden, (await person.SetAsync(Good)).Status);
        Assert.Empty(host.World.Directory.Set);
    }

    [Fact]
    [Rule("D-73")]
    public async Task A_form_for_one_page_sets_nothing_on_another()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { ResetsPerAccount = 10 } });
        world.Directory["ben@contoso.test"] = FakeDirectory.Person("ben@contoso.test", TestWorld.AnnasMail, TestWorld.AnnasPhone);
        await using var host = await PagesHost.StartAsync(world);
        using var person = host.Visitor();
        await person.OpenAsync(await world.VerifiedAsync());
        var annasForm = await person.GetAsync("/password");
        await person.OpenAsync(await world.VerifiedAsync("ben@contoso.test"));

        Assert.Equal(HttpStatusCode.BadRequest, (await person.SubmitAsync("/password", annasForm, ("new-password", Good), ("repeat-password", Good))).Status);
        Assert.Empty(world.Directory.Set);
        await person.SetAsync(Good);
        Assert.Equal([("ben@contoso.test", Good)], world.Directory.Set);
    }

    [Fact]
    [Rule("D-75")]
    public async Task A_body_that_is_too_large_twice_filled_or_no_form_is_not_read()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);
        var big = new string('a', 9 * 1024);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await person.SetAsync(big, "x")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await ChunkedAsync(person, $"new-password={big}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await person.PostAsync("/password", ("new-password", Good), ("new-password", "other"))).Status);
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await person.SendAsync(HttpMethod.Post, "/password", json, ("Sec-Fetch-Site", "same-origin"))).Status);
        Assert.Equal("Your password has been reset", (await person.SetAsync(Good)).Heading);
    }

    [Theory]
    [InlineData("Zomer é wind 77")]
    [InlineData("  Blue Kettle 77 ")]
    [InlineData("Blue+Kettle&77=x%41")]
    [InlineData("日本語Password-77")]
    [Rule("D-47")]
    public async Task What_was_typed_reaches_the_directory_exactly(string password)
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host);

        await person.SetAsync(password);

        Assert.Equal([(FakeDirectory.Anna, password)], host.World.Directory.Set);
    }

    [Fact]
    public async Task The_cookie_is_for_this_host_and_for_nobodys_script()
    {
        await using var host = await PagesHost.StartAsync(environment: "Production", tls: true);
        using var person = host.Visitor();
        var link = await host.World.VerifiedAsync();
        var read = await person.GetAsync($"/r/{link.Token}");

        var opened = await person.OpenAsync(link);

        Assert.Matches("^__Host-pw=[^;]{66}; path=/; secure; samesite=strict; httponly$", Assert.Single(opened.Cookies));
        Assert.Matches("^__Host-form=[^;]{22}; path=/; secure; samesite=strict; httponly$", Assert.Single(read.Cookies));
        var done = await person.SetAsync(Good);
        Assert.Matches("^__Host-pw=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; secure; samesite=strict; httponly$", done.Cookies[0]);
    }

    [Fact]
    public async Task Without_tls_outside_of_development_a_cookie_is_still_for_tls_alone()
    {
        await using var host = await PagesHost.StartAsync(environment: "Production");
        using var person = host.Visitor();

        var read = await person.GetAsync($"/r/{(await host.World.VerifiedAsync()).Token}");

        Assert.Matches("^__Host-form=[^;]{22}; path=/; secure; samesite=strict; httponly$", Assert.Single(read.Cookies));
    }

    private static async Task<PageVisitor> OpenedAsync(PagesHost host)
    {
        var person = host.Visitor();
        await person.OpenAsync(await host.World.VerifiedAsync());
        return person;
    }

    private static async Task<Seen> ChunkedAsync(PageVisitor person, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        return await person.SendAsync(HttpMethod.Post, "/password", content, ("Sec-Fetch-Site", "same-origin"), ("Transfer-Encoding", "chunked"), ("Accept", "text/html"));
    }

    private static (HttpStatusCode, string) Said(Seen seen) => (seen.Status, seen.Heading);

    private static string IdOf(PagesHost host) => host.World.Records.Kept.Keys.Single(key => key.Kind.Name == "session").Id;

    private static Task<RecoverySession> SessionAsync(PagesHost host) => host.World.SessionAsync(IdOf(host));
}
