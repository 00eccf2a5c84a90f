using System.Net;
using System.Security.Claims;
using System.Security.Principal;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Rest;
using Xunit;

namespace SsprBot.Sdk;

public sealed class CloudAdapterTests
{
    private const string Message = """{"type":"message","id":"in1","text":"hi","serviceUrl":"https://service","channelId":"test","from":{"id":"u"},"recipient":{"id":"b"},"conversation":{"id":"c"}}""";

    [Fact]
    public async Task A_message_is_a_turn_and_the_answer_goes_to_the_service_url()
    {
        using var cloud = new Cloud();
        var answer = await cloud.PostAsync(Message, async (context, ct) =>
        {
            await context.SendActivityAsync("one", cancellationToken: ct);
            await context.SendActivityAsync(new Activity(ActivityTypes.Trace), ct);
            await context.SendActivityAsync(new Activity(ActivityTypesEx.Delay, value: 0), ct);
            var update = new Activity("message", "u1", text: "two");
            await context.UpdateActivityAsync(update, ct);
            await context.DeleteActivityAsync("d1", ct);
        });

        Assert.Equal("200 ", answer);
        Assert.Equal(
            [
                "POST https://service/v3/conversations/c/activities/in1 one",
                "PUT https://service/v3/conversations/c/activities/u1 two",
                "DELETE https://service/v3/conversations/c/activities/d1 ",
            ],
            cloud.Sent);
    }

    [Fact]
    public async Task A_sent_activity_gets_the_id_of_the_channel_or_none()
    {
        using var cloud = new Cloud();
        await cloud.PostAsync(Message.Replace("\"id\":\"in1\",", "", StringComparison.Ordinal), async (context, ct) =>
        {
            var own = new Activity("message", "own", text: "one");
            Assert.Equal("sent1", (await context.SendActivityAsync(own, ct)).Id);
            Assert.Equal("sent1", own.Id);
            Assert.Equal("", (await context.SendActivityAsync(new Activity(ActivityTypes.Trace), ct)).Id);
        });

        Assert.Equal(["POST https://service/v3/conversations/c/activities one"], cloud.Sent);
    }

    [Fact]
    public async Task A_trace_goes_to_the_emulator()
    {
        using var cloud = new Cloud();
        await cloud.PostAsync(Message.Replace("\"test\"", "\"emulator\"", StringComparison.Ordinal), (context, ct) => context.SendActivityAsync(new Activity(ActivityTypes.Trace), ct));
        Assert.Single(cloud.Sent);
    }

    [Fact]
    public async Task The_turn_knows_who_called_and_how_to_call_back()
    {
        using var cloud = new Cloud();
        var known = "";
        await cloud.PostAsync(Message, (context, _) =>
        {
            var state = context.TurnState;
            Assert.Same(cloud.Caller, state.Get<IIdentity>(BotAdapter.BotIdentityKey));
            Assert.NotNull(state.Get<IConnectorClient>());
            Assert.NotNull(state.Get<ConnectorFactory>());
            Assert.NotNull(state.Get<BotCallbackHandler>());
            known = $"{state.Get<string>(BotAdapter.OAuthScopeKey)} {context.Activity.CallerId}";
            return Task.CompletedTask;
        });
        Assert.Equal("audience urn:botframework:azure", known);
    }

    [Theory]
    [InlineData("""{"type":"invoke","name":"n","serviceUrl":"https://service"}""", "501 ")]
    [InlineData("""{"type":"invoke","name":"answer","serviceUrl":"https://service"}""", """201 {"a":1} application/json""")]
    [InlineData("""{"type":"message","text":"hi","deliveryMode":"expectReplies","serviceUrl":"https://service"}""", """200 {"activities":[{"type":"message","serviceUrl":"https://service","text":"echo hi"}]} application/json""")]
    [InlineData("", "400 ")]
    [InlineData("null", "400 ")]
    [InlineData("{}", "400 ")]
    [InlineData("[]", "400 ")]
    [InlineData("""{"type":""}""", "400 ")]
    [InlineData("""{"type":"message",""", "400 ")]
    [InlineData("""{"type":"message","timestamp":"yesterday"}""", "400 ")]
    public async Task The_response_is_the_outcome_of_the_turn(string body, string expected)
    {
        using var cloud = new Cloud();
        Assert.Equal(expected, await cloud.PostAsync(body, Answer));
        Assert.Empty(cloud.Sent);
    }

