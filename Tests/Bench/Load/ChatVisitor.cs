using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SsprBot.Bench;

/// <summary>Somebody in the web chat: posts over HTTP, and listens to a stream or polls.</summary>
/// <param name="address">Where the visitor comes from, as a proxy would say it.</param>
internal sealed class ChatVisitor(HttpClient http, string userId, string address, bool polls = false) : IVisitor
{
    private const string ForwardedFor = "X-Forwarded-For";

    private readonly ClientWebSocket? _stream = polls ? null : new();
    private readonly byte[] _frame = new byte[16 * 1024];
    private string _token = "";
    private string _conversation = "";
    private string _watermark = "";

    public string UserId => userId;

    public async Task<TimeSpan?> StartAsync(string greeting, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        if (await AskAsync(HttpMethod.Post, "tokens/generate", "{}", ct) is not { } generated)
        {
            return null;
        }

        _token = (string)generated["token"]!;
        if (await AskAsync(HttpMethod.Post, "conversations", "{}", ct) is not { } started)
        {
            return null;
        }

        _token = (string)started["token"]!;
        _conversation = (string)started["conversationId"]!;
        if (_stream is not null)
        {
            _stream.Options.SetRequestHeader(ForwardedFor, address);
            await _stream.ConnectAsync(new Uri((string)started["streamUrl"]!), ct);
        }

        return await HearAsync(greeting, began, ct);
    }

    public async Task<TimeSpan?> SayAsync(string text, string answer, CancellationToken ct)
    {
        var body = $$$"""{"type":"message","text":"{{{text}}}","locale":"en-US","channelData":{"clientActivityID":"{{{Guid.NewGuid()}}}"}}""";
        var began = Stopwatch.GetTimestamp();
        return await AskAsync(HttpMethod.Post, $"conversations/{_conversation}/activities", body, ct) is null ? null : await HearAsync(answer, began, ct);
    }

    /// <summary>The same request without a turn.</summary>
    public Task TypeAsync(CancellationToken ct) => AskAsync(HttpMethod.Post, $"conversations/{_conversation}/activities", """{"type":"typing"}""", ct);

    // As a browser does whose tab is closed.
    public Task LeaveAsync(CancellationToken ct) => _stream?.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, null, ct) ?? Task.CompletedTask;

    public void Dispose() => _stream?.Dispose();

    /// <returns>Null when the host has too much to do.</returns>
    private async Task<JsonNode?> AskAsync(HttpMethod method, string path, string? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/v3/directline/{path}", UriKind.Relative))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = _token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", _token);
        request.Headers.Add(ForwardedFor, address);
        using var response = await http.SendAsync(request, ct);
        if (response.IsBusy())
        {
            return null;
        }

        return JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(ct))!;
    }

    // A post is answered when the turn is over, and what one turn says comes in one piece.
    private async Task<TimeSpan> HearAsync(string answer, long began, CancellationToken ct)
    {
        var heard = _stream is null ? await PollAsync(ct) : await ReadAsync(_stream, ct);
        return heard.StartsWith(answer, StringComparison.Ordinal)
            ? Stopwatch.GetElapsedTime(began)
            : throw new InvalidOperationException($"“{answer}” was to come, not “{heard}”.");
    }

    private async Task<string> PollAsync(CancellationToken ct)
    {
        var set = (await AskAsync(HttpMethod.Get, $"conversations/{_conversation}/activities?watermark={_watermark}", body: null, ct))!;
        _watermark = (string)set["watermark"]!;
        return Said(set);
    }

    private async Task<string> ReadAsync(ClientWebSocket stream, CancellationToken ct)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await stream.ReceiveAsync(_frame.AsMemory(length), ct);
            length += part.Count;
        }
        while (!part.EndOfMessage);

        return Said(JsonNode.Parse(_frame.AsSpan(0, length))!);
    }

    private static string Said(JsonNode set) => string.Join('\n', set["activities"]!.AsArray()
        .Where(activity => (string?)activity!["from"]!["role"] == "bot").Select(activity => (string?)activity!["text"]));
}
