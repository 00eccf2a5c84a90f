using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SsprBot.Domain;
using SsprBot.Pages.Dev;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

public sealed class CallKeysTests
{
    private static readonly (string, string) Json = ("Accept", "application/json");

    [Theory]
    [InlineData("#", "confirmed")]
    [InlineData("*", "denied")]
    [InlineData("1#", "notConfirmed")]
    [InlineData("", "notConfirmed")]
    public async Task A_program_presses_keys_once(string keys, string answer)
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        var (session, call) = await CallAsync(host);

        var first = await PressAsync(visitor, call, new JsonObject { ["keys"] = keys }.ToJsonString());
        var second = await PressAsync(visitor, call, """{"keys":"#"}""");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(first.Body), new JsonObject { ["id"] = call, ["answer"] = answer }));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (first.Status, second.Status));
        Assert.Equal(keys == "#" ? 1 : 0, (await host.World.SessionAsync(session)).Proofs.Count);
    }

    [Fact]
    public async Task The_inbox_offers_the_keys_of_calls_only_and_its_forms_press_them()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        var (session, call) = await CallAsync(host);
        host.Inbox.Add(new InboxItem("1", "mail", "a@example.net", "Your code", "123456", host.World.Time.GetUtcNow()));
        host.Inbox.Add(new InboxItem(call, "call", "+14255550101", "", "This is Contoso.", host.World.Time.GetUtcNow()));
        var page = (await visitor.GetAsync("/dev/inbox")).Body;

        Assert.Equal(2, page.Split($"action=\"/dev/inbox/{call}/keys\"").Length - 1);
        Assert.Contains($"action=\"/dev/inbox/{call}/no-answer\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/dev/inbox/1/", page, StringComparison.Ordinal);

        var answer = await visitor.PostAsync($"/dev/inbox/{call}/keys", ("keys", "#"));
        Assert.Equal((HttpStatusCode.SeeOther, "/dev/inbox"), (answer.Status, answer.Header("location")));
        Assert.Single((await host.World.SessionAsync(session)).Proofs);
    }

    [Fact]
    public async Task A_call_can_be_left_to_ring()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        var (session, call) = await CallAsync(host);

        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.PostAsync($"/dev/inbox/{call}/no-answer")).Status);
        Assert.Equal(new CallStanding.Ended(CallEnd.NoAnswer), await host.World.Calls.LookAsync(session, CancellationToken.None));
    }

    [Fact]
    public async Task Only_this_machine_and_no_foreign_page_presses_keys()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        var (session, call) = await CallAsync(host);
        foreach (var path in (string[])[$"/dev/inbox/{call}/keys", $"/dev/inbox/{call}/no-answer"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await PostAsync(visitor, path, ("X-Forwarded-For", "203.0.113.7")));
            Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(visitor, path, ("Sec-Fetch-Site", "cross-site")));
        }

        Assert.IsType<CallStanding.Waiting>(await host.World.Calls.LookAsync(session, CancellationToken.None));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("""{"keys":null}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"keys":1}""", HttpStatusCode.BadRequest)]
    public async Task What_is_no_keys_presses_none(string body, HttpStatusCode status)
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        var (session, call) = await CallAsync(host);

        Assert.Equal(status, (await PressAsync(visitor, call, body)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(visitor, "no-such-call", """{"keys":"#"}""")).Status);
        Assert.IsType<CallStanding.Waiting>(await host.World.Calls.LookAsync(session, CancellationToken.None));
    }

    private static async Task<(string Session, string Call)> CallAsync(PagesHost host)
    {
        var session = await host.World.IdentifiedAsync();
        await host.World.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, TestWorld.AnnasPhone.Value, CancellationToken.None);
        return (session.Id, host.World.LastCall().Id);
    }

    private static async Task<Seen> PressAsync(PageVisitor visitor, string call, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await visitor.SendAsync(HttpMethod.Post, $"/dev/inbox/{call}/keys", content, Json);
    }

    private static async Task<HttpStatusCode> PostAsync(PageVisitor visitor, string path, (string Name, string Value) header)
    {
        using var form = new StringContent("{}");
        return (await visitor.SendAsync(HttpMethod.Post, path, form, header)).Status;
    }
}
