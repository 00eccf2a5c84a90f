using System.Buffers.Text;
using System.Net;
using Xunit;
using static SsprBot.Abuse.AttackedHost;

namespace SsprBot.Abuse;

/// <summary>Links that somebody makes of others.</summary>
public sealed class LinkMakingTests(OrdinaryHost ordinary) : IClassFixture<OrdinaryHost>
{
    [Fact]
    [Rule("D-06")]
    public async Task The_halves_of_a_link_are_long_and_belong_together()
    {
        var host = ordinary.AnotherDay();
        var one = Halves((await host.ToTheLinkAsync(await host.VisitorAsync(), Anna, AnnasMail, AnnasPhone)).Path);
        var other = Halves((await host.ToTheLinkAsync(await host.VisitorAsync(), "ines.costa@contoso.test", "ines.costa@example.net", "+14255550109")).Path);

        Assert.Equal((16, 32), (Base64Url.DecodeFromChars(one.Selector).Length, Base64Url.DecodeFromChars(one.Verifier).Length));
        string[] made =
        [
            $"{one.Selector}.{other.Verifier}",
            $"{other.Selector}.{one.Verifier}",
            $"{one.Selector}.",
            $"{one.Selector}.{one.Verifier[..^1]}",
            $"{one.Selector}.{one.Verifier}.{one.Verifier}",
            $"{one.Selector}.{char.ToUpperInvariant(one.Verifier[0])}{char.ToLowerInvariant(one.Verifier[1])}{Turned(one.Verifier[2])}{one.Verifier[3..]}",
        ];
        foreach (var link in made)
        {
            Assert.Equal(HttpStatusCode.Gone, await LookAsync(host, link));
        }

        Assert.Equal(HttpStatusCode.OK, await LookAsync(host, $"{one.Selector}.{one.Verifier}"));
    }

    private static char Turned(char letter) => letter is 'A' ? 'B' : 'A';

    private static (string Selector, string Verifier) Halves(string path) => path["/r/".Length..].Split('.') is [var selector, var verifier] ? (selector, verifier) : ("", "");

    private static async Task<HttpStatusCode> LookAsync(AttackedHost host, string link)
    {
        using var page = await host.Http.GetAsync(new Uri($"/r/{link}", UriKind.Relative));
        return page.StatusCode;
    }
}
