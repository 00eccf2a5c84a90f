using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OtpNet;
using SsprBot.Pages.Dev;
using Xunit;

namespace SsprBot.Host;

/// <summary>Registering, unlocking, changing and "this wasn't me" in a real browser; every state is looked at on four screens.</summary>
public sealed partial class RecoveryInBrowserTests
{
    private const string NewPassword = "Violet-Umbrella-93-q";
    private const string NoBotCheck = "--Policy:BotCheck=None";

    [BrowserFact]
    public async Task Somebody_registers_an_app_a_phone_and_questions_and_uses_them()
    {
        await using var host = await InProcessHost.StartAsync(NoBotCheck, "--Policy:Questions:Enabled=true", "--Policy:Questions:Registered=3");
        await using var browser = await Browser.OpenAsync();
        var chat = await Widget.OpenAsync(browser, host.Address);
        await chat.Suggestion("Set up my recovery options").WaitForAsync();
        await chat.LookAsync("register-1-goals");
        await chat.PickAsync("Set up my recovery options");
        await chat.SayAsync("What is your user ID?", "anna.lima@contoso.test");
        await chat.CardButton("Type my current password").WaitForAsync();
        await chat.LookAsync("register-2-proof-link");
        await chat.CardButton("Type my current password").ClickAsync();
        await chat.Overlay.GetByLabel("Current password").FillAsync("Autumn-Leaves-27");
        await chat.LookAsync("register-3-proof-page");
        await chat.Overlay.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await chat.Overlay.GetByText("Thank you, it is you").WaitForAsync();
        await chat.OverlayIsGoneAsync();
        await chat.Suggestion("I am done").WaitForAsync();
        await chat.LookAsync("register-4-menu");

        var app = await RegisterAppAsync(chat);
        await RegisterPhoneAsync(chat, host);
        var answers = await RegisterQuestionsAsync(chat);
        await chat.PickAsync("I am done");
        await chat.Said("All done.").WaitForAsync();

        await ResetWithAppAndQuestionsAsync(chat, app, answers);
        Assert.Empty(chat.Faults);
        var page = await chat.Page.ContentAsync();
        Assert.DoesNotContain(answers.Values.Append("Autumn-Leaves-27").Append("555 0177"), secret => page.Contains(secret, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_locked_account_is_unlocked_by_a_call_and_a_mail()
    {
        await using var host = await InProcessHost.StartAsync(NoBotCheck);
        await using var browser = await Browser.OpenAsync();
        var chat = await Widget.OpenAsync(browser, host.Address);
        await chat.PickAsync("I know my password but can't sign in");
        await chat.SayAsync("What is your user ID?", "ben.okafor@contoso.test");
        await chat.Suggestion("Call my mobile phone").WaitForAsync();
        await chat.LookAsync("unlock-1-methods");
        await chat.PickAsync("Call my mobile phone");
        await chat.SayAsync("whole number of that phone", "+1 425 555 0102");
        await chat.Said("I am calling that phone now.").WaitForAsync();
        await chat.LookAsync("unlock-2-call");

        var inbox = await Widget.OpenAsync(browser, host.Address, at: "/dev/inbox");
        await inbox.Page.GetByRole(AriaRole.Button, new() { Name = "#", Exact = true }).WaitForAsync();
        await inbox.LookAsync("unlock-3-inbox");
        await inbox.Page.GetByRole(AriaRole.Button, new() { Name = "#", Exact = true }).ClickAsync();

        await chat.Said("Thank you, that is right.").WaitForAsync();
        await chat.PickAsync("Email my alternate email");
        await chat.Said("is on its way").WaitForAsync();
        await chat.LookAsync("unlock-4-code");
        await chat.SayAsync("is on its way", "000");
        await chat.Said("That is not the code.").WaitForAsync();
        await chat.LookAsync("unlock-5-wrong-code");
        await chat.SayAsync("That is not the code.", "contact administrator");
        await chat.Said("A person can help you").Or(chat.Said("administrator")).First.WaitForAsync();
        await chat.LookAsync("unlock-6-contact");
        await chat.SayAsync("is on its way", await host.CodeToAsync("ben.okafor@example.net"));
        await chat.Said("Your account is unlocked.").WaitForAsync();
        await chat.LookAsync("unlock-7-done");
        Assert.Empty(chat.Faults);

        var signIn = await Widget.OpenAsync(browser, host.Address, at: "/dev/signin");
        await signIn.Page.GetByLabel("User ID").FillAsync("ben.okafor@contoso.test");
        await signIn.Page.GetByLabel("Password").FillAsync("Quiet-Harbour-31");
        await signIn.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(signIn.Page.Locator("#answer")).ToHaveTextAsync("Signed in.");
        await signIn.LookAsync("unlock-8-signin");
    }

    [BrowserFact]
    public async Task A_password_that_must_change_is_changed_and_its_owner_can_say_that_it_was_not_them()
    {
        await using var host = await InProcessHost.StartAsync(NoBotCheck);
        await using var browser = await Browser.OpenAsync();
        var chat = await Widget.OpenAsync(browser, host.Address);
        await chat.PickAsync("I want to change my password");
        await chat.SayAsync("What is your user ID?", "david.kim@contoso.test");
        await chat.CardButton("Choose a new password").WaitForAsync();
        await chat.LookAsync("change-1-link");
        await chat.CardButton("Choose a new password").ClickAsync();
        await ChangeAsync(chat, "Wrong-Password-1", NewPassword);
        await Assertions.Expect(chat.Overlay.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is not the current password.");
        await chat.LookAsync("change-2-wrong");
        await ChangeAsync(chat, "Paper-Lantern-52", "contoso1");
        await Assertions.Expect(chat.Overlay.GetByRole(AriaRole.Alert)).ToContainTextAsync("This password cannot be used yet.");
        await chat.LookAsync("change-3-refused");
        await chat.Overlay.Locator("#new-password").PressSequentiallyAsync("Violet");
        await Assertions.Expect(chat.Overlay.Locator("#rules .unmet")).Not.ToHaveCountAsync(0);
        await chat.LookAsync("change-4-rules");
        await ChangeAsync(chat, "Paper-Lantern-52", NewPassword);
        await chat.Overlay.GetByText("Your password has been changed").WaitForAsync();
        await chat.StayAsync();
        await chat.LookAsync("change-5-done-page");
        await chat.Page.Locator("#overlay-close").ClickAsync();
        await chat.Said("Your password has been changed.").WaitForAsync();
        await chat.LookAsync("change-6-done");
        Assert.Empty(chat.Faults);

        var people = host.Services.GetRequiredService<IDemoPeople>();
        Assert.True(await people.TrySignInAsync("david.kim@contoso.test", NewPassword, CancellationToken.None));
        Assert.False(await people.TrySignInAsync("david.kim@contoso.test", "Paper-Lantern-52", CancellationToken.None));

        await DenyAsync(browser, host);
    }

    private static async Task<Totp> RegisterAppAsync(Widget chat)
    {
        await chat.PickAsync("Set up my authenticator app");
        await chat.CardButton("Set up my authenticator app").WaitForAsync();
        await chat.LookAsync("register-5-app-link");
        await chat.CardButton("Set up my authenticator app").ClickAsync();
        var picture = chat.Overlay.Locator("img.qr");
        await Assertions.Expect(picture).ToBeVisibleAsync();
        var read = new List<string?>();
        await chat.LookAsync("register-6-app-page", async () => read.Add(QrPicture.Read(await picture.ScreenshotAsync())));
        var address = new Uri(Assert.Single(read.Distinct())!);
        Assert.Equal(("otpauth", "totp"), (address.Scheme, address.Host));
        var seed = Seed().Match(address.Query).Groups[1].Value;
        Assert.Equal(seed, await chat.Overlay.Locator("#key").TextContentAsync());
        var app = new Totp(Base32Encoding.ToBytes(seed));
        await chat.Overlay.Locator("#app-code").FillAsync("000000");
        await chat.Overlay.Locator("#finish").ClickAsync();
        await Assertions.Expect(chat.Overlay.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await chat.LookAsync("register-7-app-wrong");
        await chat.Overlay.Locator("#app-code").FillAsync(app.ComputeTotp());
        await chat.Overlay.Locator("#finish").ClickAsync();
        await Assertions.Expect(chat.Overlay.Locator("#done")).ToBeVisibleAsync();
        await chat.StayAsync();
        await chat.LookAsync("register-8-app-done");
        await chat.Page.Locator("#overlay-close").ClickAsync();
        await chat.Suggestion("Remove something").WaitForAsync();
        await chat.LookAsync("register-9-menu-with-app");
        return app;
    }

    private static async Task RegisterPhoneAsync(Widget chat, InProcessHost host)
    {
        await chat.PickAsync("Set my authentication phone");
        await chat.SayAsync("Please type the number of the phone", "555");
        await chat.SayAsync("I cannot send a text to that number.", "+1 425 555 0177");
        await chat.Said("is on its way to ***77").WaitForAsync();
        await chat.LookAsync("register-10-phone");
        await chat.SayAsync("is on its way to ***77", await host.CodeToAsync("+14255550177"));
        await chat.Said("Authentication phone: ***77").WaitForAsync();
    }

    private static async Task<Dictionary<string, string>> RegisterQuestionsAsync(Widget chat)
    {
        await chat.PickAsync("Set up my security questions");
        await chat.Said("Question 1 of 3.").WaitForAsync();
        await chat.LookAsync("register-11-questions");
        var answers = new Dictionary<string, string>();
        foreach (var (number, answer) in ((int, string)[])[(2, "Pancakes Canary"), (5, "Brandsma Canary"), (8, "Metropolis Canary")])
        {
            var list = await chat.Said($"Question {answers.Count + 1} of 3.").InnerTextAsync();
            answers[Regex.Match(list, $@"(?m)^{number}\. (.+)$").Groups[1].Value.Trim()] = answer;
            await chat.SayAsync($"Question {answers.Count} of 3.", $"{number}");
            await chat.SayAsync($"{answers.Keys.Last()} Please type your answer here", answer);
        }

        await chat.Said("Security questions").WaitForAsync();
        await chat.LookAsync("register-12-registered");
        return answers;
    }

    private static async Task ResetWithAppAndQuestionsAsync(Widget chat, Totp app, Dictionary<string, string> answers)
    {
        await chat.SayAsync("All done.", "I forgot my password");
        await chat.SayAsync("What is your user ID?", "anna.lima@contoso.test");
        await chat.Suggestion("Text my authentication phone").WaitForAsync();
        await chat.PickAsync("Enter a code from my authenticator app");
        await chat.Said("Please open your authenticator app").WaitForAsync();
        await chat.LookAsync("reset-1-app");

        // The step that registered the app is spent; the next one is taken half a minute early.
        await chat.SayAsync("Please open your authenticator app", app.ComputeTotp(DateTime.UtcNow.AddSeconds(30)));
        await chat.PickAsync("Answer my security questions");
        for (var number = 1; number <= answers.Count; number++)
        {
            var asked = await chat.Said($"Question {number} of 3:").InnerTextAsync();
            if (number == 1)
            {
                await chat.LookAsync("reset-2-question");
            }

            await chat.SayAsync($"Question {number} of 3:", answers.Single(answer => asked.Contains(answer.Key, StringComparison.Ordinal)).Value);
        }

        await chat.CardButton("Choose a new password").WaitForAsync();
        await chat.LookAsync("reset-3-link");
    }

    private static async Task ChangeAsync(Widget chat, string current, string password)
    {
        await chat.Overlay.GetByLabel("Current password").FillAsync(current);
        await chat.Overlay.Locator("#new-password").FillAsync(password);
        await chat.Overlay.Locator("#repeat-password").FillAsync(password);
        await chat.Overlay.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
    }

    private static async Task DenyAsync(Browser browser, InProcessHost host)
    {
        var notice = await host.TextToAsync("david.kim@example.net", text => text.Contains("/not-me/", StringComparison.Ordinal));
        var link = NotMe().Match(notice).Value;
        var mail = await Widget.OpenAsync(browser, host.Address, at: link);
        await mail.LookAsync("not-me-1");
        await mail.Page.GetByRole(AriaRole.Button, new() { Name = "This wasn’t me" }).ClickAsync();
        await mail.Page.GetByText("Thank you, we are on it").WaitForAsync();
        await mail.LookAsync("not-me-2-done");
        await mail.Page.GotoAsync(link);
        await mail.LookAsync("not-me-3-used");
        var used = await mail.Page.Locator("main").InnerTextAsync();
        await mail.Page.GotoAsync(link[..link.LastIndexOf('/')] + "/AAAAAAAAAAAAAAAAAAAAAA");
        Assert.Equal(used, await mail.Page.Locator("main").InnerTextAsync());

        var chat = await Widget.OpenAsync(browser, host.Address);
        await chat.PickAsync("I want to change my password");
        await chat.SayAsync("What is your user ID?", "david.kim@contoso.test");
        await chat.CardButton("Choose a new password").ClickAsync();
        await ChangeAsync(chat, NewPassword, "Another-Umbrella-94-r");
        await Assertions.Expect(chat.Overlay.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is not the current password.");
    }

    [GeneratedRegex("[?&]secret=([A-Z2-7]+)")]
    private static partial Regex Seed();

    [GeneratedRegex(@"https?://\S+/not-me/[\w-]+")]
    private static partial Regex NotMe();
}
