using System.Net;
using CsCheck;
using SsprBot.Domain;
using SsprBot.Pages;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Thousands of links and forms that nobody would send. A seed that fails is printed.</summary>
public sealed class PageFuzzTests : IAsyncLifetime
{
    private const int Links = 3_000;
    private const int Forms = 3_000;

    private static readonly string[] s_fields = ["seal", "page-code", "new-password", "repeat-password", "current-password", "code", "binding", "", "a]b[", "\ud83d\ude00"];
    private static readonly string[] s_types =
    [
        "application/x-www-form-urlencoded", "APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-7", "application/x-www-form-urlencoded;charset=utf-16", "multipart/form-data; boundary=x", "application/json", "", ";",
    ];

    private static readonly Gen<string> s_junk = Gen.OneOf(
        Gen.String[Gen.Char, 0, 80],
        Gen.String[Gen.Char.AlphaNumeric, 0, 80],
        Gen.OneOf("%", "%zz", "%00", "%ED%A0%80", "%C0%AF", "&&==", "a=b=c", "..", "null", "\u0000", "\ud800", "' or 1=1--", "{{7*7}}", "${x}", "<b>", new string('9', 5_000), "%25%32%46"));

    private PagesHost _host = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _host = await PagesHost.StartAsync();
        _token = (await _host.World.VerifiedAsync()).Token;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    [Rule("D-06")]
    [Rule("D-41")]
    public async Task Whatever_stands_in_the_place_of_a_link_gets_a_neutral_page()
    {
        using var visitor = _host.Visitor();
        string[] neutral = [(await visitor.GetAsync("/r/0")).Body, (await visitor.GetAsync("/nothing")).Body, ""];
        var before = _host.World.Written();
        await Tokens().SampleAsync(
            async token =>
            {
                var seen = await visitor.GetAsync($"/r/{token}");
                Assert.True(neutral.Contains(seen.Body) || Uri.UnescapeDataString(token.Split('?')[0]) == _token, $"{seen.Status}: {seen.Body}");
            },
            iter: Links,
            threads: 2);
        Assert.Equal(before, _host.World.Written());
    }

    [Fact]
    [Rule("D-75")]
    [Rule("D-44")]
    public async Task Whatever_is_posted_to_the_pages_is_refused_and_sets_nothing()
    {
        using var person = _host.Visitor();
        person.Cookies.Add(_host.Address, new Cookie("pw", await _host.World.PageOpenAsync(Goal.Change)));
        await person.GetAsync("/password");
        var audited = _host.World.Audited.Count;
        await Bodies().SampleAsync(
            async posted =>
            {
                var seen = await person.SendBytesAsync(HttpMethod.Post, posted.Path, posted.Body, posted.Type, ("Sec-Fetch-Site", "same-origin"), ("Accept", "text/html"));
                Assert.True((int)seen.Status is >= 400 and < 500 && !seen.Headers.ContainsKey("location"), $"{seen.Status}: {seen.Body}");
            },
            iter: Forms,
            threads: 2);
        Assert.Empty(_host.World.Directory.Set);
        Assert.Equal((0, audited), (_host.World.Directory.Compared, _host.World.Audited.Count));
    }

    // The client takes a path of dots alone for another path.
    private Gen<string> Tokens() => Gen.OneOf(
        s_junk.Select(Uri.EscapeDataString),
        Gen.Select(Gen.Int[0, _token.Length], Gen.Int[0, _token.Length], s_junk, (from, to, junk) => _token[..from] + Uri.EscapeDataString(junk) + _token[to..]),
        Gen.Select(Gen.Int[0, _token.Length - 1], Gen.Char.AlphaNumeric, (place, sign) => $"{_token[..place]}{sign}{_token[(place + 1)..]}"),
        Gen.Select(Gen.Int[0, _token.Length - 1], place => $"{_token[..place]}%{(int)_token[place]:x2}{_token[(place + 1)..]}?{place}")).Where(token => token.Trim('.').Length > 0);

    private Gen<(string Path, byte[] Body, string Type)> Bodies() => Gen.Select(
        Gen.OneOf($"/r/{_token}", "/r/0", "/password", "/register/app", $"/not-me/{_token}", $"/teams/{_token}"),
        Gen.OneOf(
            Gen.Byte.Array[0, 300],
            Gen.Select(Gen.OneOf(s_fields), s_junk).Array[0, 20].Select(fields => Encode(fields, Uri.EscapeDataString)),
            Gen.Select(Gen.OneOf(s_fields), s_junk).Array[0, 20].Select(fields => Encode(fields, value => value))),
        Gen.OneOf(s_types),
        (path, body, type) => (path, body, type));

    private static byte[] Encode((string Name, string Value)[] fields, Func<string, string> escape) =>
        System.Text.Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{escape(field.Name)}={escape(field.Value)}")));
}
