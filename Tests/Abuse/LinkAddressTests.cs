using System.Net.Http.Headers;
using SsprBot.Pages;
using SsprBot.Pages.Dev;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Where a link leads, whatever the request says about the host; and what a scanner does to it.</summary>
public sealed class LinkAddressTests
{
    private const string Evil = "evil.example";

    [Fact]
    [Rule("D-40")]
    public async Task No_header_moves_a_link_to_another_host()
    {
        await using var host = await AttackedHost.StartAsync("--Web:PublicBaseUrl=https://reset.contoso.test");
        AddEvil(host.Http.DefaultRequestHeaders);
        var person = await host.VisitorAsync();
        var link = await host.ToTheLinkAsync(person);
        using var page = new PageVisitor(host.Host.Address);
        await page.OpenAsync(link);
        page.FromOwnPage["X-Forwarded-Host"] = Evil;
        Assert.Equal("Your password has been reset", (await page.SetAsync(AttackedPages.Good)).Heading);
        var notice = await host.Host.TextToAsync(AttackedHost.AnnasMail, text => text.Contains("/not-me/", StringComparison.Ordinal));

        Assert.Contains("https://reset.contoso.test/not-me/", notice, StringComparison.Ordinal);
        Assert.Contains(person.Shown, activity => activity.Contains($"https://reset.contoso.test{link.PathOf()}", StringComparison.Ordinal));
        Assert.DoesNotContain(Evil, string.Concat(person.Shown) + string.Concat((await host.Get<IInbox>().ReadAsync(CancellationToken.None)).Select(item => item.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("PROPFIND")]
    [InlineData("POST")]
    [Rule("D-41")]
    public async Task Whatever_a_scanner_does_to_a_link_changes_nothing(string method)
    {
        await using var host = await PagesHost.StartAsync();
        var link = await host.World.VerifiedAsync();
        var before = host.World.Written();
        using var scanner = host.Visitor();
        foreach (var path in (string[])[link.PathOf(), $"{link.PathOf()}?page-code={link.PageCode}", $"{link.PathOf()}/open", "/password", "/register/app", $"/not-me/{link.Token}"])
        {
            var seen = await scanner.SendAsync(new HttpMethod(method), path, null, ("Accept", "text/html"), ("Purpose", "prefetch"), ("X-HTTP-Method-Override", "POST"), ("Sec-Fetch-Site", "none"));
            Assert.InRange((int)seen.Status, 200, 499);
        }

        Assert.Equal(before, host.World.Written());
        using var person = host.Visitor();
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, (await person.OpenAsync(link)).Status);
    }

    private static void AddEvil(HttpRequestHeaders headers)
    {
        headers.Host = Evil;
        headers.Add("X-Forwarded-Host", Evil);
        headers.Add("X-Forwarded-Proto", "gopher");
        headers.Add("X-Original-Host", Evil);
        headers.Add("Forwarded", $"host={Evil};proto=gopher");
    }
}
