using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SsprBot.Abuse;
using SsprBot.World;
using Xunit;

namespace SsprBot.Channels;

/// <summary>The conversation as a client of Direct Line 3.0 holds it.</summary>
public class DirectLineTests
{
    [Theory]
    [InlineData("/v3/directline")]
    [InlineData("/directline")]
    public async Task A_conversation_starts_with_a_greeting_and_goes_on_in_turns(string prefix)
    {
        await using var host = await ChatHost.StartAsync();
        var client = new ChatClient(host, prefix);
        await client.GenerateAsync();
        var begun = await client.BeginAsync();
        var posted = await client.SayAsync("hi", "c1");

        Assert.Equal(HttpStatusCode.Created, begun.Status);
        Assert.StartsWith($"ws://127.0.0.1:{host.Http.BaseAddress!.Port}{prefix}/conversations/{client.Conversation}/stream?watermark=0&t=", client.StreamUrl, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, posted.Status);
        Assert.Equal(["bot: Welcome", "user: hi", "bot: You said hi"], await client.HistoryAsync());
    }

    [Fact]
    public async Task An_activity_carries_what_Web_Chat_reads_and_nothing_else()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        var posted = await client.SayAsync("hi", "c1");

        var set = (await client.PollAsync("1")).Json!;

        var id = (string)posted.Json!["id"]!;
        var expected = $$"""
            {
              "activities": [
                {
                  "type": "message", "id": "{{id}}", "timestamp": "2026-11-02T09:00:00Z", "channelId": "directline",
                  "from": { "id": "{{client.User}}", "role": "user" }, "conversation": { "id": "{{client.Conversation}}" },
                  "locale": "en-US", "text": "hi", "textFormat": "plain", "channelData": { "clientActivityID": "c1", "webchat:sequence-id": 2000 }
                },
                {
                  "type": "message", "id": "{{id.Replace(".000.", ".001.", StringComparison.Ordinal)}}", "timestamp": "2026-11-02T09:00:00Z", "channelId": "directline",
                  "from": { "id": "bot", "name": "SsprBot", "role": "bot" }, "conversation": { "id": "{{client.Conversation}}" },
                  "replyToId": "{{id}}", "locale": "en-US", "text": "You said hi", "inputHint": "acceptingInput", "channelData": { "webchat:sequence-id": 2001 }
                }
              ],
              "watermark": "2"
            }
            """;
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), set.ToJsonString());
    }

    [Fact]
    public async Task A_poll_gives_what_came_after_the_watermark()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        await client.SayAsync("one");
        await client.SayAsync("two");

        Assert.Equal(["user: two", "bot: You said two"], await client.HistoryAsync("2"));
        Assert.Equal("""{"activities":[],"watermark":"3"}""", (await client.PollAsync("3")).Json!.ToJsonString());
        Assert.Equal("""{"activities":[],"watermark":"3"}""", (await client.PollAsync("2147483647")).Json!.ToJsonString());
        Assert.Equal("400 BadArgument", $"{await client.PollAsync("-1")}");
        Assert.Equal("400 BadArgument", $"{await client.PollAsync("9223372036854775808")}");
    }

    [Fact]
    public async Task The_same_token_finds_its_conversation_again_and_is_not_greeted_twice()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        await client.SayAsync("hi");
        var conversation = client.Conversation;

        var again = await client.BeginAsync();

        Assert.Equal((HttpStatusCode.OK, conversation), (again.Status, client.Conversation));
        Assert.Equal(["bot: Welcome", "user: hi", "bot: You said hi"], await client.HistoryAsync());
    }

    [Fact]
    public async Task A_restart_keeps_the_conversation_its_words_and_its_watermark()
    {
        var records = new MemoryRecords();
        ChatClient before;
        Reply first;
        await using (var host = await ChatHost.StartAsync(records: records))
        {
            before = await ChatClient.StartAsync(host);
            first = await before.SayAsync("before", "c1");
        }

        await using var next = await ChatHost.StartAsync(records: records);
        var client = new ChatClient(next) { Token = before.Token };
        var resumed = await client.BeginAsync();
        var repeated = await client.SayAsync("before", "c1");
        await client.SayAsync("after");

        Assert.Equal(HttpStatusCode.OK, resumed.Status);
        Assert.Equal((string)first.Json!["id"]!, (string)repeated.Json!["id"]!);
        Assert.Equal(["bot: Welcome", "user: before", "bot: You said before", "user: after", "bot: You said after"], await client.HistoryAsync());
        Assert.Equal(["user: after", "bot: You said after"], await client.HistoryAsync("2"));
    }

    [Fact]
    public async Task The_greeting_speaks_the_language_of_the_page_and_else_of_the_browser()
    {
        await using var host = await ChatHost.StartAsync((turn, ct) => turn.SendActivityAsync($"Locale {turn.Activity.Locale}", cancellationToken: ct));
        var page = new ChatClient(host);
        await page.GenerateAsync();
        await page.BeginAsync("""{"user":{},"locale":"nl-NL"}""");
        var browser = new ChatClient(host);
        await browser.GenerateAsync();
        await browser.BeginAsync("", ("Accept-Language", "tlh-KX, fr-CH;q=0.9, en;q=0.8"));
        var neither = await ChatClient.StartAsync(host);

        Assert.Equal(["bot: Locale nl-NL"], await page.HistoryAsync());
        Assert.Equal(["bot: Locale fr-CH"], await browser.HistoryAsync());
        Assert.Equal(["bot: Locale en"], await neither.HistoryAsync());
    }

    [Fact]
    public async Task A_bot_that_fails_at_the_greeting_still_gets_its_conversation()
    {
        await using var host = await ChatHost.StartAsync((turn, ct) =>
            turn.Activity.Type is ActivityTypes.ConversationUpdate ? throw new InvalidOperationException("broken") : ChatHost.EchoAsync(turn, ct));
        var client = await ChatClient.StartAsync(host);
        await client.SayAsync("hi");

        Assert.Equal(["user: hi", "bot: You said hi"], await client.HistoryAsync());
        Assert.Contains("A turn of a web chat failed with InvalidOperationException", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_that_was_not_started_is_not_found()
    {
        await using var host = await ChatHost.StartAsync();
        var client = new ChatClient(host);
        await client.GenerateAsync();

        Assert.Equal("404 BadArgument", $"{await client.PollAsync()}");
        Assert.Equal("404 BadArgument", $"{await client.ResumeAsync("0")}");
        Assert.Equal("404 BadArgument", $"{await client.SayAsync("hi")}");
    }

    [Fact]
    public async Task A_body_that_starts_no_conversation_is_refused()
    {
        await using var host = await ChatHost.StartAsync();
        var client = new ChatClient(host);
        await client.GenerateAsync();

        Assert.Equal("400 BadSyntax", $"{await client.BeginAsync("[]")}");
        Assert.Equal("400 BadSyntax", $"{await client.BeginAsync("{")}");
        Assert.Equal("413 MessageSizeTooBig", $"{await client.BeginAsync(new string(' ', 17 * 1024))}");
    }

    [Fact]
    [Rule("D-75")]
    public async Task The_server_takes_no_more_headers_than_a_chat_needs()
    {
        await using var host = await ChatHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/directline/tokens/generate");
        for (var i = 0; i < 65; i++)
        {
            request.Headers.Add($"X-{i}", "x");
        }

        using var response = await host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("DirectLine:BotName", "")]
    [InlineData("DirectLine:StreamsPerAddress", "0")]
    [InlineData("DirectLine:TurnsAtOnce", "7")]
    public async Task A_wrong_setting_does_not_start(string name, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => ChatHost.StartAsync(settings: (name, value)));
}
