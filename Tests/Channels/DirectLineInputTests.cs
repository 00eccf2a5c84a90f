using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using SsprBot.Abuse;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Channels;

/// <summary>What of a posted activity reaches the bot.</summary>
public class DirectLineInputTests
{
    [Fact]
    [Rule("D-81")]
    public async Task The_bot_sees_what_the_channel_says_of_an_activity_not_what_the_client_claims()
    {
        var seen = new ConcurrentQueue<string>();
        await using var host = await ChatHost.StartAsync(Seeing(seen));
        var client = await ChatClient.StartAsync(host);

        var posted = await client.PostAsync("""
            {
              "type": "message", "text": "hi", "value": { "nonce": "n1", "tries": 2, "deep": [true, null, 1.5] }, "locale": "NL-nl",
              "id": "mine", "timestamp": "1999-01-01T00:00:00Z", "localTimestamp": "1999-01-01T00:00:00Z", "localTimezone": "Europe/Amsterdam",
              "channelId": "msteams", "serviceUrl": "https://evil.example", "from": { "id": "admin", "name": "Root", "role": "bot", "aadObjectId": "x" },
              "recipient": { "id": "other" }, "conversation": { "id": "other" }, "replyToId": "x", "textFormat": "xml", "speak": "x", "name": "x",
              "channelData": { "clientActivityID": "c1", "postBack": true, "tenant": { "id": "x" }, "webchat:sequence-id": 99 },
              "entities": [ { "type": "ClientCapabilities" } ], "attachments": [ { "contentUrl": "https://evil.example/x" } ],
              "suggestedActions": { "actions": [] }, "relatesTo": { }, "callerId": "urn:botframework:azure", "deliveryMode": "expectReplies", "other": 1
            }
            """);

        var expected = $$"""
            {
              "type": "message", "id": "{{posted.Json!["id"]}}", "timestamp": "2026-11-02T09:00:00+00:00", "serviceUrl": "urn:ssprbot:directline",
              "channelId": "directline", "from": { "id": "{{client.User}}", "role": "user" }, "conversation": { "id": "{{client.Conversation}}" },
              "recipient": { "id": "bot", "name": "SsprBot", "role": "bot" }, "textFormat": "plain", "locale": "nl-NL", "text": "hi",
              "channelData": { "clientActivityID": "c1", "postBack": true }, "value": { "nonce": "n1", "tries": 2, "deep": [true, null, 1.5] }
            }
            """;
        var visitor = $"directline {client.Conversation} {client.User} nl-NL loopback";
        Assert.Equal([$"{Sorted(expected)} {visitor}"], seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("""{"type":"message"}{}""")]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action"}""")]
    [InlineData("""{"type":"event","name":"tokens/response"}""")]
    [InlineData("""{"type":"event"}""")]
    [InlineData("""{"type":"conversationUpdate"}""")]
    [InlineData("""{"type":"endOfConversation"}""")]
    [InlineData("""{"type":"Message"}""")]
    [InlineData("""{"type":["message"]}""")]
    [InlineData("""{"type":"message","text":{"a":1}}""")]
    [InlineData("""{"type":"message","text":7}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","text":"a","text":"b"}""")]
    [InlineData("""{"type":"message","value":{"a":1,"a":2}}""")]
    [Rule("D-75")]
    [Rule("D-81")]
    public async Task What_is_no_message_of_a_chat_is_refused(string body)
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);

        Assert.Equal("400 BadSyntax", $"{await client.PostAsync(body)}");
        Assert.Equal(["bot: Welcome"], await client.HistoryAsync());
    }

    [Fact]
    [Rule("D-75")]
    public async Task Bodies_have_limits()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);

        Assert.Equal("413 MessageSizeTooBig", $"{await client.SayAsync(new string('x', 17 * 1024))}");
        Assert.Equal("400 BadSyntax", $"{await client.PostAsync($$"""{"type":"message","value":{{new string('[', 32)}}{{new string(']', 32)}}}""")}");
        Assert.Equal("400 BadSyntax", $"{await client.PostAsync($$"""{"type":"message","value":"{{new string('x', 2048)}}"}""")}");
        Assert.Equal("400 BadSyntax", $"{await client.SayAsync("hi", new string('x', 65))}");
        Assert.Equal(["bot: Welcome"], await client.HistoryAsync());
    }

    [Fact]
    [Rule("D-75")]
    public async Task A_body_without_a_length_has_the_same_limit()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/directline/conversations/{client.Conversation}/activities");
        request.Headers.Add("Authorization", $"Bearer {client.Token}");
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StringContent($$"""{"type":"message","text":"{{new string('x', 17 * 1024)}}"}""");
        using var response = await host.Http.SendAsync(request);

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_long_message_is_answered_with_what_fits_of_it()
    {
        await using var host = await ChatHost.StartAsync((turn, ct) => turn.SendActivityAsync($"Length {turn.Activity.Text?.Length}", cancellationToken: ct));
        var client = await ChatClient.StartAsync(host);

        await client.SayAsync(new string('x', 5_000));
        await client.SayAsync(new string('x', 999) + "😀");

        Assert.Equal([$"user: {new string('x', 1_000)}", "bot: Length 1000", $"user: {new string('x', 999)}", "bot: Length 999"], await client.HistoryAsync("1"));
    }

    [Fact]
    public async Task Control_characters_are_taken_out_of_a_text()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);

        await client.SayAsync("a\0b\u001b[31mc\td\r\ne\u0085é😀");

        Assert.Equal("user: ab[31mc\td\neé😀", (await client.HistoryAsync("1"))[0]);
    }

    [Fact]
    public async Task A_language_that_nobody_speaks_is_replaced_by_that_of_the_conversation()
    {
        await using var host = await ChatHost.StartAsync((turn, ct) => turn.SendActivityAsync($"{turn.Activity.Locale}", cancellationToken: ct));
        var client = new ChatClient(host);
        await client.GenerateAsync();
        await client.BeginAsync("""{"locale":"de-DE"}""");

        await client.PostAsync("""{"type":"message","text":"1","locale":"xx-evil"}""");
        await client.PostAsync("""{"type":"message","text":"2"}""");
        await client.PostAsync($$"""{"type":"message","text":"3","locale":"{{new string('x', 5_000)}}"}""");

        Assert.Equal(["user: 1", "bot: de-DE", "user: 2", "bot: de-DE", "user: 3", "bot: de-DE"], await client.HistoryAsync("1"));
    }

    [Fact]
    public async Task The_join_event_reaches_the_bot_and_typing_does_not()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);

        var typing = await client.PostAsync("""{"type":"typing"}""");
        var joined = await client.PostAsync("""{"type":"event","name":"webchat/join","channelData":{"clientActivityID":"c1"}}""");

        Assert.Equal("200", $"{typing}");
        Assert.Equal("200", $"{joined}");
        Assert.Equal(["user: ", "bot: You did webchat/join"], await client.HistoryAsync("1"));
    }

    [Fact]
    [Rule("D-81")]
    public async Task Files_are_refused()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        using var file = new ByteArrayContent(new byte[10_000]);
        using var form = new MultipartFormDataContent { { file, "file", "x.png" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{client.Conversation}/upload?userId=x") { Content = form };
        request.Headers.Add("Authorization", $"Bearer {client.Token}");
        using var response = await host.Http.SendAsync(request);

        Assert.Equal(415, (int)response.StatusCode);
        Assert.Equal("""{"error":{"code":"BadArgument","message":"This chat takes no files."}}""", await response.Content.ReadAsStringAsync());
    }

    private static Func<ITurnContext, CancellationToken, Task> Seeing(ConcurrentQueue<string> seen) => (turn, _) =>
    {
        if (turn.Activity.Type is ActivityTypes.Message)
        {
            var visitor = turn.TurnState.Get<Visitor>();
            var json = JsonConvert.SerializeObject(turn.Activity, new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore });
            seen.Enqueue($"{Sorted(json)} {visitor.Chat.Channel} {visitor.Chat.Conversation} {visitor.Chat.User} {visitor.Chat.Language} {visitor.Sender}");
        }

        return Task.CompletedTask;
    };

    private static string Sorted(string json) =>
        new JsonObject(JsonNode.Parse(json)!.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString();
}
