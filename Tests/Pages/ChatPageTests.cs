using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using SsprBot.Abuse;
using SsprBot.Settings;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

public sealed class ChatPageTests
{
    [Fact]
    [Rule("D-72")]
    public async Task The_chat_page_allows_what_web_chat_needs_and_no_more()
    {
        var web = new WebSettings { PublicBaseUrl = new Uri("https://reset.contoso.test"), FrameAncestors = ["https://intranet.contoso.test"] };
        await using var host = await PagesHost.StartAsync(web: web);
        using var visitor = host.Visitor();

        var page = await visitor.GetAsync("/");

        var nonce = Regex.Match(page.Body, "nonce=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src 'self' data: blob:; "
            + "connect-src 'self' wss://reset.contoso.test; frame-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self' https://intranet.contoso.test",
            page.Header("Content-Security-Policy"));
        Assert.DoesNotContain(nonce, (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.DoesNotMatch(" on[a-z]+=|style=|<style|<script(?! defer nonce=\"[\\w-]{22}\" src=\"/assets/)", page.Body);
    }

    [Theory]
    [InlineData("/", "nl-NL, nl;q=0.9", "nl")]
    [InlineData("/", "fr-CA, en;q=0.9", "fr")]
    [InlineData("/", "sv", "en")]
    [InlineData("/?lang=nl", "en", "nl")]
    [InlineData("/?lang=%22%3E%3Cscript%3E", "en", "en")]
    public async Task The_page_says_which_language_it_speaks(string path, string wish, string language)
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();

        var page = await visitor.GetAsync(path, ("Accept-Language", wish));

        Assert.Contains($"<html lang=\"{language}\">", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"><script>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_is_found_again_by_a_cookie_that_no_script_reads_until_it_is_forgotten()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        Assert.Null(await TokenAsync(visitor, HttpMethod.Post));
        var issued = host.Tokens.Issue(null);

        var kept = await SendAsync(visitor, HttpMethod.Put, issued.Token);

        Assert.Matches("^chat=[^;]+; path=/; samesite=strict; httponly$", Assert.Single(kept.Cookies));
        Assert.Equal(issued.Conversation, host.Tokens.Read((await TokenAsync(visitor, HttpMethod.Post))!)!.Conv);
        Assert.Null(await TokenAsync(visitor, HttpMethod.Delete));
        Assert.Null(await TokenAsync(visitor, HttpMethod.Post));
    }

    [Fact]
    public async Task A_chat_is_found_again_for_an_hour_and_no_longer()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        await SendAsync(visitor, HttpMethod.Put, host.Tokens.Issue(null).Token);
        foreach (var found in (bool[])[true, true, false])
        {
            host.World.Time.Advance(TimeSpan.FromMinutes(found ? 29 : 2));
            Assert.Equal(found, await TokenAsync(visitor, HttpMethod.Post) is not null);
        }
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [Rule("D-73")]
    public async Task Another_site_cannot_reach_the_chat_of_a_visitor(string method)
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        var issued = host.Tokens.Issue(null);
        await SendAsync(visitor, HttpMethod.Put, issued.Token);

        var refused = await visitor.SendAsync(new HttpMethod(method), "/chat/token", null, ("Sec-Fetch-Site", "cross-site"), ("Authorization", $"Bearer {issued.Token}"));

        Assert.Equal((HttpStatusCode.Forbidden, ""), (refused.Status, refused.Body));
        Assert.Empty(refused.Cookies);
    }

    [Fact]
    public async Task A_token_that_is_not_ours_is_not_kept()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        foreach (var token in (string[])["", "x", host.Tokens.Issue(null).Token + "A", host.Tokens.Issue("https://elsewhere.example").Token])
        {
            var refused = await visitor.SendAsync(
                HttpMethod.Put, "/chat/token", null, ("Sec-Fetch-Site", "same-origin"), ("Origin", "https://reset.contoso.test"), ("Authorization", $"Bearer {token}"));
            Assert.Equal((HttpStatusCode.Unauthorized, 0), (refused.Status, refused.Cookies.Length));
        }
    }

    [Fact]
    public async Task The_chat_that_a_link_was_given_in_opens_it_without_the_page_code_and_again_while_the_page_is_open()
    {
        var world = new TestWorld();
        await using var host = await PagesHost.StartAsync(world);
        using var visitor = host.Visitor();
        var (link, token) = await LinkedAsync(host);

        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(visitor, link.Token, token)).Status);
        Assert.True((await visitor.GetAsync("/password")).HasPasswordField);
        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(visitor, link.Token, token)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await OpenAsync(visitor, $"{Domain.Secrets.NewId()}.{Domain.Secrets.NewVerifier()}", token)).Status);
        using var other = host.Visitor();
        Assert.Equal(HttpStatusCode.Gone, (await OpenAsync(other, link.Token, token)).Status);
        Assert.False((await other.GetAsync("/password")).HasForm);
    }

    [Fact]
    [Rule("D-42")]
    public async Task No_other_chat_opens_a_link()
    {
        var world = new TestWorld();
        await using var host = await PagesHost.StartAsync(world);
        using var visitor = host.Visitor();
        var (link, token) = await LinkedAsync(host);

        Assert.Equal(HttpStatusCode.Gone, (await OpenAsync(visitor, link.Token, host.Tokens.Issue(null).Token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await OpenAsync(visitor, link.Token, token + "A")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await OpenAsync(visitor, "0", token)).Status);
        var foreign = await visitor.SendAsync(HttpMethod.Post, $"/r/{link.Token}/open", null, ("Sec-Fetch-Site", "same-site"), ("Authorization", $"Bearer {token}"));
        Assert.Equal((HttpStatusCode.Forbidden, 0), (foreign.Status, foreign.Cookies.Length));
        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(visitor, link.Token, token)).Status);
    }

    /// <summary>A link that was given in a chat of this host's, and the chat's token.</summary>
    private static async Task<(Domain.IssuedLink Link, string Token)> LinkedAsync(PagesHost host)
    {
        var link = await host.World.VerifiedAsync();
        var issued = host.Tokens.Issue(null);
        var seen = (await host.World.Vault.Sessions.ReadAsync(link.Token.Split('.')[0], CancellationToken.None))!;
        var visitor = seen.Value.Visitor;
        var here = seen.Value with { Visitor = visitor with { Chat = visitor.Chat with { Conversation = issued.Conversation } } };
        await host.World.Vault.Sessions.TryReplaceAsync(seen.Value.Id, seen, here, CancellationToken.None);
        return (link, issued.Token);
    }

    private static Task<Seen> OpenAsync(PageVisitor visitor, string link, string token) =>
        visitor.SendAsync(HttpMethod.Post, $"/r/{link}/open", null, ("Sec-Fetch-Site", "same-origin"), ("Authorization", $"Bearer {token}"));

    private static Task<Seen> SendAsync(PageVisitor visitor, HttpMethod method, string? token = null) => visitor.SendAsync(
        method, "/chat/token", null, [("Sec-Fetch-Site", "same-origin"), .. token is null ? ((string, string)[])[] : [("Authorization", $"Bearer {token}")]]);

    private static async Task<string?> TokenAsync(PageVisitor visitor, HttpMethod method)
    {
        var answer = await SendAsync(visitor, method);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.GetProperty("token").GetString();
    }
}
