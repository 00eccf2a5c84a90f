using SsprBot.Pages;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Requests that are no good HTTP, and paths that look like others.</summary>
public sealed class RawRequestTests : IAsyncLifetime
{
    private PagesHost _host = null!;
    private string _token = "";
    private string _before = "";

    public async Task InitializeAsync()
    {
        _host = await PagesHost.StartAsync();
        _token = (await _host.World.VerifiedAsync()).Token;
        _before = _host.World.Written();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("//r/{token}")]
    [InlineData("/./r/{token}")]
    [InlineData("/x/../r/{token}")]
    [InlineData("/r//{token}")]
    [InlineData("/r/{token}/")]
    [InlineData("/r/{token};x=1")]
    [InlineData("/r/{token}%00")]
    [InlineData("/r/{token}%20")]
    [InlineData("/r/{token}%2e")]
    [InlineData("/r/%2e%2e/password")]
    [InlineData("/%72/{token}")]
    [InlineData("/R/{token}")]
    [InlineData("\\r\\{token}")]
    [InlineData("/r/{token}?//evil.example/")]
    [InlineData("/r/{token}#x")]
    [InlineData("http://evil.example/r/{token}")]
    [InlineData("//evil.example/r/{token}")]
    [InlineData("*")]
    [InlineData("/r/{token}\\..\\password")]
    [Rule("D-41")]
    [Rule("D-71")]
    public async Task A_path_that_looks_like_a_link_opens_nothing_and_its_form_goes_nowhere_else(string path)
    {
        foreach (var method in (string[])["GET", "POST"])
        {
            var answer = await SendAsync($"{method} {path.Replace("{token}", _token, StringComparison.Ordinal)} HTTP/1.1\r\nHost: evil.example\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

            Assert.Matches("^HTTP/1.1 [234]", answer);
            Assert.DoesNotContain("evil.example", answer, StringComparison.Ordinal);
            Assert.DoesNotMatch("action=\"(?!/[rR]/)", answer);
        }

        Assert.Equal(_before, _host.World.Written());
    }

    [Theory]
    [InlineData("POST /r/{token} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /r/{token} HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("POST /r/{token} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\nConnection: close\r\n\r\nabcdef")]
    [InlineData("POST /r/{token} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\nConnection: close\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /r/{token} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\nConnection: close\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /r/{token} HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n1;\nGET\r\na\r\n0\r\n\r\n")]
    [InlineData("POST /r/{token} HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /r/{token} HTTP/1.1\r\nHost: x\r\n folded: y\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /r/{token} HTTP/1.1\r\nHost: x\r\nX: a\0b\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /r/{token} HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /r/{token} HTTP/1.1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /r/{token} HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /r/{token}\r\n\r\n")]
    [InlineData("GET  /r/{token} HTTP/9.9\r\nHost: x\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\0\u00a5\u0001\0\0\u00a1\u0003\u0003\r\n\r\n")]
    [Rule("D-75")]
    public async Task What_is_no_good_HTTP_is_refused_or_cut_off_and_changes_nothing(string request)
    {
        var answer = await SendAsync(request.Replace("{token}", _token, StringComparison.Ordinal));

        Assert.Matches("^(HTTP/1.1 (400|403|415|505) |$|\0)", answer);
        Assert.DoesNotContain("<form", answer, StringComparison.Ordinal);
        Assert.Equal(_before, _host.World.Written());
    }

    private Task<string> SendAsync(string request) => RawRequest.SendAsync(_host.Address, request);
}
