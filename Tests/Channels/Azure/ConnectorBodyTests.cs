using System.Net;
using System.Net.Sockets;
using System.Text;
using SsprBot.Abuse;
using SsprBot.World;
using Xunit;

namespace SsprBot.Channels.Azure;

/// <summary>What becomes of bodies that are no ordinary activities.</summary>
public sealed class ConnectorBodyTests(TeamsHost host) : IClassFixture<TeamsHost>
{
    public static TheoryData<string, string, int> Bodies => new()
    {
        { "empty", "", 400 },
        { "no JSON", "{", 400 },
        { "an array", "[]", 400 },
        { "no conversation", """{"type":"message","channelId":"msteams"}""", 400 },
        { "a name twice", """{"type":"message","type":"invoke","channelId":"msteams","conversation":{"id":"a"}}""", 400 },
        { "no Unicode", """{"type":"message","text":"\ud800","channelId":"msteams","conversation":{"id":"a"}}""", 400 },
        { "300 KiB", $$"""{"text":"{{new string('a', 300 * 1024)}}"}""", 413 },
        { "depth 33", Nested(33), 400 },
        { "depth 100000", Nested(100_000), 400 },
        { "many names", Names(), 400 },
        { "nothing that may be called", """{"type":"message","channelId":"msteams","conversation":{"id":"a"}}""", 403 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    [Rule("D-75")]
    public async Task A_body_that_is_no_activity_is_refused(string what, string body, int expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, (int)await host.PostAsync(body, host.Azure.Token()));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    [Rule("D-85")]
    public async Task No_body_is_looked_at_before_the_sender_is_known(string what, string body, int expected)
    {
        Assert.NotEqual((what, 200), (what, expected));
        Assert.Equal(HttpStatusCode.Unauthorized, await host.PostAsync(body, host.Azure.Token(forged: true)));
    }

    [Fact]
    [Rule("D-85")]
    public async Task Who_has_no_token_is_answered_before_the_body_has_come()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, host.Host.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n"));

        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer);

        Assert.Equal("HTTP/1.1 401", Encoding.ASCII.GetString(answer));
    }

    [Fact]
    [Rule("D-75")]
    public async Task A_body_that_comes_too_slowly_is_cut()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, host.Host.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: {host.Azure.Token()}\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n{{"));

        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer).AsTask().WaitAsync(Waiting.Patience);

        Assert.Equal("HTTP/1.1 408", Encoding.ASCII.GetString(answer));
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("application/json", "gzip")]
    [InlineData("application/json", "br")]
    [Rule("D-75")]
    public async Task Only_plain_JSON_is_read(string mediaType, string? encoding) =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await host.PostAsync("{}", host.Azure.Token(), mediaType, encoding));

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Only_posts_are_taken(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("/api/messages", UriKind.Relative));
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private static string Nested(int depth) => $$"""{"value":{{string.Concat(Enumerable.Repeat("[", depth - 1))}}{{string.Concat(Enumerable.Repeat("]", depth - 1))}}}""";

    private static string Names() =>
        "{\"value\":{" + string.Join(',', Enumerable.Range(0, 25_000).Select(number => $"\"{number}\":0")) + "},\"type\":\"message\",\"channelId\":\"msteams\",\"conversation\":{\"id\":\"a\"}}";
}
