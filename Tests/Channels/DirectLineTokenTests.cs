using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using SsprBot.Abuse;
using Xunit;

namespace SsprBot.Channels;

/// <summary>Who may hold a conversation, from which page, and for how long.</summary>
public class DirectLineTokenTests
{
    [Fact]
    [Rule("D-80")]
    public async Task A_token_names_a_new_conversation_and_a_new_user_for_half_an_hour()
    {
        await using var host = await ChatHost.StartAsync();
        var client = new ChatClient(host);

        var first = await client.GenerateAsync();
        var (conversation, user, claims) = (client.Conversation, client.User, client.Claims);
        await client.GenerateAsync();

        Assert.Equal(["conversationId", "token", "expires_in"], first.Json!.AsObject().Select(member => member.Key));
        Assert.Equal(1800, (int)first.Json["expires_in"]!);
        Assert.Matches("^[A-Za-z0-9_-]{22}$", conversation);
        Assert.Matches("^dl_[A-Za-z0-9_-]{22}$", user);
        Assert.Equal(conversation, (string)claims["conv"]!);
        Assert.Equal(1800, (long)claims["exp"]! - (long)claims["iat"]!);
        Assert.NotEqual((conversation, user), (client.Conversation, client.User));
    }

    [Fact]
    [Rule("D-80")]
    public async Task A_token_lives_half_an_hour()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);

        host.Time.Advance(TimeSpan.FromSeconds(1799));
        var before = await client.PollAsync();
        host.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal("403 TokenExpired", $"{await client.PollAsync()}");
        Assert.Equal("403 TokenExpired", $"{await client.RefreshAsync()}");
    }

    [Fact]
    [Rule("D-80")]
    public async Task A_refreshed_token_holds_the_same_conversation_but_never_longer_than_an_hour_in_all()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        var (conversation, user) = (client.Conversation, client.User);
        var lives = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(15));
            lives.Add((int)(await client.RefreshAsync()).Json!["expires_in"]!);
        }

        var resumed = await client.BeginAsync();
        host.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal([1800, 1800, 900], lives);
        Assert.Equal((HttpStatusCode.OK, 900), (resumed.Status, (int)resumed.Json!["expires_in"]!));
        Assert.Equal((conversation, user), (client.Conversation, client.User));
        Assert.Equal("403 TokenExpired", $"{await client.RefreshAsync()}");
    }

    [Fact]
    [Rule("D-82")]
    public async Task A_token_opens_no_other_conversation()
    {
        await using var host = await ChatHost.StartAsync();
        var mine = await ChatClient.StartAsync(host);
        var other = await ChatClient.StartAsync(host);
        var unknown = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

        foreach (var id in (string[])[other.Conversation, unknown])
        {
            Assert.Equal("404 BadArgument", $"{await mine.SendAsync(HttpMethod.Get, $"/conversations/{id}?watermark=0")}");
            Assert.Equal("404 BadArgument", $"{await mine.SendAsync(HttpMethod.Get, $"/conversations/{id}/activities")}");
            Assert.Equal("404 BadArgument", $"{await mine.SendAsync(HttpMethod.Post, $"/conversations/{id}/activities", """{"type":"message","text":"hi"}""")}");
            Assert.Equal("404 BadArgument", $"{await mine.SendAsync(HttpMethod.Post, $"/conversations/{id}/upload", "{}")}");
        }

        Assert.Equal(["bot: Welcome"], await other.HistoryAsync());
    }

    [Fact]
    [Rule("D-61")]
    [Rule("D-80")]
    public async Task A_token_that_was_not_made_here_is_refused()
    {
        await using var host = await ChatHost.StartAsync();
        var client = await ChatClient.StartAsync(host);
        var (header, payload, signature) = client.Token.Split('.') switch { var parts => (parts[0], parts[1], parts[2]) };
        var stranger = client.Claims;
        stranger["conv"] = "AAAAAAAAAAAAAAAAAAAAAA";
        var none = Encode("""{"alg":"none","typ":"JWT"}""");
        string[] forged =
        [
            "",
            "x",
            "..",
            $"{header}.{payload}",
            $"{header}.{payload}.",
            $"{header}.{payload}.{signature[..^1]}",
            $"{header}.{payload}.{signature}A",
            $"{header}.{payload}.{signature}\u00e9",
            $"{header}.{Encode(stranger.ToJsonString())}.{signature}",
            $"{header}.{Encode(stranger.ToJsonString())}.{Encode(HMACSHA256.HashData(new byte[32], Encoding.ASCII.GetBytes($"{header}.{Encode(stranger.ToJsonString())}")))}",
            $"{none}.{payload}.",
            $"{none}.{payload}.{signature}",
            $"{header}.{payload}.{signature}.{signature}",
            new string('A', 5_000),
            client.Conversation,
        ];

        foreach (var token in forged)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/v3/directline/conversations/{client.Conversation}");
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var response = await host.Http.SendAsync(request);
            Assert.True(response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, $"{token} gave {response.StatusCode}");
        }

        Assert.Equal(HttpStatusCode.OK, (await client.PollAsync()).Status);
    }

    [Fact]
    [Rule("D-82")]
    public async Task Without_a_token_there_is_no_conversation()
    {
        await using var host = await ChatHost.StartAsync();

        Assert.Equal("403 TokenExpired", $"{await new ChatClient(host).BeginAsync()}");
        Assert.Equal("403 TokenExpired", $"{await new ChatClient(host).RefreshAsync()}");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", "403 BadArgument")]
    [InlineData("Origin", "null", "403 BadArgument")]
    [InlineData("Origin", "http://127.0.0.1", "403 BadArgument")]
    [InlineData("Sec-Fetch-Site", "cross-site", "403 BadArgument")]
    [InlineData("Sec-Fetch-Site", "same-site", "403 BadArgument")]
    [InlineData("Sec-Fetch-Site", "same-origin", "200")]
    [InlineData("Origin", "https://intranet.contoso.com", "200")]
    [InlineData("X-Client", "none of the browser's headers", "200")]
    [Rule("D-80")]
    public async Task Only_our_own_page_and_configured_ones_get_a_token(string header, string value, string expected)
    {
        await using var host = await ChatHost.StartAsync(settings: ("DirectLine:AllowedOrigins:0", "https://intranet.contoso.com"));

        Assert.Equal(expected, $"{await new ChatClient(host).GenerateAsync((header, value))}");
    }

    [Fact]
    [Rule("D-80")]
    public async Task A_token_serves_only_the_page_that_asked_for_it()
    {
        await using var host = await ChatHost.StartAsync(settings: ("DirectLine:AllowedOrigins:0", "https://intranet.contoso.com"));
        var own = host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var client = new ChatClient(host);
        await client.GenerateAsync(("Origin", own));

        Assert.Equal("403 TokenExpired", $"{await client.BeginAsync("", ("Origin", "https://intranet.contoso.com"))}");
        Assert.Equal("201", $"{await client.BeginAsync("", ("Origin", own))}");
    }

    [Fact]
    public async Task A_configured_page_of_another_origin_may_read_the_answer_and_no_other()
    {
        await using var host = await ChatHost.StartAsync(settings: ("DirectLine:AllowedOrigins:0", "https://intranet.contoso.com"));

        Assert.Equal((HttpStatusCode.NoContent, "https://intranet.contoso.com"), await PreflightAsync(host, "https://intranet.contoso.com"));
        Assert.Equal((HttpStatusCode.NoContent, ""), await PreflightAsync(host, "https://evil.example"));
    }

    [Fact]
    public async Task An_address_gets_only_so_many_tokens()
    {
        await using var host = await ChatHost.StartAsync(settings: ("DirectLine:TokensPerAddress", "1"));
        var statuses = new List<string>();
        for (var i = 0; i < 101; i++)
        {
            statuses.Add($"{await new ChatClient(host).GenerateAsync()}");
        }

        Assert.Equal([.. Enumerable.Repeat("200", 100), "429 TooManyRequests"], statuses);
    }

    private static async Task<(HttpStatusCode Status, string Allowed)> PreflightAsync(ChatHost host, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/directline/conversations");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var response = await host.Http.SendAsync(request);
        return (response.StatusCode, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? string.Join(',', allowed) : "");
    }

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
