using Microsoft.Playwright;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Channels.Azure;

/// <summary>The real host with a real client of Teams in a real browser.</summary>
public sealed class PlaygroundTests
{
    private const string NewPassword = "Violet-Umbrella-93-q";

    [BrowserFact]
    public async Task A_password_is_reset_in_teams()
    {
        await using var host = await BotProcess.StartAsync();
        await using var playground = await Playground.StartAsync(host.Http.BaseAddress!);
        await using var browser = await Browser.OpenAsync();
        var chat = await playground.OpenAsync(browser);

        await PressAsync(chat, "I forgot my password");
        await PressAsync(chat, "Email my alternate email");
        await FillAsync(chat, "a code of 6 digits is on its way", await host.CodeToAsync("anna.lima@example.net"));
        await PressAsync(chat, "Text my mobile phone");
        await FillAsync(chat, "the whole number of that phone", "+1 425 555 0101");
        await FillAsync(chat, "A text with a code", await host.CodeToAsync("+14255550101"));
        var linked = await chat.GetByText("Now choose a new password").InnerTextAsync();
        await chat.ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, "teams-playground-link.png") });
        await SetPasswordAsync(host, await LinkAsync(chat), linked);
        await chat.Locator("span", new() { HasText = "Your password has been reset." }).First.WaitForAsync();
        await chat.ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, "teams-playground-done.png") });

        Assert.True(await host.CanSignInAsync("anna.lima@contoso.test", NewPassword));
        Assert.Equal(
            ["I forgot my password", "Email my alternate email", "Text my mobile phone"],
            (await chat.GetByText("Your answer: ").AllInnerTextsAsync()).Select(answer => answer["Your answer: ".Length..]));
        Assert.Equal(0, await chat.GetByRole(AriaRole.Button, new() { Name = "Continue" }).CountAsync());
    }

    [BrowserFact]
    public async Task In_a_group_it_points_to_the_personal_chat()
    {
        await using var host = await BotProcess.StartAsync();
        await using var playground = await Playground.StartAsync(host.Http.BaseAddress!);
        await using var browser = await Browser.OpenAsync();
        var chat = await playground.OpenAsync(browser);
        await chat.GetByText("What can I do for you?").WaitForAsync();

        await chat.GetByText("Group", new() { Exact = true }).ClickAsync();
        var box = chat.GetByRole(AriaRole.Textbox).Last;
        await box.PressSequentiallyAsync("@");
        await chat.GetByText("SsprBot").Last.ClickAsync();
        await box.PressSequentiallyAsync(" I forgot my password");
        await chat.GetByRole(AriaRole.Button, new() { Name = "Send Message" }).ClickAsync();

        await chat.GetByText("personal chat").Last.WaitForAsync();
        Assert.Equal(0, await chat.GetByRole(AriaRole.Button, new() { Name = "Email my alternate email" }).CountAsync());
    }

    private static Task PressAsync(IPage chat, string title) => chat.GetByRole(AriaRole.Button, new() { Name = title, Exact = true }).Last.ClickAsync();

    /// <summary>Types into the field of a card whose question was asked.</summary>
    private static async Task FillAsync(IPage chat, string question, string words)
    {
        var card = chat.Locator(".ac-adaptiveCard", new() { HasText = question }).Last;
        await card.GetByRole(AriaRole.Textbox).FillAsync(words);
        await card.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    /// <summary>The Playground knows no dialogs of Teams; the link beside the button opens in a tab.</summary>
    private static async Task<string> LinkAsync(IPage chat)
    {
        var opening = chat.Context.WaitForPageAsync();
        await chat.GetByRole(AriaRole.Button, new() { Name = "browser" }).Or(chat.GetByRole(AriaRole.Link, new() { Name = "browser" })).Last.ClickAsync();
        return (await opening).Url;
    }

    private static async Task SetPasswordAsync(BotProcess host, string link, string linked)
    {
        var (_, pageCode) = ChatPerson.LinkIn($"/r/ {linked}");
        using var page = new SecurePage(host.Http.BaseAddress!);
        await page.OpenAsync(new Uri(link).AbsolutePath, pageCode);
        Assert.Contains("Your password has been reset", await page.SetAsync(NewPassword), StringComparison.Ordinal);
    }
}
