using System.Text.RegularExpressions;
using SsprBot.Host;
using SsprBot.Talk;
using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>A host whose administrators have an address.</summary>
public sealed class AdministeredHost() : SharedHost("--Organisation:Administrators:0=administrators@contoso.test");

/// <summary>What the owner is told, and stops.</summary>
public sealed partial class NoticeTests(AdministeredHost administered) : IClassFixture<AdministeredHost>
{
    private const string Ines = "ines.costa@contoso.test";
    private const string InesMail = "ines.costa@example.net";
    private const string InesPhone = "+14255550109";

    [Fact]
    [Rule("D-33")]
    [Rule("D-34")]
    public async Task A_reset_is_told_everywhere_and_nothing_of_it_can_be_used()
    {
        string[] everywhere = ["+14255550109", "+14255550119", "ines.costa@contoso.test", "ines.costa@example.net", "ines@example.org"];
        var host = administered.AnotherDay();
        await host.ResetAsync(await host.VisitorAsync(), Ines, InesMail, InesPhone);
        await host.AllSentAsync();

        foreach (var place in everywhere)
        {
            var notice = Assert.Single(await host.InboxAsync(place), item => item.Text.Contains("was reset on", StringComparison.Ordinal)).Text;
            var links = Link().Matches(notice);
            Assert.All(links, link => Assert.StartsWith($"{host.Get<Places>().Home}not-me/", link.Value, StringComparison.Ordinal));
            Assert.NotEmpty(links);
            Assert.DoesNotMatch("[0-9]{6}", Link().Replace(notice, ""));
            Assert.DoesNotContain(NewPassword, notice, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Rule("D-34")]
    public async Task A_contact_point_that_is_replaced_is_told_and_the_new_one_is_not_asked()
    {
        var host = administered.AnotherDay();
        var thief = await host.VisitorAsync();
        await host.RegistersAsync(thief, Anna, "Autumn-Leaves-27");
        await host.RegisterAsync(thief, "Set my authentication email", "anna@example.org");
        await host.AllSentAsync();

        var before = await host.InboxAsync("anna@example.org");
        await host.RegisterAsync(thief, "Set my authentication email", "thief@example.org");
        await host.AllSentAsync();

        var told = (await host.InboxAsync("anna@example.org")).Except(before).Select(item => item.Text);
        Assert.Contains("authentication email registered", Assert.Single(told), StringComparison.Ordinal);
        Assert.Equal(2, (await host.InboxAsync(AnnasMail)).Count(item => item.Text.Contains("authentication email registered", StringComparison.Ordinal)));
        Assert.DoesNotContain(await host.InboxAsync("thief@example.org"), item => item.Text.Contains("authentication email registered", StringComparison.Ordinal));
    }

    [Fact]
    [Rule("D-33")]
    [Rule("D-34")]
    public async Task Whoever_answers_a_notice_stops_all_that_a_thief_has_begun()
    {
        var host = administered.AnotherDay();
        var (registering, resetting, later) = (await host.VisitorAsync(), await host.VisitorAsync(), await host.VisitorAsync());
        await host.RegistersAsync(registering, "david.kim@contoso.test", "Paper-Lantern-52");
        var (path, pageCode) = await host.ToTheLinkAsync(resetting, "david.kim@contoso.test", "david.kim@example.net", "+14255550104");
        using var page = new SecurePage(host.Host.Address);
        await page.OpenAsync(path, pageCode);
        await registering.SayAsync("Set my authentication email");
        await registering.SayAsync(await host.SentAsync("thief@example.org", () => registering.SayAsync("thief@example.org")));
        await host.AllSentAsync();
        var notice = (await host.InboxAsync("david.kim@example.net")).Single(item => item.Text.Contains("authentication email registered", StringComparison.Ordinal));

        using var owner = new SecurePage(host.Host.Address);
        Assert.Contains("Thank you, we are on it", await owner.PressAsync(new Uri(Link().Match(notice.Text).Value).AbsolutePath), StringComparison.Ordinal);

        Assert.DoesNotContain("has been reset", await page.SetAsync(NewPassword), StringComparison.Ordinal);
        Assert.True(await host.CanSignInAsync("david.kim@contoso.test", "Paper-Lantern-52"));
        await registering.SayAsync("Set my authentication phone");
        Assert.Empty(await host.AllThatComesAsync("+14255550172", () => registering.SayAsync("+14255550172")));
        await later.AsksForAsync("david.kim@contoso.test");
        Assert.Empty(await host.AllThatComesAsync("thief@example.org", () => later.SayAsync("Email my authentication email")));
        Assert.Contains("david.kim@contoso.test", Assert.Single(await host.InboxAsync("administrators@contoso.test")).Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("https?://[^ \n]+")]
    private static partial Regex Link();
}
