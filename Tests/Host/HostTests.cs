using System.Net;
using System.Text.Json.Nodes;
using SsprBot.Abuse;
using Xunit;

namespace SsprBot.Host;

/// <summary>The whole product as a process: real storage, real HTTP, the real secure page.</summary>
public sealed class HostTests
{
    private const string Anna = "anna.lima@contoso.test";
    private const string AnnasMail = "anna.lima@example.net";
    private const string AnnasPhone = "+14255550101";
    private const string AnnasPassword = "Autumn-Leaves-27";
    private const string NewPassword = "Violet-Umbrella-93-q";

    private static readonly (string, string) NoBotCheck = ("Policy__BotCheck", "None");

    [Fact]
    public async Task A_forgotten_password_is_reset_and_signs_in()
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        var person = await ChatPerson.StartAsync(host.Http);
        var (path, pageCode) = await person.ToTheLinkAsync(host, Anna, AnnasMail, AnnasPhone);
        using var page = new SecurePage(host.Http.BaseAddress!);
        await page.OpenAsync(path, pageCode);

        Assert.Contains("Your password has been reset", await page.SetAsync(NewPassword), StringComparison.Ordinal);

        Assert.True(await host.CanSignInAsync(Anna, NewPassword));
        Assert.False(await host.CanSignInAsync(Anna, AnnasPassword));
        Assert.StartsWith("Your password has been reset.", await person.HearAsync(), StringComparison.Ordinal);
        var told = (await host.InboxAsync()).Where(item => ((string)item!["text"]!).Contains("was reset", StringComparison.Ordinal)).Select(item => (string)item!["to"]!);
        Assert.Equal([AnnasPhone, Anna, AnnasMail], told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_conversation_continues_after_the_host_was_killed()
    {
        string data;
        ChatPerson person;
        await using (var first = await BotProcess.StartAsync(settings: NoBotCheck))
        {
            data = first.Data;
            person = await ChatPerson.StartAsync(first.Http);
            await person.SayAsync("forgot pw");
            await person.SayAsync(Anna);
            await person.SayAsync("1");
            await first.CodeToAsync(AnnasMail);
            await first.KillAsync();
        }

        await using var second = await BotProcess.StartAsync(data, settings: NoBotCheck);
        var same = person.At(second.Http);
        Assert.StartsWith("Thank you, that is right.", await same.SayAsync(await second.CodeToAsync(AnnasMail)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(80)]
    [InlineData(130)]
    [InlineData(250)]
    [Rule("D-44")]
    public async Task A_host_that_is_killed_while_it_sets_a_password_has_set_it_or_not(int milliseconds)
    {
        string data;
        ChatPerson person;
        await using (var first = await BotProcess.StartAsync(settings: NoBotCheck))
        {
            data = first.Data;
            person = await ChatPerson.StartAsync(first.Http);
            var (path, pageCode) = await person.ToTheLinkAsync(first, Anna, AnnasMail, AnnasPhone);
            using var page = new SecurePage(first.Http.BaseAddress!);
            await page.OpenAsync(path, pageCode);
            var setting = page.SetAsync(NewPassword);
            await Task.Delay(milliseconds);
            await first.KillAsync();
            await Task.WhenAny(setting);
        }

        await using var second = await BotProcess.StartAsync(data, settings: NoBotCheck);
        Assert.NotEqual(await second.CanSignInAsync(Anna, NewPassword), await second.CanSignInAsync(Anna, AnnasPassword));

        // The person can go on: the visit says how it stands, and a new one can begin.
        var same = person.At(second.Http);
        Assert.NotEqual("", await same.SayAsync("hello"));
        Assert.Contains("What can I do for you?", await same.SayAsync("start over"), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-67")]
    [Rule("D-69")]
    public async Task No_secret_is_in_the_log_the_files_or_the_history()
    {
        await using var host = await BotProcess.StartAsync(settings: ("Logging__LogLevel__Default", "Trace"));
        var person = await ChatPerson.StartAsync(host.Http);
        await person.SayAsync("forgot pw");
        await person.SayAsync(Anna);
        await person.SayAsync("CANARYPIC");
        await host.Http.GetAsync(new Uri("/captcha/none.png", UriKind.Relative));

        // Eight digits: six could stand in a log by chance.
        await using var second = await BotProcess.StartAsync(settings:
        [
            NoBotCheck,
            ("Logging__LogLevel__Default", "Trace"),
            ("Logging__LogLevel__Microsoft", "Trace"),
            ("Policy__SmsCodeDigits", "8"),
            ("Policy__MailCodeDigits", "8"),
        ]);
        var other = await ChatPerson.StartAsync(second.Http);
        await other.SayAsync("Canary-In-The-Chat-1");
        await other.SayAsync("forgot pw");
        await other.SayAsync(Anna);
        await other.SayAsync("1");
        await other.SayAsync("98765432");
        var mailCode = await second.CodeToAsync(AnnasMail);
        await other.SayAsync(mailCode);
        await other.SayAsync("1");
        await other.SayAsync(AnnasPhone);
        var textCode = await second.CodeToAsync(AnnasPhone);
        var (path, pageCode) = ChatPerson.LinkIn(await other.SayAsync(textCode));
        await other.SayAsync("Canary-While-Waiting-2");
        using var page = new SecurePage(second.Http.BaseAddress!);
        await page.OpenAsync(path, "ZYXW");
        await page.OpenAsync(path, pageCode);
        await page.SetAsync("Canary7");
        Assert.Contains("Your password has been reset", await page.SetAsync(NewPassword), StringComparison.Ordinal);
        await other.HearAsync();

        await Leftovers.AssertNoneAsync(
            [host, second],
            [.. person.Shown, .. other.Shown],
            ["CANARYPIC", "Canary-In-The-Chat-1", "98765432", mailCode, textCode, "Canary-While-Waiting-2", "ZYXW", "Canary7", NewPassword],
            told: [path.Split('.')[^1], pageCode],
            kept: [AnnasPhone]);
    }

    [Fact]
    [Rule("D-49")]
    [Rule("D-56")]
    public async Task Two_tabs_reset_one_password_once()
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        var first = await ChatPerson.StartAsync(host.Http);
        var second = await ChatPerson.StartAsync(host.Http);
        var one = await first.ToTheLinkAsync(host, Anna, AnnasMail, AnnasPhone);
        var two = await second.ToTheLinkAsync(host, Anna, AnnasMail, AnnasPhone);
        using var pageOne = new SecurePage(host.Http.BaseAddress!);
        using var pageTwo = new SecurePage(host.Http.BaseAddress!);
        await pageOne.OpenAsync(one.Path, one.PageCode);
        await pageTwo.OpenAsync(two.Path, two.PageCode);

        Assert.Contains("has been reset", await pageOne.SetAsync(NewPassword), StringComparison.Ordinal);
        Assert.DoesNotContain("has been reset", await pageTwo.SetAsync("Another-Umbrella-94-r"), StringComparison.Ordinal);

        Assert.True(await host.CanSignInAsync(Anna, NewPassword));
    }

    [Fact]
    [Rule("D-43")]
    public async Task A_link_that_was_used_shows_no_field()
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        var person = await ChatPerson.StartAsync(host.Http);
        var (path, pageCode) = await person.ToTheLinkAsync(host, Anna, AnnasMail, AnnasPhone);
        using var first = new SecurePage(host.Http.BaseAddress!);
        Assert.Contains("type=\"password\"", await first.OpenAsync(path, pageCode), StringComparison.Ordinal);

        using var again = await host.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.DoesNotContain("<input", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("here is a new link", await person.SayAsync("resend"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Odd_messages_get_a_kind_answer()
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        var person = await ChatPerson.StartAsync(host.Http);
        foreach (var odd in (string[])["", "  ", "😀😀", "\u0001\u0002", "*)(uid=*", "<script>alert()</script>", new string('x', 5000), "{\"type\":\"event\"}"])
        {
            Assert.StartsWith("I did not understand that.", await person.SayAsync(odd), StringComparison.Ordinal);
        }

        Assert.StartsWith("I did not understand that.", await person.SubmitAsync(new JsonObject { ["nonce"] = "old", ["answer"] = "1" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_people_and_the_inbox_are_there_as_json()
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/dev/people", UriKind.Relative)) { Headers = { { "Accept", "application/json" } } };
        using var response = await host.Http.SendAsync(request);
        var people = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();

        Assert.Equal(9, people.Count);
        foreach (var person in people)
        {
            Assert.Equal(["contactPoints", "displayName", "password", "situation", "userId"], person!.AsObject().Select(member => member.Key).Order());
        }

        Assert.Equal(AnnasPassword, (string)people[0]!["password"]!);
        Assert.True(await host.CanSignInAsync(Anna, AnnasPassword));
        Assert.Empty(await host.InboxAsync());
    }

    [Fact]
    [Rule("D-01")]
    public async Task A_wrong_configuration_does_not_start_and_says_everything_that_is_wrong()
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings: [("ASPNETCORE_ENVIRONMENT", "Production"), ("Policy__SmsCodeDigits", "4"), ("Policy__Gates", "0")]);
        Assert.Equal(1, exitCode);
        foreach (var fault in (string[])["Directories is empty", "Web:PublicBaseUrl", "D-01", "Gates"])
        {
            Assert.Contains(fault, output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Policy__Baseline", "Strong")]
    [InlineData("Policy__MailCodeLifetime", "01:00:00")]
    [InlineData("Organisation__Accent", "red")]
    [InlineData("Organisation__Accent", "")]
    [InlineData("Organisation__TimeZone", "Mars/Olympus")]
    public async Task One_bad_setting_keeps_the_host_from_starting(string name, string value) =>
        Assert.NotEqual(0, (await BotProcess.RunAsync(settings: (name, value))).ExitCode);

    [Fact]
    public async Task In_development_the_host_listens_on_this_machine_only() =>
        Assert.Equal(1, (await BotProcess.RunAsync("http://0.0.0.0:0")).ExitCode);

    [Fact]
    public async Task The_developers_pages_are_for_this_machine_in_development_only()
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/dev/people", UriKind.Relative)) { Headers = { { "X-Forwarded-For", "203.0.113.7" } } };
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(1, (await BotProcess.RunAsync(settings: ("ASPNETCORE_ENVIRONMENT", "Staging"))).ExitCode);
    }
}