    [Fact]
    public async Task What_nests_too_deep_is_refused()
    {
        using var cloud = new Cloud();
        static string Nested(int levels) => $$"""{"type":"typing","serviceUrl":"https://service","value":{{new string('[', levels)}}{{new string(']', levels)}}}""";
        Assert.Equal("200 ", await cloud.PostAsync(Nested(500), Answer));
        Assert.Equal("400 ", await cloud.PostAsync(Nested(100_000), Answer));
    }

    [Fact]
    public async Task Only_posts_are_turns()
    {
        using var cloud = new Cloud();
        foreach (var method in new[] { "GET", "PUT", "DELETE" })
        {
            Assert.Equal("405 ", await cloud.PostAsync(Message, Answer, method));
        }

        Assert.Empty(cloud.Sent);
    }

    [Fact]
    public async Task A_caller_that_is_not_authentic_is_refused_before_the_bot_hears_of_it()
    {
        using var cloud = new Cloud();
        Assert.Equal("401 ", await cloud.PostAsync(Message, Answer, token: "Bearer forged"));
        Assert.Equal("401 ", await cloud.PostAsync(Message, Answer, token: null));
        Assert.Empty(cloud.Sent);
    }

    [Fact]
    public async Task An_adapter_that_cannot_validate_tokens_refuses_everyone()
    {
        var nobody = new ConfigurationBuilder().Build();
        foreach (var adapter in new[] { new CloudAdapter(), new CloudAdapter(nobody), new CloudAdapter(new ConfigurationBotFrameworkAuthentication(nobody)) })
        {
            Assert.Equal("401 ", await Cloud.PostAsync(adapter, Message, Answer, "POST", "Bearer channel"));
            Assert.Equal("401 ", await Cloud.PostAsync(adapter, Message, Answer, "POST", null));
            await Assert.ThrowsAsync<InvalidOperationException>(() => adapter.ContinueConversationAsync("app", Reference(), Answer, default));
        }

        var authentication = new ConfigurationBotFrameworkAuthentication(nobody);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => authentication.AuthenticateStreamingRequestAsync("Bearer x", "test", default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => authentication.AuthenticateChannelRequestAsync("Bearer x", default));
        Assert.Equal("https://api.botframework.com", authentication.GetOriginatingAudience());
    }

    [Fact]
    public async Task A_turn_that_throws_leaves_through_the_handler_of_errors()
    {
        using var cloud = new Cloud();
        static Task Throw(ITurnContext context, CancellationToken ct) => throw new FormatException("broken");

        await Assert.ThrowsAsync<FormatException>(() => cloud.PostAsync(Message, Throw));
        cloud.Adapter.OnTurnError = (context, thrown) => context.SendActivityAsync(thrown.Message);
        Assert.Equal("200 ", await cloud.PostAsync(Message, Throw));
        Assert.Equal(["POST https://service/v3/conversations/c/activities/in1 broken"], cloud.Sent);
    }

    [Fact]
    public async Task The_bot_speaks_up_by_itself()
    {
        using var cloud = new Cloud();
        static Task Say(ITurnContext context, CancellationToken ct) => context.SendActivityAsync($"{context.Activity.Name} {(context.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey) as ClaimsIdentity)?.FindFirst("aud")?.Value}", cancellationToken: ct);
        var identity = new ClaimsIdentity([new Claim("aud", "mine")]);

        await cloud.Adapter.ContinueConversationAsync("app", Reference(), Say, default);
        await cloud.Adapter.ContinueConversationAsync(identity, Reference(), Say, default);
        await cloud.Adapter.ContinueConversationAsync(identity, Reference(), "audience", Say, default);
        await cloud.Adapter.ContinueConversationAsync("app", Reference().GetContinuationActivity(), Say, default);
        await cloud.Adapter.ContinueConversationAsync(identity, Reference().GetContinuationActivity(), Say, default);
        await cloud.Adapter.CreateConversationAsync("app", "test", "https://service", "audience", new ConversationParameters(bot: new("b"), tenantId: "t"), Say, default);

        Assert.Equal(
            [
                "POST https://service/v3/conversations/c/activities/r1 ContinueConversation app",
                "POST https://service/v3/conversations/c/activities/r1 ContinueConversation mine",
                "POST https://service/v3/conversations/c/activities/r1 ContinueConversation mine",
                "POST https://service/v3/conversations/c/activities/r1 ContinueConversation app",
                "POST https://service/v3/conversations/c/activities/r1 ContinueConversation mine",
                "POST https://service/v3/conversations ",
                "POST https://service/v3/conversations/sent6/activities/first6 CreateConversation app",
            ],
            cloud.Sent);
    }

