using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using SsprBot.Pages;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Every route that there is, asked for in every way that it is not made for.</summary>
public sealed partial class RouteCrawlTests : IAsyncLifetime
{
    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "x"];
    private static readonly string[] s_holes = ["0", "null", "..%2F..%2Fetc%2Fpasswd", "%E0%A4%A", "AAAAAAAAAAAAAAAAAAAAAA", new('A', 2000), "%0d%0aSet-Cookie:x=y"];

    // What answers without looking at a body.
    private static readonly string[] s_bodiless = ["/chat/token", "/dev/inbox/0/no-answer", "/directline/tokens/generate", "/v3/directline/tokens/generate"];

    private AttackedHost _host = null!;

    public async Task InitializeAsync() => _host = await AttackedHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    [Rule("D-70")]
    public async Task Whatever_is_asked_of_a_route_its_answer_is_protected_and_no_accident()
    {
        using var visitor = new PageVisitor(_host.Host.Address);
        foreach (var (method, path) in from pattern in Patterns() from hole in s_holes from method in s_methods select (method, Hole().Replace(pattern, hole)))
        {
            var seen = await visitor.SendAsync(new HttpMethod(method), path, null, ("Accept", "text/html"));

            Assert.True((int)seen.Status is >= 200 and < 500, $"{method} {path} gave {seen.Status}");
            seen.AssertProtected();
            Assert.DoesNotMatch("Exception|   at |/etc/passwd|SsprBot\\.[A-Z]", seen.Body);
            Assert.DoesNotContain(seen.Cookies, cookie => cookie.StartsWith('x'));
        }
    }

    [Theory]
    [InlineData("Accept-Language", "*;q=0.0000001, ../../en;q=9e99")]
    [InlineData("Accept", "text/html;q=NaN, */*;q=-1")]
    [InlineData("Cookie", "pw=..%2F; form=\u0001; __Host-pw=x.y; pw=x; chat={}; admin=0")]
    [InlineData("Range", "bytes=0-18446744073709551616, -1")]
    [InlineData("If-None-Match", "*, W/\"\"")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-Original-URL", "/dev/people")]
    [InlineData("Authorization", "Bearer null")]
    [InlineData("Sec-Fetch-Site", "same-origin, cross-site")]
    [InlineData("traceparent", "00-00000000000000000000000000000000-0000000000000000-ff")]
    [InlineData("Content-Type", "multipart/form-data; boundary=\u0022\u0022")]
    [Rule("D-70")]
    public async Task A_hostile_header_is_an_accident_nowhere(string name, string value)
    {
        using var visitor = new PageVisitor(_host.Host.Address);
        foreach (var (method, path) in from pattern in Patterns() from method in (string[])["GET", "POST"] select (method, Hole().Replace(pattern, "0")))
        {
            var type = name == "Content-Type" ? value : "application/x-www-form-urlencoded";
            var seen = await visitor.SendBytesAsync(new HttpMethod(method), path, [0, 0xFF, (byte)'=', (byte)'%'], type, (name, value));

            Assert.True((int)seen.Status is >= 200 and < 500, $"{method} {path} gave {seen.Status}");
            seen.AssertProtected();
        }
    }

    [Theory]
    [InlineData("cross-site", "https://evil.example")]
    [InlineData("same-site", "(own).evil.example")]
    [InlineData("none", "https://evil.example")]
    [InlineData(null, "null")]
    [InlineData(null, "(own).evil.example")]
    [InlineData(null, "(own), https://evil.example")]
    [InlineData("same-origin, cross-site", "https://evil.example")]
    [InlineData("SAME-ORIGIN", "https://evil.example")]
    [Rule("D-73")]
    public async Task No_route_takes_a_form_that_another_site_sends(string? site, string origin)
    {
        using var visitor = new PageVisitor(_host.Host.Address);
        var own = _host.Host.Address.GetLeftPart(UriPartial.Authority);
        foreach (var (method, path) in from pattern in Changing() from method in (string[])["POST", "PUT", "DELETE"] select (method, Hole().Replace(pattern, "0")))
        {
            foreach (var type in (string[])["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"])
            {
                (string, string)[] headers = [("Origin", origin.Replace("(own)", own, StringComparison.Ordinal)), .. site is null ? Array.Empty<(string, string)>() : [("Sec-Fetch-Site", site)]];
                var seen = await visitor.SendBytesAsync(new HttpMethod(method), path, "page-code=ABCD&type=message&text=hi"u8.ToArray(), type, headers);

                Assert.True((int)seen.Status is >= 400 and < 500, $"{method} {path} with {type} gave {seen.Status}");
                Assert.DoesNotContain(seen.Cookies, cookie => !cookie.StartsWith("form=", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    [Rule("D-75")]
    public async Task No_route_reads_a_body_that_is_too_large_or_packed()
    {
        using var visitor = new PageVisitor(_host.Host.Address);
        var large = Encoding.ASCII.GetBytes($"a={new string('a', 300 * 1024)}");
        var taken = new SortedSet<string>(StringComparer.Ordinal);
        var packed = Packed(10 * 1024 * 1024);
        foreach (var path in Changing().Select(pattern => Hole().Replace(pattern, "0")))
        {
            foreach (var (body, type, isPacked, isChunked) in
                from type in (string[])["application/x-www-form-urlencoded", "application/json"]
                from isPacked in (bool[])[false, true]
                from isChunked in (bool[])[false, true]
                select (isPacked ? packed : large, type, isPacked, isChunked))
            {
                (string, string)[] headers =
                [
                    ("Sec-Fetch-Site", "same-origin"),
                    .. isPacked ? [("Content-Encoding", "gzip")] : Array.Empty<(string, string)>(),
                    .. isChunked ? [("Transfer-Encoding", "chunked")] : Array.Empty<(string, string)>(),
                ];
                if (!await IsRefusedAsync(() => visitor.SendBytesAsync(HttpMethod.Post, path, body, type, headers)))
                {
                    taken.Add(path);
                }
            }
        }

        Assert.Equal(s_bodiless, taken);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/healthz")).Status);
    }

    // Whether the host is well is told however it is asked, and the demo leads to the one name of its first page.
    private IEnumerable<string> Changing() => Patterns().Except(["/", "/healthz", "/readyz"]);

    private string[] Patterns() => [.. _host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}").Distinct()];

    private static async Task<bool> IsRefusedAsync(Func<Task<Seen>> send)
    {
        try
        {
            return (int)(await send()).Status is >= 400 and < 500;
        }
        catch (HttpRequestException)
        {
            // Cut off before all of it was sent.
            return true;
        }
    }

    private static byte[] Packed(int length)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(new byte[length]);
        }

        return packed.ToArray();
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}
