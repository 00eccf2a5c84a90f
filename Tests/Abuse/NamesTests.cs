using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SsprBot.Pages;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>An organisation and a user ID whose names are markup, links and templates: everywhere they are text.</summary>
public sealed partial class NamesTests : IAsyncLifetime
{
    private const string Organisation = "[c](https://evil.example)<b onclick='x'>&{{7*7}}${x}";
    private const string UserId = "o'brien`{{7-7}}${7}_x_~~y~~\\@contoso.test";

    private AttackedHost _host = null!;

    public async Task InitializeAsync() => _host = await AttackedHost.StartAsync(
        $"--Organisation:Name={Organisation}", "--Organisation:Administrators:0=admin@contoso.test", "--Organisation:HelpDeskMail=", "--Organisation:HelpDeskPhone=");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    [Rule("D-74")]
    public async Task In_the_chat_they_are_plain_text_and_every_link_leads_to_the_host()
    {
        var person = await _host.VisitorAsync();
        await _host.ToTheLinkAsync(person);
        await person.SayAsync("start over");
        await person.SayAsync("I forgot my password");
        await person.SayAsync(UserId);
        await person.SayAsync("contact administrator");

        var said = person.Shown.Select(activity => JsonNode.Parse(activity)!).Where(activity => (string)activity["from"]!["role"]! == "bot").ToArray();
        Assert.Contains(said, activity => ((string?)activity["text"])?.Contains(Organisation, StringComparison.Ordinal) is true);
        Assert.All(said.Where(activity => activity["text"] is not null), activity => Assert.Equal("plain", (string?)activity["textFormat"]));
        Assert.All(said, activity => Assert.DoesNotContain("](https://evil", $"{activity["attachments"]?.ToJsonString()}", StringComparison.Ordinal));
        Assert.All(said.SelectMany(activity => Address().Matches($"{activity["attachments"]?.ToJsonString()}")), address => Assert.StartsWith($"{_host.Host.Address}r/", address.Groups[1].Value.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    [Rule("D-74")]
    public async Task On_the_pages_they_are_text()
    {
        var person = await _host.VisitorAsync();
        await person.SayAsync("I want to change my password");
        var link = AttackedPages.LinkIn(await person.SayAsync(UserId));
        using var visitor = new PageVisitor(_host.Host.Address);
        await visitor.OpenAsync(link);
        var form = await visitor.GetAsync("/password");

        Assert.Equal(UserId, WebUtility.HtmlDecode(Regex.Match(form.Body, "id=\"user-id\" type=\"text\" value=\"([^\"]*)\"").Groups[1].Value));
        foreach (var page in (Seen[])[form, await visitor.GetAsync("/"), await visitor.GetAsync("/r/0"), await visitor.GetAsync(link.PathOf()), await visitor.GetAsync("/nothing"), await visitor.GetAsync("/privacy"), await visitor.GetAsync("/admin")])
        {
            Assert.DoesNotMatch("<b onclick|onclick='|href=\"https://evil", page.Body);
        }

        Assert.Contains(Organisation, WebUtility.HtmlDecode((await visitor.GetAsync("/r/0")).Body), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-74")]
    public async Task In_a_mail_to_administrators_they_are_one_line_of_text()
    {
        var person = await _host.VisitorAsync();
        await person.SayAsync("I forgot my password");
        await person.SayAsync($"{UserId}\r\nBcc: eve@evil.example");
        await person.SayAsync(UserId);
        await person.SayAsync("contact administrator");

        var mail = await _host.Host.TextToAsync("admin@contoso.test", text => text.Contains(UserId, StringComparison.Ordinal));

        Assert.DoesNotContain("eve@evil.example", mail, StringComparison.Ordinal);
    }

    [GeneratedRegex("\"url\":\"([^\"]*)\"")]
    private static partial Regex Address();
}
