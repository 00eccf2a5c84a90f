using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SsprBot.Pages.Dev;
using Xunit;

namespace SsprBot.Host;

/// <summary>The real widget in a real browser.</summary>
public sealed class BrowserTests
{
    private const string Anna = "anna.lima@contoso.test";
    private const string NewPassword = "Violet-Umbrella-93-q";

    /// <summary>The picture of the conversation in README.md; written anew when this variable is set.</summary>
    private const string UpdatePicture = "UPDATE_README_PICTURE";

    [BrowserTheory]
    [InlineData("light", 1280)]
    [InlineData("dark", 1280)]
    [InlineData("light", 360)]
    [InlineData("dark", 360)]
    public async Task Somebody_reads_a_picture_types_two_codes_and_chooses_a_password(string scheme, int width)
    {
        await using var host = await InProcessHost.StartAsync();
        await using var browser = await Browser.OpenAsync();
        var chat = await Widget.OpenAsync(browser, host.Address, scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light, width);
        var page = chat.Page;

        await chat.PickAsync("I forgot my password");
        await chat.ShootAsync($"1-greeting-{scheme}-{width}");
        await chat.SayAsync("What is your user ID?", Anna);
        var picture = page.GetByRole(AriaRole.Img, new() { Name = "A picture of six characters" });
        await picture.WaitForAsync();
        await Assertions.Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 240);
        await chat.ShootAsync($"2-picture-{scheme}-{width}");
        await chat.AssertAccessibleAsync();
        await page.GetByLabel("Characters in the picture").FillAsync(await host.CaptchaAsync());
        await chat.CardButton("Continue").ClickAsync();

        await chat.PickAsync("Email my alternate email");
        await chat.SayAsync("is on its way", await host.CodeToAsync("anna.lima@example.net"));
        await chat.PickAsync("Text my mobile phone");
        await chat.SayAsync("whole number of that phone", "+1 425 555 0101");
        await chat.SayAsync("A text with a code", await host.CodeToAsync("+14255550101"));
        var open = chat.CardButton("Choose a new password");
        await open.WaitForAsync();
        await chat.ShootAsync($"3-link-{scheme}-{width}");
        await chat.AssertAccessibleAsync();
        await KeepPictureAsync(page, scheme, width);
        await open.ClickAsync();

        var form = chat.Overlay;
        await form.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await chat.ShootAsync($"4-secure-page-{scheme}-{width}");
        await form.Locator("#repeat-password").FillAsync(NewPassword);
        await form.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await page.GetByText("Your password has been reset.").First.WaitForAsync();
        await chat.OverlayIsGoneAsync();
        await chat.ShootAsync($"5-done-{scheme}-{width}");

        // The way to the page is gone with the page.
        await page.GetByText("This page is closed.").First.WaitForAsync();
        Assert.Equal(0, await open.CountAsync());

        Assert.True(await host.Services.GetRequiredService<IDemoPeople>().TrySignInAsync(Anna, NewPassword, CancellationToken.None));
        Assert.Empty(chat.Problems);
        Assert.DoesNotContain(NewPassword, await page.ContentAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Dutch_is_spoken_to_a_dutch_browser_and_the_conversation_survives_a_reload()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        await using var browser = await Browser.OpenAsync();
        var chat = await Widget.OpenAsync(browser, host.Address, locale: "nl-NL");
        var page = chat.Page;
        await chat.PickAsync("Ik ben mijn wachtwoord vergeten");
        await page.GetByText("Wat is uw gebruikers-ID?").First.WaitForAsync();
        await chat.ShootAsync("6-dutch");

        await page.ReloadAsync();

        await chat.SayAsync("Wat is uw gebruikers-ID?", Anna);
        await chat.Suggestion("E-mail mijn alternatieve e-mailadres").WaitForAsync();
        Assert.Equal("nl", await page.EvaluateAsync<string>("document.documentElement.lang.slice(0, 2)"));
    }

    [BrowserFact]
    public async Task Widget_page_mail_and_secure_page_follow_the_language_that_is_chosen_in_the_chat()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None", "--Policy:Gates=1");
        await using var browser = await Browser.OpenAsync();
        var chat = await Widget.OpenAsync(browser, host.Address);
        var page = chat.Page;
        await chat.PickAsync("I forgot my password");
        await chat.SayAsync("What is your user ID?", Anna);
        await chat.Suggestion("Email my alternate email").WaitForAsync();
        await chat.SayAsync("How do you want to prove it?", "language");
        await chat.SayAsync("Which language do you want to speak?", "Nederlands");

        await page.GetByPlaceholder("Typ uw bericht").WaitForAsync();
        Assert.Equal("nl", await page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.Equal("Nieuwe chat", await page.Locator("#new-chat").InnerTextAsync());
        await chat.AssertAccessibleAsync();
        await chat.ShootAsync("7-now-in-dutch");
        await chat.PickAsync("E-mail mijn alternatieve e-mailadres");
        await chat.SayAsync("Als dit adres geregistreerd is", await host.CodeToAsync("anna.lima@example.net"));
        var mail = (await host.Services.GetRequiredService<IInbox>().ReadAsync(CancellationToken.None)).Single(item => item.To == "anna.lima@example.net");
        Assert.Equal("Contoso: uw verificatiecode", mail.Subject);

        await chat.CardButton("Kies een nieuw wachtwoord").ClickAsync();
        var form = chat.Overlay;
        await form.GetByRole(AriaRole.Heading, new() { Name = "Kies een nieuw wachtwoord" }).WaitForAsync();
        Assert.Equal("nl", await form.Locator("html").GetAttributeAsync("lang"));

        await page.ReloadAsync();
        await page.GetByPlaceholder("Typ uw bericht").WaitForAsync();
        Assert.Equal("nl", await page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.Empty(chat.Problems);
    }

    [BrowserFact]
    public async Task The_chat_goes_on_where_the_page_cannot_follow()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        await using var browser = await Browser.OpenAsync();
        var chat = await Widget.OpenAsync(browser, host.Address);
        var page = chat.Page;
        var lost = new TaskCompletionSource();
        await page.RouteAsync("**/?lang=*", async route =>
        {
            await (lost.Task.IsCompleted ? route.ContinueAsync() : route.AbortAsync());
            lost.TrySetResult();
        });
        await chat.SayAsync("What can I do for you?", "Deutsch");
        await chat.Suggestion("Ich habe mein Passwort vergessen").WaitForAsync();
        Assert.Equal("en", await page.EvaluateAsync<string>("document.documentElement.lang"));

        await lost.Task;
        await chat.PickAsync("Ich habe mein Passwort vergessen");
        await chat.SayAsync("Wie lautet Ihre Benutzer-ID?", Anna);
        await chat.Suggestion("E-Mail an meine alternative Adresse").WaitForAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.lang === 'de'");
    }

    [BrowserFact]
    public async Task A_browser_does_the_proof_of_work_by_itself()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=ProofOfWork", "--Policy:ProofOfWorkBits=12");
        await using var browser = await Browser.OpenAsync();
        var chat = await Widget.OpenAsync(browser, host.Address);
        await chat.PickAsync("I forgot my password");
        await chat.SayAsync("What is your user ID?", Anna);
        await chat.Suggestion("Email my alternate email").WaitForAsync();
    }

    private static async Task KeepPictureAsync(IPage page, string scheme, int width)
    {
        if (scheme == "light" && width == 1280 && Environment.GetEnvironmentVariable(UpdatePicture) is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(BotProcess.Root, "Tests", "Host", "conversation.png") });
        }
    }
}
