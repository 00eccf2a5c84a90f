using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using SsprBot.World;
using Xunit;

namespace SsprBot.Channels;

/// <summary>What came back: a status and JSON.</summary>
internal sealed record Reply(HttpStatusCode Status, JsonNode? Json)
{
    public string? Error => (string?)Json?["error"]?["code"];

    /// <summary>The status and the code of a refusal.</summary>
    public override string ToString() => $"{(int)Status} {Error}".TrimEnd();
}

/// <summary>A client of Direct Line that does what it is told and nothing else.</summary>
internal sealed class ChatClient(HttpClient http, string prefix = "/v3/directline")
{
    public ChatClient(ChatHost host, string prefix = "/v3/directline")
        : this(host.Http, prefix)
    {
    }

    public string Token { get; set; } = "";

    public string Conversation { get; set; } = "";

    public string StreamUrl { get; private set; } = "";

    public string User => (string)Claims["user"]!;

    public JsonNode Claims => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(Token.Split('.')[1]))!;

    /// <summary>A client with a token and a conversation that the bot has greeted in.</summary>
    public static async Task<ChatClient> StartAsync(ChatHost host, string prefix = "/v3/directline")
    {
        var client = new ChatClient(host, prefix);
        await client.GenerateAsync();
        await client.BeginAsync();
        return client;
    }

    public async Task<Reply> GenerateAsync(params (string Name, string Value)[] headers) => Take(await SendAsync(HttpMethod.Post, "/tokens/generate", "", headers: headers));

    public async Task<Reply> RefreshAsync() => Take(await SendAsync(HttpMethod.Post, "/tokens/refresh"));

    public async Task<Reply> BeginAsync(string body = """{"user":{}}""", params (string Name, string Value)[] headers) =>
        Take(await SendAsync(HttpMethod.Post, "/conversations", body, headers: headers));

    public async Task<Reply> ResumeAsync(string watermark) => Take(await SendAsync(HttpMethod.Get, $"/conversations/{Conversation}?watermark={watermark}"));

    public Task<Reply> PollAsync(string watermark = "") => SendAsync(HttpMethod.Get, $"/conversations/{Conversation}/activities?watermark={watermark}");

    public Task<Reply> PostAsync(string body, CancellationToken ct = default) =>
        SendAsync(HttpMethod.Post, $"/conversations/{Conversation}/activities", body, ct);

    public Task<Reply> SayAsync(string text, string? clientId = null, CancellationToken ct = default) => PostAsync(new JsonObject
    {
        ["type"] = "message",
        ["text"] = text,
        ["locale"] = "en-US",
        ["channelData"] = new JsonObject { ["clientActivityID"] = clientId ?? Guid.NewGuid().ToString() },
    }.ToJsonString(), ct);

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, string? body = null, CancellationToken ct = default, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(prefix + path, UriKind.Relative))
        {
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        if (Token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, ct);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var text = await response.Content.ReadAsStringAsync(ct);
        return new Reply(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public Task<ChatStream> OpenAsync(string? origin = null) => new ChatStream().OpenAsync(StreamUrl, origin);

    /// <summary>All that is to be read after a watermark, as <c>role: text</c>.</summary>
    public async Task<string[]> HistoryAsync(string watermark = "") => Said((await PollAsync(watermark)).Json);

    public static string[] Said(JsonNode? set) => [.. set!["activities"]!.AsArray().Select(activity => $"{activity!["from"]!["role"]}: {activity["text"]}")];

    // What a real client does with an answer: the token in it replaces the one it had.
    private Reply Take(Reply reply)
    {
        Token = (string?)reply.Json?["token"] ?? Token;
        Conversation = (string?)reply.Json?["conversationId"] ?? Conversation;
        StreamUrl = (string?)reply.Json?["streamUrl"] ?? StreamUrl;
        return reply;
    }
}

/// <summary>The WebSocket of a client.</summary>
internal sealed class ChatStream : IDisposable
{

    private readonly ClientWebSocket _socket = new();

    public async Task<ChatStream> OpenAsync(string url, string? origin = null, HttpMessageInvoker? over = null)
    {
        if (origin is not null)
        {
            _socket.Options.SetRequestHeader("Origin", origin);
        }

        _socket.Options.HttpVersion = over is null ? HttpVersion.Version11 : HttpVersion.Version20;
        _socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var limit = new CancellationTokenSource(Waiting.Patience);
        await _socket.ConnectAsync(new Uri(url), over, limit.Token);
        return this;
    }

    /// <summary>The next activity set, or null when the server has closed.</summary>
    public async Task<JsonNode?> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Waiting.Patience);
        var bytes = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(bytes.AsMemory(length), limit.Token);
            length += part.Count;
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.EndOfMessage)
            {
                return JsonNode.Parse(bytes.AsSpan(0, length));
            }
        }
    }

    /// <summary>The next activity set as <c>role: text</c> and its watermark.</summary>
    public async Task<string> HearAsync()
    {
        var set = await ReadAsync();
        return $"{string.Join(", ", ChatClient.Said(set))} ({set!["watermark"]})";
    }

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public void Dispose() => _socket.Dispose();
}
