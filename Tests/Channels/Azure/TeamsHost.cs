using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Channels.Azure;

/// <summary>The real host with a Bot Connector on loopback in front of it.</summary>
public sealed class TeamsHost : IAsyncLifetime, IDisposable
{
    private FakeAzure? _azure;
    private InProcessHost? _host;
    private HttpClient? _http;
    private int _activities;

    internal FakeAzure Azure => _azure!;

    internal InProcessHost Host => _host!;

    internal HttpClient Http => _http!;

    public async Task InitializeAsync()
    {
        _azure = await FakeAzure.StartAsync();
        _host = await InProcessHost.StartAsync(
            $"--MicrosoftAppId={FakeAzure.AppId}",
            $"--MicrosoftAppTenantId={FakeAzure.Tenant}",
            "--MicrosoftAppPassword=not-used-on-loopback",
            $"--Connector:OpenIdMetadata={_azure.Metadata}",
            "--Connector:RequestLimit=00:01:00",
            "--Policy:BotCheck=None");
        _http = new HttpClient { BaseAddress = _host.Address };
    }

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _azure!.DisposeAsync();
    }

    public void Dispose() => _http?.Dispose();

    /// <summary>Somebody with an account in Teams.</summary>
    internal TeamsUser User(string userId, string tenant = FakeAzure.Tenant, string locale = "en-US")
    {
        var id = Guid.NewGuid().ToString();
        Azure.Members[$"29:{id}"] = new JsonObject { ["id"] = $"29:{id}", ["aadObjectId"] = id, ["objectId"] = id, ["userPrincipalName"] = userId, ["tenantId"] = tenant, ["userRole"] = "user" };
        return new TeamsUser(this, id, locale);
    }

    /// <summary>An activity as Teams sends it.</summary>
    internal JsonObject Activity(string type, string conversation, string user, string locale) =>
        Activity(Azure, type, $"{Interlocked.Increment(ref _activities)}", conversation, user, locale);

    internal static JsonObject Activity(FakeAzure azure, string type, string id, string conversation, string user, string locale) => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["timestamp"] = TimeProvider.System.GetUtcNow().ToString("O"),
        ["serviceUrl"] = azure.Service,
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = $"29:{user}", ["name"] = "Somebody", ["aadObjectId"] = user },
        ["conversation"] = new JsonObject { ["conversationType"] = "personal", ["tenantId"] = FakeAzure.Tenant, ["id"] = conversation },
        ["recipient"] = new JsonObject { ["id"] = $"28:{FakeAzure.AppId}", ["name"] = "SsprBot" },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = FakeAzure.Tenant } },
        ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = locale }),
        ["locale"] = locale,
    };

    /// <returns>What an invoke is answered with.</returns>
    internal async Task<JsonNode> InvokeAsync(JsonObject invoke)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative)) { Content = new StringContent(invoke.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", Azure.Token());
        using var response = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    internal async Task<HttpStatusCode> PostAsync(string body, string? token, string mediaType = "application/json", string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        if (encoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    internal Task<HttpStatusCode> PostAsync(JsonObject activity) => PostAsync(Http, Azure, activity);

    /// <summary>Posts an activity as Teams does.</summary>
    internal static async Task<HttpStatusCode> PostAsync(HttpClient http, FakeAzure azure, JsonObject activity)
    {
        using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative)) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", azure.Token());
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}

/// <summary>Somebody in a personal chat in Teams.</summary>
internal sealed class TeamsUser(TeamsHost host, string id, string locale)
{
    private int _read;

    public string Conversation { get; } = $"a:{id}";

    public JsonObject Activity(string type) => host.Activity(type, Conversation, id, locale);

    public JsonObject Message(string text)
    {
        var message = Activity("message");
        message["text"] = text;
        return message;
    }

    /// <summary>Presses a button of the newest card.</summary>
    /// <returns>What the card is told.</returns>
    public Task<JsonNode> PressAsync(string title)
    {
        var data = host.Azure.Button(Conversation, title);
        var invoke = Activity("invoke");
        invoke["name"] = data["msteams"] is null ? "adaptiveCard/action" : "task/fetch";
        invoke["value"] = data["msteams"] is null
            ? new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "answer", ["data"] = data }, ["trigger"] = "manual" }
            : new JsonObject { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } };
        return host.InvokeAsync(invoke);
    }

    /// <returns>What the bot answered.</returns>
    public async Task<string> SayAsync(string text)
    {
        Assert.Equal(HttpStatusCode.OK, await host.PostAsync(Message(text)));
        return Read();
    }

    public string Read()
    {
        var said = host.Azure.Said(Conversation);
        var news = said[_read..];
        _read = said.Length;
        return string.Join('\n', news);
    }
}
