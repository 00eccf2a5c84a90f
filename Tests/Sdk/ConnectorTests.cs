using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SsprBot.Sdk;

public sealed class ConnectorTests
{
    public static TheoryData<Func<IConversations, Task<object?>>, string> Calls => new()
    {
        { async it => await it.SendToConversationAsync("a/b c", new Activity("message", text: "hi")), """POST /x/v3/conversations/a%2Fb%20c/activities [a/b c] {"type":"message","text":"hi"}""" },
        { async it => await it.ReplyToActivityAsync("c", "r:1", new Activity("message")), """POST /x/v3/conversations/c/activities/r%3A1 [c] {"type":"message"}""" },
        { async it => await it.UpdateActivityAsync("c", "u", new Activity("message")), """PUT /x/v3/conversations/c/activities/u [c] {"type":"message"}""" },
        { async it => await it.SendToConversationAsync(Outgoing()), """POST /x/v3/conversations/c/activities [c] {"type":"message","id":"i","conversation":{"id":"c"},"replyToId":"r"}""" },
        { async it => await it.ReplyToActivityAsync(Outgoing()), """POST /x/v3/conversations/c/activities/r [c] {"type":"message","id":"i","conversation":{"id":"c"},"replyToId":"r"}""" },
        { async it => await it.UpdateActivityAsync(Outgoing()), """PUT /x/v3/conversations/c/activities/i [c] {"type":"message","id":"i","conversation":{"id":"c"},"replyToId":"r"}""" },
        { async it => await Done(it.DeleteActivityAsync("c", "d")), "DELETE /x/v3/conversations/c/activities/d [c] " },
        { async it => await it.SendConversationHistoryAsync("c", new Transcript([new Activity("message")])), """POST /x/v3/conversations/c/activities/history [c] {"activities":[{"type":"message"}]}""" },
        { async it => await it.CreateConversationAsync(new ConversationParameters(topicName: "t")), """POST /x/v3/conversations [] {"topicName":"t"}""" },
        { async it => await it.CreateDirectConversationAsync("b", "u", new Activity("message")), """POST /x/v3/conversations [] {"bot":{"id":"b"},"members":[{"id":"u"}],"activity":{"type":"message"}}""" },
        { async it => await it.GetConversationsAsync("a b"), "GET /x/v3/conversations?continuationToken=a%20b [] " },
        { async it => await it.GetConversationPagedMembersAsync("c"), "GET /x/v3/conversations/c/pagedmembers [c] " },
        { async it => await it.GetConversationPagedMembersAsync("c", 5, "t"), "GET /x/v3/conversations/c/pagedmembers?pageSize=5&continuationToken=t [c] " },
        { async it => await ((Conversations)it).GetConversationMemberAsync("u", "c"), "GET /x/v3/conversations/c/members/u [c] " },
        { async it => await Done(it.DeleteConversationMemberAsync("c", "m")), "DELETE /x/v3/conversations/c/members/m [c] " },
        { async it => await it.UploadAttachmentAsync("c", new AttachmentData("x/y", originalBase64: [1])), """POST /x/v3/conversations/c/attachments [c] {"type":"x/y","originalBase64":"AQ=="}""" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Each_operation_is_one_request(Func<IConversations, Task<object?>> call, string expected)
    {
        using var channel = new Channel("""{"id":"new"}""");
        using var client = channel.Client("https://service/x");

        await call(client.Conversations);

        Assert.Equal([expected + "; Bearer token"], channel.Requests);
    }

    [Fact]
    public async Task Lists_of_members_and_attachments_are_read()
    {
        using var channel = new Channel("""[{"id":"a"},{"id":"b","givenName":"Bea"}]""");
        using var client = channel.Client("https://service/");
        Assert.Equal(["a", "b"], (await client.Conversations.GetConversationMembersAsync("c")).Select(member => member.Id));
        Assert.Equal("Bea", (string?)(await client.Conversations.GetActivityMembersAsync("c", "a"))[1].Properties["givenName"]);

        channel.Body = """{"name":"n","views":[{"viewId":"original","size":3}]}""";
        Assert.Equal(3, (await client.Attachments.GetAttachmentInfoAsync("a/1")).Views[0].Size);
        using var text = new StreamReader(await client.Attachments.GetAttachmentAsync("a/1", "original"));
        Assert.Equal(channel.Body, await text.ReadToEndAsync());
        Assert.Equal(
            ["GET /v3/conversations/c/members [c] ", "GET /v3/conversations/c/activities/a/members [c] ", "GET /v3/attachments/a%2F1 [] ", "GET /v3/attachments/a%2F1/views/original [] "],
            channel.Requests.Select(request => request.Split(';')[0]));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Created)]
    [InlineData(HttpStatusCode.Accepted)]
    public async Task A_response_of_success_may_have_a_body(HttpStatusCode status)
    {
        using var channel = new Channel("""{"id":"new"}""") { Status = status };
        using var client = channel.Client("https://service/");
        Assert.Equal("new", (await client.Conversations.SendToConversationAsync(Outgoing())).Id);
        channel.Body = string.Empty;
        Assert.Null(await client.Conversations.SendToConversationAsync(Outgoing()));
    }

    [Theory]
    [InlineData("""{"error":{"code":"BadArgument","message":"Unknown","innerHttpError":{"statusCode":404}}}""", "BadArgument")]
    [InlineData("<html>", null)]
    public async Task A_refusal_is_an_exception_that_carries_no_token(string body, string? code)
    {
        using var channel = new Channel(body) { Status = HttpStatusCode.NotFound };
        using var client = channel.Client("https://service/");

        var refused = await Assert.ThrowsAsync<ErrorResponseException>(() => client.Conversations.SendToConversationAsync("c", new Activity("message")));

        Assert.Equal("Operation returned an invalid status code 'NotFound'", refused.Message);
        Assert.Equal((HttpStatusCode.NotFound, body), (refused.Response.StatusCode, refused.Response.Content));
        Assert.Equal((HttpMethod.Post, """{"type":"message"}"""), (refused.Request.Method, refused.Request.Content));
        Assert.Equal(code, refused.Body?.Error.Code);
        Assert.DoesNotContain("Authorization", refused.Request.Headers.Keys);
        Assert.Contains(ConversationConstants.ConversationIdHttpHeaderName, refused.Request.Headers.Keys);
    }

    [Fact]
    public async Task Custom_headers_are_sent_and_what_is_missing_is_refused()
    {
        using var channel = new Channel("{}");
        using var client = channel.Client("https://service/");
        using var response = await client.Conversations.GetConversationsWithHttpMessagesAsync(customHeaders: new() { ["X-Own"] = ["x"] });
        Assert.Equal("x", Assert.Single(response.Request.Headers.GetValues("X-Own")));

        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Conversations.SendToConversationAsync(null, new Activity()));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Conversations.SendToConversationAsync("c", null));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.Conversations.ReplyToActivityAsync(new Activity()));
        await Assert.ThrowsAsync<ArgumentException>(() => client.Conversations.DeleteActivityAsync("c", ".."));
        Assert.Throws<ArgumentNullException>(() => channel.Client(null));
    }

    [Theory]
    [InlineData("c\r\nX-Evil: 1", "c%0D%0AX-Evil%3A%201")]
    [InlineData("caf\u00e9", "caf%C3%A9")]
    public async Task A_conversation_id_that_does_not_fit_in_a_header_stays_out_of_it(string id, string escaped)
    {
        using var channel = new Channel("{}");
        using var client = channel.Client("https://service/");

        await client.Conversations.DeleteConversationMemberAsync(id, "m");
        await Assert.ThrowsAsync<FormatException>(() => client.Conversations.GetConversationsWithHttpMessagesAsync(customHeaders: new() { ["X-Own"] = ["a\r\nX-Evil: 1"] }));

        Assert.Equal([$"DELETE /v3/conversations/{escaped}/members/m [] ; Bearer token"], channel.Requests);
    }

    [Fact]
    public async Task Members_that_cannot_be_set_and_nulls_are_not_written()
    {
        using var channel = new Channel("{}");
        using var client = channel.Client("https://service/");
        await client.Conversations.SendToConversationAsync("c", new Activity("message", value: new { hidden = 1 }, channelData: new JObject { ["kept"] = null }, attachments: [new HeroCard("t").ToAttachment()]));
        Assert.Equal(
            """POST /v3/conversations/c/activities [c] {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"t"}}],"channelData":{"kept":null},"value":{}}; Bearer token""",
            Assert.Single(channel.Requests));
        Assert.Equal(
            """{"Wait":"PT1M"}""",
            JsonConvert.SerializeObject(new Dictionary<string, TimeSpan> { ["Wait"] = TimeSpan.FromMinutes(1) }, client.SerializationSettings));
        Assert.Equal(TimeSpan.FromMinutes(1), JsonConvert.DeserializeObject<TimeSpan?>("\"PT1M\"", client.DeserializationSettings));
    }

    private static Activity Outgoing() => new("message", "i", replyToId: "r", conversation: new ConversationAccount(id: "c"));

    private static async Task<object?> Done(Task task)
    {
        await task;
        return null;
    }

    private sealed class Channel(string body) : HttpMessageHandler
    {
        public string Body { get; set; } = body;

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public List<string> Requests { get; } = [];

        private HttpClient Http => new(this, disposeHandler: false);

        public ConnectorClient Client(string? url) => new(url is null ? null : new Uri(url), new Token(), Http, disposeHttpClient: true);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var conversation = request.Headers.TryGetValues(ConversationConstants.ConversationIdHttpHeaderName, out var values) ? string.Join(',', values) : null;
            var sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery} [{conversation}] {sent}; {request.Headers.Authorization}");
            return new HttpResponseMessage(Status) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        }
    }

    private sealed class Token : ServiceClientCredentials
    {
        public override Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token");
            return base.ProcessHttpRequestAsync(request, cancellationToken);
        }
    }
}
