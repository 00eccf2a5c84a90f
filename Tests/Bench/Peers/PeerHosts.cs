using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;
using SsprBot.Talk;

namespace SsprBot.Bench;

/// <summary>Hosts of the five prompts that run in a process of their own and are measured beside each other.</summary>
internal static class PeerHosts
{
    public const string Floor = "floor";
    public const string Sdk = "sdk";
    public const string Product = "product";

    public static Task ServeAsync(string name, string url) => name switch
    {
        Floor => FloorAsync(url),
        Sdk => SdkAsync(url),
        Product => ProductAsync(url),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such host."),
    };

    /// <summary>Kestrel alone: one parse of JSON, one read and one write of a dictionary, and the answer posted to the connector.</summary>
    private static async Task FloorAsync(string url)
    {
        var steps = new ConcurrentDictionary<string, byte[]>();
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler);
        await RunAsync(url, async context =>
        {
            var activity = (await JsonNode.ParseAsync(context.Request.Body))!;
            var conversation = (string)activity["conversation"]!["id"]!;
            var step = steps.TryGetValue(conversation, out var state) ? (int)JsonNode.Parse(state)!["step"]! : 0;
            var reply = new JsonObject
            {
                ["type"] = "message",
                ["text"] = WaterfallBot.Script[step].Answer,
                ["replyToId"] = (string?)activity["id"],
                ["conversation"] = new JsonObject { ["id"] = conversation },
                ["from"] = activity["recipient"]!.DeepClone(),
                ["recipient"] = activity["from"]!.DeepClone(),
            };
            using var content = new StringContent(reply.ToJsonString(), Encoding.UTF8, "application/json");
            var address = new Uri($"{(string)activity["serviceUrl"]!}v3/conversations/{conversation}/activities/{(string)activity["id"]!}");
            using var sent = await http.PostAsync(address, content);
            steps[conversation] = Encoding.UTF8.GetBytes(new JsonObject { ["step"] = (step + 1) % WaterfallBot.Steps }.ToJsonString());
        });
    }

    /// <summary>The adapter of the SDK with states in memory, as its samples set it up.</summary>
    private static Task SdkAsync(string url)
    {
        var adapter = new CloudAdapter(new Unauthenticated());
        var bot = new WaterfallBot(new MemoryStorage());
        return RunAsync(url, context => adapter.ProcessAsync(context.Request, context.Response, bot));
    }

    /// <summary>The whole product behind its own door to the Bot Connector, with this bot instead of its own and its own state of conversations: on disk, encrypted.</summary>
    private static Task ProductAsync(string url) => Program.Build(
        ["--urls", url, "--contentRoot", HostProcess.Built], services => services.AddSingleton<IBot>(
            provider => new Plain(new WaterfallBot(provider.GetRequiredService<ConversationState>(), new UserState(new MemoryStorage())))))!.RunAsync();

    private static async Task RunAsync(string url, RequestDelegate turn)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapPost("/api/messages", turn);
        app.Urls.Add(url);
        await app.RunAsync();
    }

    /// <summary>Gives a bot the words that the product keeps from it.</summary>
    private sealed class Plain(WaterfallBot bot) : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            Typed.In(turnContext)?.Show();
            return bot.OnTurnAsync(turnContext, cancellationToken);
        }
    }

    /// <summary>Lets everybody in and calls whatever address it is given, as the SDKs do without an app id.</summary>
    private sealed class Unauthenticated : BotFrameworkAuthentication
    {
        private static readonly ClaimsIdentity s_nobody = new([new Claim(AuthenticationConstants.AudienceClaim, "bot")]);

        private readonly Clients _clients = new();

        public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken) =>
            Task.FromResult(new AuthenticateRequestResult { ClaimsIdentity = s_nobody, ConnectorFactory = _clients, Audience = "", CallerId = null });

        public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => _clients;

        public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
            Task.FromResult<UserTokenClient>(null!);
    }

    private sealed class Nothing : ServiceClientCredentials;

    private sealed class Clients : ConnectorFactory
    {
        public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken) =>
            Task.FromResult<IConnectorClient>(new ConnectorClient(new Uri(serviceUrl), new Nothing(), customHttpClient: null, disposeHttpClient: false));
    }
}
