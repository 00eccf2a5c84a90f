using System.Net;
using Xunit;

namespace SsprBot.Host;

/// <summary>Who asks is what our own proxies say, and only they.</summary>
public sealed class ProxyTests
{
    private static readonly (string, string) OneTokenEach = ("DirectLine__TokensPerAddress", "1");

    [Fact]
    public async Task What_a_known_proxy_says_is_believed()
    {
        await using var host = await BotProcess.StartAsync(settings: [OneTokenEach, ("Web__Proxies__0", "127.0.0.0/8")]);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, "198.51.100.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(host, "198.51.100.7"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, "198.51.100.8"));

        // The proxy adds who asks it behind what that one claims.
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(host, "203.0.113.1, 198.51.100.8"));
    }

    [Fact]
    public async Task What_anybody_else_says_is_not()
    {
        await using var host = await BotProcess.StartAsync(settings: [OneTokenEach, ("Web__Proxies__0", "192.0.2.1")]);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, "198.51.100.7"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, "198.51.100.7"));
    }

    [Fact]
    public async Task What_is_no_address_keeps_the_host_from_starting()
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings: ("Web__Proxies__0", "our proxy"));

        Assert.Equal(1, exitCode);
        Assert.Contains("Web:Proxies holds our proxy, which is neither an address nor a network such as 10.0.0.0/8.", output, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AskAsync(BotProcess host, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v3/directline/tokens/generate", UriKind.Relative)) { Headers = { { "X-Forwarded-For", forwardedFor } } };
        using var response = await host.Http.SendAsync(request);
        return response.StatusCode;
    }
}
