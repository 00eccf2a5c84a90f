using System.Net;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

public sealed class ChangePageTests
{
    private const string Old = "Old-Password-1";
    private const string Good = "Blue-Kettle-77-x";
    private const string Nobody = "nobody@contoso.test";

    [Fact]
    public async Task The_password_is_changed_and_the_page_is_closed_behind_it()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host, Goal.Change);
        var form = await person.GetAsync("/password");
        Assert.Equal("Change your password", form.Heading);
        Assert.Contains("""<input class="password" id="current-password" name="current-password" type="password" autocomplete="current-password" """, form.Body, StringComparison.Ordinal);
        Assert.Contains("""<input class="password" id="new-password" name="new-password" type="password" autocomplete="new-password" """, form.Body, StringComparison.Ordinal);

        var done = await ChangeAsync(person, Old, Good);

        Assert.Equal((HttpStatusCode.OK, "Your password has been changed"), (done.Status, done.Heading));
        Assert.Equal([(FakeDirectory.Anna, Good)], host.World.Directory.Set);
        Assert.Equal(HttpStatusCode.Gone, (await person.GetAsync("/password")).Status);
    }

    [Theory]
    [InlineData("", Good, "current-password", "Type your current password.")]
    [InlineData("Wrong-Password-1", Good, "current-password", "That is not the current password.")]
    [InlineData(Old, "", "new-password", "Type your new password in both fields.")]
    [InlineData(Old, "short", "new-password", "This password cannot be used yet.")]
    [InlineData(Old, Old, "new-password", "Your new password is the same as the current one.")]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_shown_again(string current, string password, string field, string words)
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host, Goal.Change);

        var again = await ChangeAsync(person, current, password);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (again.Status, again.HasPasswordField));
        Assert.Contains(words, again.Body, StringComparison.Ordinal);
        Assert.Matches($"id=\"{field}\"[^>]* autofocus aria-describedby=\"[^\"]*problem\" aria-invalid=\"true\"", again.Body);
        Assert.DoesNotContain("Wrong-Password-1", again.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Old, again.Body, StringComparison.Ordinal);
        Assert.Empty(host.World.Directory.Set);
    }

    [Fact]
    public async Task Nobody_sees_the_same_pages_to_the_last_try()
    {
        Assert.Equal(await GuessAsync(FakeDirectory.Anna), await GuessAsync(Nobody));
        Assert.EndsWith("That was the last try", await GuessAsync(Nobody), StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_register_only_the_current_password_is_asked()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host, Goal.Register);
        var form = await person.GetAsync("/password");
        Assert.Equal("Show that it is you", form.Heading);
        Assert.DoesNotContain("new-password", form.Body, StringComparison.Ordinal);

        var wrong = await person.SubmitAsync("/password", form, ("current-password", "wrong"));
        Assert.Contains("You can try 4 more times.", wrong.Body, StringComparison.Ordinal);
        var done = await person.SubmitAsync("/password", wrong, ("current-password", Old));

        Assert.Equal((HttpStatusCode.OK, "Thank you, it is you", false), (done.Status, done.Heading, done.HasForm));
        Assert.Contains("id=\"done\"", done.Body, StringComparison.Ordinal);
        Assert.Contains("Now set up your recovery options in the chat.", done.Body, StringComparison.Ordinal);
        Assert.True((await host.World.SessionAsync(host.World.Records.Kept.Keys.Single(key => key.Kind.Name == "session").Id)).MayRegister(host.World.Vault.Now));
    }

    [Fact]
    public async Task Once_the_current_password_was_given_the_page_says_that_the_chat_goes_on_until_the_person_asks_for_the_app()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host, Goal.Register);
        var form = await person.GetAsync("/password");
        var done = await person.SubmitAsync("/password", form, ("current-password", Old));

        Assert.Equal(done.Body, (await person.GetAsync("/password")).Body);
        Assert.Equal(done.Body, (await person.SubmitAsync("/password", form, ("current-password", Old))).Body);
        Assert.Equal((HttpStatusCode.Gone, "This link does not work any more"), Said(await person.GetAsync("/register/app")));
        Assert.Equal(HttpStatusCode.NotFound, (await person.GetAsync("/register/app.png")).Status);
        Assert.Equal(1, host.World.Woken);

        var session = host.World.Records.Kept.Keys.Single(key => key.Kind.Name == "session").Id;
        await person.OpenAsync((await host.World.Links.IssueAsync(session, CancellationToken.None))!);
        Assert.Equal(HttpStatusCode.SeeOther, (await person.GetAsync("/password")).Status);
        Assert.Equal((HttpStatusCode.OK, "Set up your authenticator app"), Said(await person.GetAsync("/register/app")));
    }

    [Fact]
    public async Task In_dutch_too()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host, Goal.Change);
        var form = await person.GetAsync("/password?lang=nl");
        Assert.Equal("Wijzig uw wachtwoord", form.Heading);
        Assert.Contains(">Huidig wachtwoord</label>", form.Body, StringComparison.Ordinal);
    }

    private static (HttpStatusCode, string) Said(Seen seen) => (seen.Status, seen.Heading);

    private static async Task<string> GuessAsync(string userId)
    {
        await using var host = await PagesHost.StartAsync();
        using var person = await OpenedAsync(host, Goal.Change, userId);
        var seen = "";
        for (var i = 0; i < 5; i++)
        {
            var page = await ChangeAsync(person, "Wrong-Password-1", Good);
            seen += $"{page.Status} {page.Body.Length - (page.HasForm ? userId.Length : 0)} {page.Heading}";
        }

        return seen;
    }

    private static async Task<Seen> ChangeAsync(PageVisitor person, string current, string password) => await person.SubmitAsync(
        "/password", await person.GetAsync("/password"), ("current-password", current), ("new-password", password), ("repeat-password", password));

    private static async Task<PageVisitor> OpenedAsync(PagesHost host, Goal goal, string userId = FakeDirectory.Anna)
    {
        var person = host.Visitor();
        var session = await host.World.IdentifiedAsync(userId, goal: goal);
        await person.OpenAsync((await host.World.Links.IssueAsync(session.Id, CancellationToken.None))!);
        return person;
    }
}
