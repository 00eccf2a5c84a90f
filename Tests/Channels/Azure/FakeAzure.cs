using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SsprBot.World;

namespace SsprBot.Channels.Azure;

/// <summary>
/// The Bot Connector on loopback: an issuer with keys of its own, and the documented REST API of conversations. One of its two keys is endorsed for Teams.
/// </summary>
internal sealed class FakeAzure : IAsyncDisposable
{
    public const string Issuer = "https://api.botframework.com";
    public const string AppId = "0f0e0d0c-1111-4222-8333-444455556666";
    public const string Tenant = "aaaabbbb-cccc-4ddd-8eee-ffff00001111";
    public const string TeamsKey = "teams-key";
    public const string OtherKey = "other-key";

    private readonly WebApplication _app;
    private readonly RSA _teams = RSA.Create(2048);
    private readonly RSA _other = RSA.Create(2048);
    private readonly RSA _stranger = RSA.Create(2048);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<(string Conversation, JsonNode Message)> _said = new();
    private readonly ConcurrentQueue<(string Conversation, JsonNode Message)> _replaced = new();
    private readonly ConcurrentQueue<int> _troubles = new();
    private TaskCompletionSource _open = new();
    private int _ids;

    private FakeAzure()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _open.SetResult();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>The service URL of its channels.</summary>
    public string Service => $"{Url}/emea/";

    public string Metadata => $"{Url}/metadata";

    /// <summary>Each request: method, path, and whether it had a token.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Where the next requests are sent on to by status 302.</summary>
    public string Elsewhere { get; set; } = "";

    /// <summary>What members are, by the id that they have in Teams.</summary>
    public ConcurrentDictionary<string, JsonObject> Members { get; } = new();

    public static async Task<FakeAzure> StartAsync()
    {
        var azure = new FakeAzure();
        await azure._app.StartAsync();
        return azure;
    }

    /// <summary>The next requests get these statuses; 0 is no answer at all.</summary>
    public void Trouble(params int[] statuses) => Array.ForEach(statuses, _troubles.Enqueue);

    /// <summary>Lets what the bot says wait.</summary>
    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _open.TrySetResult();

    /// <summary>What the bot said in a conversation so far.</summary>
    public string[] Said(string conversation) => [.. _said.Where(said => said.Conversation == conversation).Select(said => TextOf(said.Message))];

    /// <summary>What took the place of something that was said.</summary>
    public string[] Replaced(string conversation) => [.. _replaced.Where(said => said.Conversation == conversation).Select(said => TextOf(said.Message))];

    /// <summary>The data of a button of the newest card, the way Teams sends it back.</summary>
    public JsonNode Button(string conversation, string title) =>
        Actions(CardOf(_said.Last(said => said.Conversation == conversation && CardOf(said.Message) is not null).Message)!).First(action => (string?)action["title"] == title)["data"]!.DeepClone();

    /// <summary>Waits until the bot has said so many things.</summary>
    public async Task<string[]> SaidAsync(string conversation, int count)
    {
        await Waiting.UntilAsync(() => Said(conversation).Length >= count, $"The bot did not say {count} things.");
        return Said(conversation);
    }

    /// <summary>A header as the Bot Connector sends it, with what is wrong about it.</summary>
    public string Token(
        string issuer = Issuer,
        string audience = AppId,
        string? serviceUrl = "",
        string algorithm = "RS256",
        string key = TeamsKey,
        string? keyId = null,
        int expiresIn = 60,
        int notBefore = -10,
        bool forged = false)
    {
        var payload = new JsonObject { ["iss"] = issuer, ["aud"] = audience, ["nbf"] = At(notBefore), ["exp"] = At(expiresIn) };
        if (serviceUrl is not null)
        {
            payload["serviceurl"] = serviceUrl.Length > 0 ? serviceUrl : Service;
        }

        var head = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = keyId ?? key };
        var signed = $"{Encode(head.ToJsonString())}.{Encode(payload.ToJsonString())}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var rsa = forged ? _stranger : key is TeamsKey ? _teams : _other;
        var signature = algorithm switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(_teams.ExportSubjectPublicKeyInfoPem()), bytes),
            "RS384" => rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "PS256" => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"Bearer {signed}.{Encode(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _teams.Dispose();
        _other.Dispose();
        _stranger.Dispose();
    }

    private static long At(int minutes) => TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static JsonObject Public(string id, RSA rsa, params string[] endorsements)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["n"] = Encode(key.Modulus!),
            ["e"] = Encode(key.Exponent!),
            ["endorsements"] = new JsonArray([.. endorsements.Select(name => JsonValue.Create(name))]),
        };
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        _requests.Enqueue($"{context.Request.Method} {path}{(context.Request.Headers.Authorization.Count > 0 ? " with token" : "")}");
        if (path is "/metadata")
        {
            await JsonAsync(context, new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = $"{Url}/keys" });
        }
        else if (path is "/keys")
        {
            await JsonAsync(context, new JsonObject { ["keys"] = new JsonArray(Public(TeamsKey, _teams, "msteams", "webchat"), Public(OtherKey, _other, "webchat")) });
        }
        else if (_troubles.TryDequeue(out var status))
        {
            await TroubleAsync(context, status);
        }
        else
        {
            await AnswerAsync(context, path.Split('/'));
        }
    }

    private async Task TroubleAsync(HttpContext context, int status)
    {
        if (status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.Headers.RetryAfter = "0";
        context.Response.Headers.Location = Elsewhere;
        context.Response.StatusCode = status;
        await context.Response.CompleteAsync();
    }

    // /emea/v3/conversations/{conversation}/activities[/{activity}] or .../members/{user}
    private async Task AnswerAsync(HttpContext context, string[] path)
    {
        switch (path)
        {
            case [_, _, "v3", "conversations", var conversation, "activities", ..]:
                var activity = await JsonNode.ParseAsync(context.Request.Body);
                await _open.Task.WaitAsync(context.RequestAborted);
                (HttpMethods.IsPut(context.Request.Method) ? _replaced : _said).Enqueue((conversation, activity!));
                context.Response.StatusCode = StatusCodes.Status201Created;
                await JsonAsync(context, new JsonObject { ["id"] = Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture) });
                break;

            case [_, _, "v3", "conversations", _, "members", var user] when Members.TryGetValue(user, out var member):
                await JsonAsync(context, member.DeepClone());
                break;

            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static string TextOf(JsonNode activity)
    {
        if (CardOf(activity) is not { } card)
        {
            return $"{activity["text"]}";
        }

        var lines = card["body"]!.AsArray().Where(block => block!["inlines"] is not null).Select(block => string.Concat(block!["inlines"]!.AsArray().Select(run => $"{run!["text"]}")));
        return string.Join('\n', [.. lines, .. Actions(card).Where(action => action["url"] is not null).Select(action => $"{action["url"]}")]);
    }

    private static JsonNode? CardOf(JsonNode activity) => activity["attachments"]?.AsArray() is [{ } attachment] ? attachment["content"] : null;

    private static IEnumerable<JsonNode> Actions(JsonNode card)
    {
        JsonNode?[] holders = [card, .. card["body"]!.AsArray()];
        return holders.SelectMany(holder => holder!["actions"]?.AsArray() ?? []).Select(action => action!);
    }

    private static Task JsonAsync(HttpContext context, JsonNode json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json.ToJsonString());
    }
}
