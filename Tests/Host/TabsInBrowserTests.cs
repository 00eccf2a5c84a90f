using Microsoft.Playwright;
using SsprBot.World;
using Xunit;

namespace SsprBot.Host;

/// <summary>Several tabs of one browser, and the one chat that they share.</summary>
public sealed class TabsInBrowserTests
{
    private const string Anna = "anna.lima@contoso.test";

    [BrowserFact]
    public async Task The_newest_tab_has_the_chat_and_the_older_one_rests_until_it_takes_it_back()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        await using var browser = await Browser.OpenAsync();
        var first = await OpenAsync(browser, host);
        await first.PickAsync("I forgot my password");
        await first.Said("What is your user ID?").WaitForAsync();
        await first.Box.FillAsync("anna@");

        var second = await first.AnotherTabAsync();
        await second.Said("What is your user ID?").WaitForAsync();
        await AssertRestsAsync(first);
        await Assertions.Expect(ContinueHere(first)).ToBeFocusedAsync();
        await first.LookAsync("tabs-at-rest");

        // Longer than Web Chat waits before it connects again, than the page waits for that, and than a token is kept for.
        var asked = new List<string>();
        first.Page.Request += (_, request) => asked.Add(request.Url);
        await first.Page.Clock.FastForwardAsync("11:00");
        await second.SayAsync("What is your user ID?", Anna);
        await second.Suggestion("Email my alternate email").WaitForAsync();
        await AssertRestsAsync(first);
        Assert.Empty(asked);
        Assert.Single(first.Streams);

        await first.Page.Keyboard.PressAsync("Enter");
        await first.Said("How do you want to prove it?").WaitForAsync();
        await AssertRestsAsync(second);
        await Assertions.Expect(Notice(first)).ToHaveCountAsync(0);
        await Assertions.Expect(ContinueHere(first)).ToBeHiddenAsync();
        await Assertions.Expect(first.Box).ToHaveValueAsync("anna@");
        await first.SayAsync("How do you want to prove it?", "Email my alternate email");
        await first.Said("is on its way").WaitForAsync();
        Assert.Empty(first.Problems.Concat(second.Problems));
    }

    [BrowserFact]
    public async Task A_new_chat_in_the_newest_tab_does_not_wake_the_older_one_which_then_goes_on_with_the_new_chat()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        await using var browser = await Browser.OpenAsync();
        var first = await OpenAsync(browser, host);
        await first.PickAsync("I forgot my password");
        await first.Said("What is your user ID?").WaitForAsync();
        var second = await first.AnotherTabAsync();
        await second.Said("What is your user ID?").WaitForAsync();

        second.Page.Dialog += (_, sure) => _ = sure.AcceptAsync();
        await second.Page.Locator("#new-chat").ClickAsync();
        await second.PickAsync("I want to change my password");
        await second.Said("What is your user ID?").WaitForAsync();
        await first.Page.Clock.FastForwardAsync("11:00");
        await AssertRestsAsync(first);
        await Assertions.Expect(first.Page.Locator("#new-chat")).ToBeHiddenAsync();

        await ContinueHere(first).ClickAsync();
        await first.Said("I want to change my password").WaitForAsync();
        await Assertions.Expect(first.Said("I forgot my password")).ToHaveCountAsync(0);
        await AssertRestsAsync(second);
    }

    [BrowserFact]
    public async Task A_tab_that_is_about_to_connect_again_rests_too_when_another_one_takes_the_chat()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        await using var browser = await Browser.OpenAsync();
        var first = await OpenAsync(browser, host);
        await first.Said("What can I do for you?").WaitForAsync();
        await first.Page.RouteAsync("**/chat/token", route => route.AbortAsync());
        first.Page.Dialog += (_, sure) => _ = sure.AcceptAsync();
        await first.Page.Locator("#new-chat").ClickAsync();
        await Assertions.Expect(first.Page.Locator("#status")).ToHaveTextAsync("The connection was lost. Connecting again…");

        var second = await first.AnotherTabAsync();
        await AssertRestsAsync(first);
        await first.Page.UnrouteAllAsync();
        await first.Page.Clock.FastForwardAsync("11:00");
        await second.PickAsync("I forgot my password");
        await second.Said("What is your user ID?").WaitForAsync();
        await AssertRestsAsync(first);
        Assert.Single(first.Streams);
        Assert.Single(second.Streams);
    }

    [BrowserFact]
    public async Task Where_the_browser_has_no_locks_the_chat_goes_on_without()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        await using var browser = await Browser.OpenAsync();
        var chat = await Widget.OpenAsync(browser, host.Address);
        await chat.Page.AddInitScriptAsync("delete Navigator.prototype.locks");
        await chat.Page.ReloadAsync();
        await chat.PickAsync("I forgot my password");
        await chat.Said("What is your user ID?").WaitForAsync();
        Assert.False(await chat.Page.EvaluateAsync<bool>("'locks' in navigator"));
        Assert.Empty(chat.Problems);
    }

    /// <summary>A chat whose clock the test moves.</summary>
    private static async Task<Widget> OpenAsync(Browser browser, InProcessHost host)
    {
        var chat = await Widget.OpenAsync(browser, host.Address, at: "/privacy");
        await chat.Page.Clock.InstallAsync();
        await chat.Page.GotoAsync("/");
        return chat;
    }

    private static ILocator Notice(Widget chat) => chat.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "This chat goes on in another tab." });

    private static ILocator ContinueHere(Widget chat) => chat.Page.Locator("#continue-here");

    /// <summary>The tab says where the chat is, and has no stream.</summary>
    private static async Task AssertRestsAsync(Widget chat)
    {
        await Assertions.Expect(Notice(chat)).ToBeVisibleAsync();
        await Assertions.Expect(ContinueHere(chat)).ToHaveTextAsync("Continue here");
        await Assertions.Expect(chat.Page.Locator("#status")).ToBeEmptyAsync();
        await Assertions.Expect(chat.Page.Locator("#trouble")).ToBeHiddenAsync();
        await Waiting.UntilAsync(() => chat.Streams.All(stream => stream.IsClosed), "The stream stayed open.");
    }
}
