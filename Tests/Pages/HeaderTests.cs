using System.Net;
using SsprBot.Abuse;
using Xunit;

namespace SsprBot.Pages;

public sealed class HeaderTests
{
    private const string Secure =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'";

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/password", 410)]
    [InlineData("GET", "/r/0", 410)]
    [InlineData("POST", "/r/0", 403)]
    [InlineData("POST", "/password", 403)]
    [InlineData("POST", "/r/0/open", 403)]
    [InlineData("POST", "/chat/token", 403)]
    [InlineData("PUT", "/password", 405)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/assets/nothing.js", 404)]
    [InlineData("GET", "/captcha/nothing.wav", 404)]
    [InlineData("GET", "/broken", 500)]
    [InlineData("GET", "/dev/people", 200)]
    [Rule("D-70")]
    public async Task Every_answer_has_the_same_headers(string method, string path, int status)
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();

        var page = await visitor.SendAsync(new HttpMethod(method), path, null, ("Accept", "text/html"));
        var bare = await visitor.SendAsync(new HttpMethod(method), path);

        Assert.Equal(status, (int)page.Status);
        Assert.Equal(status, (int)bare.Status);
        foreach (var seen in (Seen[])[page, bare])
        {
            seen.AssertProtected();
            Assert.Equal("", seen.Header("Strict-Transport-Security"));
            Assert.DoesNotContain("canary", seen.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/nothing", "There is no such page")]
    [InlineData("/broken", "Something went wrong here")]
    public async Task An_error_is_told_in_kind_words_to_those_who_read_pages(string path, string heading)
    {
        await using var host = await PagesHost.StartAsync(environment: "Production");
        using var visitor = host.Visitor();

        Assert.Equal(heading, (await visitor.GetAsync(path)).Heading);
        Assert.Equal("", (await visitor.SendAsync(HttpMethod.Get, path, null, ("Accept", "application/json"))).Body);
    }

    [Fact]
    [Rule("D-70")]
    public async Task Over_tls_browsers_are_told_to_stay_there()
    {
        await using var host = await PagesHost.StartAsync(environment: "Production", tls: true);
        using var visitor = host.Visitor();
        foreach (var path in (string[])["/", "/password", "/nothing", "/broken"])
        {
            var seen = await visitor.GetAsync(path);
            Assert.Equal("max-age=63072000; includeSubDomains", seen.Header("Strict-Transport-Security"));
            Assert.EndsWith("; upgrade-insecure-requests", seen.Header("Content-Security-Policy"), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Rule("D-71")]
    public async Task The_secure_page_allows_what_it_needs_and_no_more()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = host.Visitor();
        var link = await host.World.VerifiedAsync();
        Assert.Equal(Secure, (await person.GetAsync($"/r/{link.Token}")).Header("Content-Security-Policy"));
        await person.OpenAsync(link);
        var form = await person.GetAsync("/password");
        Assert.Equal(Secure, form.Header("Content-Security-Policy"));
        Assert.DoesNotMatch(" on[a-z]+=|style=|<style|<script(?! defer src=\"/assets/page\\.[\\w-]{10}\\.js\"></script>)", form.Body);
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_under_an_address_that_says_their_content()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        foreach (var name in (string[])["site.css", "chat.css", "chat.js", "overlay.js", "proof-of-work.js", "page.js", "dev.js", "icon.svg", "webchat.js", "strength.js", "webchat.js.LICENSE.txt", "strength.js.LICENSE.txt"])
        {
            var address = host.AddressOf(name);
            var plain = await visitor.SendAsync(HttpMethod.Get, address);
            var brotli = await visitor.SendAsync(HttpMethod.Get, address, null, ("Accept-Encoding", "gzip, deflate, br, zstd"));
            var gzip = await visitor.SendAsync(HttpMethod.Get, address, null, ("Accept-Encoding", "br;q=0, gzip"));

            Assert.Equal((HttpStatusCode.OK, "public, max-age=31536000, immutable", "Accept-Encoding", ""), (plain.Status, plain.Header("Cache-Control"), plain.Header("Vary"), plain.Header("Content-Encoding")));
            Assert.Equal(("br", "gzip"), (brotli.Header("Content-Encoding"), gzip.Header("Content-Encoding")));
            Assert.NotEmpty(plain.Body);
            Assert.Equal("nosniff", plain.Header("X-Content-Type-Options"));
        }

        Assert.Contains("Copyright", (await visitor.SendAsync(HttpMethod.Get, host.AddressOf("webchat.js.LICENSE.txt"))).Body, StringComparison.OrdinalIgnoreCase);
    }
}