    [Fact]
    public async Task What_is_missing_is_refused()
    {
        using var cloud = new Cloud();
        var adapter = cloud.Adapter;
        using var context = new TurnContext(adapter, new Activity());
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.SendActivitiesAsync(null, [], default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.SendActivitiesAsync(context, null, default));
        await Assert.ThrowsAsync<ArgumentException>(() => adapter.SendActivitiesAsync(context, [], default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.UpdateActivityAsync(context, null, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.DeleteActivityAsync(context, null, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.ContinueConversationAsync("app", (ConversationReference)null!, Answer, default));
        await Assert.ThrowsAsync<ArgumentException>(() => adapter.ContinueConversationAsync("app", new ConversationReference(), Answer, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.CreateConversationAsync("app", "test", "", null, new ConversationParameters(), Answer, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.CreateConversationAsync("app", "test", "https://service", null, null, Answer, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.ProcessAsync(null, new DefaultHttpContext().Response, new Bot(Answer)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.ProcessAsync(new DefaultHttpContext().Request, null, new Bot(Answer)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.ProcessAsync(new DefaultHttpContext().Request, new DefaultHttpContext().Response, null));
        Assert.Throws<ArgumentNullException>(() => new CloudAdapter((BotFrameworkAuthentication)null!));
    }

    private static ConversationReference Reference() => new("r1", new("u"), new("b"), new ConversationAccount(id: "c"), "test", "https://service");

    private static Task Answer(ITurnContext context, CancellationToken ct) => context.Activity switch
    {
        { Name: "answer" } => context.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 201, Body = new Dictionary<string, int> { ["a"] = 1 } } }, ct),
        { Type: ActivityTypes.Message } => context.SendActivityAsync(new Activity(ActivityTypes.Message, text: $"echo {context.Activity.Text}"), ct),
        _ => Task.CompletedTask,
    };

    private sealed class Bot(BotCallbackHandler turn) : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => turn(turnContext, cancellationToken);
    }

    /// <summary>A channel that takes what is sent to it, and knows one token.</summary>
    private sealed class Cloud : BotFrameworkAuthentication, IDisposable
    {
        private readonly Channel _channel = new();

        public Cloud() => Adapter = new CloudAdapter(this);

        public CloudAdapter Adapter { get; }

        public ClaimsIdentity Caller { get; } = new([new Claim("aud", "app")], "Bearer");

        public List<string> Sent => _channel.Sent;

        public Task<string> PostAsync(string body, BotCallbackHandler turn, string method = "POST", string? token = "Bearer channel") => PostAsync(Adapter, body, turn, method, token);

        public static async Task<string> PostAsync(CloudAdapter adapter, string body, BotCallbackHandler turn, string method, string? token)
        {
            using var requestBody = new MemoryStream(Encoding.UTF8.GetBytes(body));
            using var responseBody = new MemoryStream();
            var http = new DefaultHttpContext { Request = { Method = method, Body = requestBody }, Response = { Body = responseBody } };
            http.Request.Headers.Authorization = token;
            await adapter.ProcessAsync(http.Request, http.Response, new Bot(turn));
            return $"{http.Response.StatusCode} {Encoding.UTF8.GetString(responseBody.ToArray())}{(http.Response.ContentType is { } type ? $" {type}" : "")}";
        }

        public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken) => authHeader == "Bearer channel"
            ? Task.FromResult(new AuthenticateRequestResult { Audience = "audience", CallerId = "urn:botframework:azure", ClaimsIdentity = Caller, ConnectorFactory = _channel })
            : throw new UnauthorizedAccessException();

        public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) => throw new UnauthorizedAccessException();

        public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => _channel;

        public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) => Task.FromResult<UserTokenClient>(null!);

        public void Dispose() => _channel.Dispose();
    }

    private sealed class Channel : ConnectorFactory, IDisposable
    {
        private readonly Wire _wire = new();

        public List<string> Sent => _wire.Sent;

        private HttpClient Http => new(_wire, disposeHandler: false);

        public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken) =>
            Task.FromResult<IConnectorClient>(new ConnectorClient(new Uri(serviceUrl), new NoCredentials(), Http, disposeHttpClient: true));

        public void Dispose() => _wire.Dispose();
    }

    private sealed class NoCredentials : ServiceClientCredentials;

    private sealed class Wire : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var activity = request.Content is null ? null : Newtonsoft.Json.JsonConvert.DeserializeObject<Activity>(await request.Content.ReadAsStringAsync(cancellationToken));
            Sent.Add($"{request.Method} {request.RequestUri!.AbsoluteUri} {activity?.Text}");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"id":"sent{{Sent.Count}}","activityId":"first{{Sent.Count}}"}""") };
        }
    }
}
