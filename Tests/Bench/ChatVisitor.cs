using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SsprBot.Bench;

/// <summary>Somebody in the web chat: posts over HTTP, listens to a stream.</summary>
/// <param name="address">Where the visitor comes from, as a proxy would say it.</param>
internal sealed class ChatVisitor(HttpClient http, string userId, string address) : IDisposable
{
    private const string ForwardedFor = "X-Forwarded-For";

    private readonly ClientWebSocket _stream = new();
    private readonly byte[] _frame = new byte[16 * 1024];
    private string _token = "";
    private string _conversation = "";

    public string UserId => userId;

    /// <summary>Opens the chat and waits for the greeting.</summary>
    /// <returns>How the bot greeted, and how long the start of the conversation took.</returns>
    public async Task<(string Heard, TimeSpan Took)> StartAsync(CancellationToken ct)
    {
        _token = (string)(await PostAsync("tokens/generate", "{}", ct))["token"]!;
        var began = Stopwatch.GetTimestamp();
        var started = await PostAsync("conversations", "{}", ct);
        var took = Stopwatch.GetElapsedTime(began);
        _token = (string)started["token"]!;
        _conversation = (string)started["conversationId"]!;
        _stream.Options.SetRequestHeader(ForwardedFor, address);
        await _stream.ConnectAsync(new Uri((string)started["streamUrl"]!), ct);
        return (await HearAsync(ct), took);
    }

    /// <returns>What the bot answered, and how long the post took: it returns when the turn is over.</returns>
    public async Task<(string Heard, TimeSpan Took)> SayAsync(string text, CancellationToken ct)
    {
        var body = $$$"""{"type":"message","text":"{{{text}}}","locale":"en-US","channelData":{"clientActivityID":"{{{Guid.NewGuid()}}}"}}""";
        var began = Stopwatch.GetTimestamp();
        await PostAsync($"conversations/{_conversation}/activities", body, ct);
        var took = Stopwatch.GetElapsedTime(began);
        return (await HearAsync(ct), took);
    }

    /// <summary>The same request without a turn.</summary>
    public Task TypeAsync(CancellationToken ct) => PostAsync($"conversations/{_conversation}/activities", """{"type":"typing"}""", ct);

    /// <summary>Leaves as a browser does whose tab is closed.</summary>
    public Task LeaveAsync(CancellationToken ct) => _stream.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, null, ct);

    public void Dispose() => _stream.Dispose();

    private async Task<JsonNode> PostAsync(string path, string body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v3/directline/{path}", UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = _token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", _token);
        request.Headers.Add(ForwardedFor, address);
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(ct))!;
    }

    // What one turn says comes in one frame.
    private async Task<string> HearAsync(CancellationToken ct)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _stream.ReceiveAsync(_frame.AsMemory(length), ct);
            length += part.Count;
        }
        while (!part.EndOfMessage);

        var said = JsonNode.Parse(_frame.AsSpan(0, length))!["activities"]!.AsArray().Where(activity => (string?)activity!["from"]!["role"] == "bot");
        return string.Join('\n', said.Select(activity => (string?)activity!["text"]));
    }
}
