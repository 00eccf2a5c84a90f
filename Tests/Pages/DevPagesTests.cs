using System.Net;
using System.Text.Json.Nodes;
using SsprBot.Abuse;
using SsprBot.Pages.Dev;
using Xunit;

namespace SsprBot.Pages;

public sealed class DevPagesTests
{
    private static readonly (string, string) Json = ("Accept", "application/json");

    [Theory]
    [InlineData("Host", "demo.contoso.test")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    public async Task Whoever_does_not_call_this_machine_by_its_own_name_finds_nothing(string header, string value)
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        foreach (var path in (string[])["/dev/people", "/dev/inbox", "/dev/signin"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path, (header, value))).Status);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(path)).Status);
        }
    }

    [Fact]
    public async Task People_are_listed_for_programs_and_for_readers()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();

        var list = await visitor.SendAsync(HttpMethod.Get, "/dev/people", null, Json);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(list.Body), JsonNode.Parse("""
            [{
              "userId": "anna@contoso.test",
              "displayName": "Anna <b>",
              "situation": "The ordinary reset.",
              "password": "Autumn-Leaves-27",
              "contactPoints": [{ "kind": "mobilePhone", "value": "+14255550101" }]
            }]
            """)));
        Assert.Contains("Anna &lt;b&gt;", (await visitor.GetAsync("/dev/people")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inbox_shows_the_newest_first()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        var now = host.World.Time.GetUtcNow();
        host.Inbox.Add(new InboxItem("1", "mail", "a@example.net", "Your code", "123456", now));
        host.Inbox.Add(new InboxItem("2", "sms", "+14255550101", "", "<b>654321", now.AddSeconds(1)));

        var list = JsonNode.Parse((await visitor.SendAsync(HttpMethod.Get, "/dev/inbox", null, Json)).Body)!.AsArray();
        var page = (await visitor.GetAsync("/dev/inbox")).Body;

        Assert.Equal(["2", "1"], list.Select(item => (string?)item!["id"]));
        Assert.Equal(["id", "kind", "to", "subject", "text", "sentAt"], list[0]!.AsObject().Select(member => member.Key));
        Assert.True(page.IndexOf("&lt;b&gt;654321", StringComparison.Ordinal) is > 0 and var newest && newest < page.IndexOf("123456", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("anna@contoso.test", "Autumn-Leaves-27", true)]
    [InlineData("anna@contoso.test", "canary-wrong", false)]
    [InlineData("<script>@contoso.test", "canary", false)]
    public async Task A_password_is_tried_out(string userId, string password, bool works)
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("userId", userId), KeyValuePair.Create("password", password)]);

        var answer = await visitor.SendAsync(HttpMethod.Post, "/dev/signin", form, Json);
        var page = await visitor.PostAsync("/dev/signin", ("userId", userId), ("password", password));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer.Body), new JsonObject { ["userId"] = userId, ["signedIn"] = works }));
        Assert.Contains(works ? "Signed in." : "Not signed in.", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", page.Body + answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>@", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-73")]
    public async Task A_page_of_another_site_cannot_try_passwords()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        visitor.FromOwnPage["Sec-Fetch-Site"] = "cross-site";

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/dev/signin", ("userId", "anna@contoso.test"), ("password", "Autumn-Leaves-27"))).Status);
    }
}
