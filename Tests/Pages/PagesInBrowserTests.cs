using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

/// <summary>The pages in a real browser: what a person sees, with and without JavaScript.</summary>
public sealed class PagesInBrowserTests : IAsyncLifetime
{
    private const string Good = "Blue-Kettle-77-x";

    private readonly List<string> _complaints = [];
    private IPlaywright _playwright = null!;
    private IBrowser _chromium = null!;
    private PagesHost _host = null!;

    public static TheoryData<ColorScheme, int> Screens => new()
    {
        { ColorScheme.Light, 1280 },
        { ColorScheme.Dark, 1280 },
        { ColorScheme.Light, 360 },
        { ColorScheme.Dark, 360 },
    };

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        string[] quiet =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        ];
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = quiet });
        _host = await PagesHost.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _chromium.DisposeAsync();
        _playwright.Dispose();
    }

    [BrowserTheory]
    [MemberData(nameof(Screens))]
    public async Task The_secure_page_is_clear_from_the_link_to_the_end(ColorScheme scheme, int width)
    {
        var page = await PageAsync(scheme, width);
        var link = await _host.World.VerifiedAsync();
        await page.GotoAsync($"/r/{link.Token}");
        await ShowAsync(page, "link", scheme, width);

        await page.GetByLabel("Page code").FillAsync(link.PageCode == "2222" ? "3333" : "2222");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is not the code from the chat.");
        await ShowAsync(page, "wrong-code", scheme, width);

        await page.GetByLabel("Page code").FillAsync(link.PageCode);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        var password = page.GetByLabel("New password", new() { Exact = true });
        await Assertions.Expect(password).ToBeFocusedAsync();
        await ShowAsync(page, "form", scheme, width);

        await password.PressSequentiallyAsync("blue");
        await Assertions.Expect(page.Locator("#rules .unmet .words")).ToHaveTextAsync(
            ["8 characters or more (at most 256)", "3 of these 4: capital letters, small letters, digits, symbols", "Both fields are the same"]);
        await Assertions.Expect(page.Locator("#rules-status")).ToHaveTextAsync(
            "Still missing: 8 characters or more (at most 256), 3 of these 4: capital letters, small letters, digits, symbols, Both fields are the same.");
        await Assertions.Expect(page.Locator("#strength-word")).ToHaveTextAsync("very weak");
        await ShowAsync(page, "typing", scheme, width);

        await page.GetByLabel("New password again").FillAsync("blue");
        await page.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This password cannot be used yet.");
        await ShowAsync(page, "broken", scheme, width);

        _host.World.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.UsedBefore);
        await ChooseAsync(page, Good);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You have used this password before.");
        await ShowAsync(page, "refused", scheme, width);

        await password.FillAsync(Good);
        await page.GetByLabel("New password again").FillAsync(Good);
        await Assertions.Expect(page.Locator("#rules li.met")).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show passwords" }).ClickAsync();
        await Assertions.Expect(password).ToHaveAttributeAsync("type", "text");
        await ShowAsync(page, "shown", scheme, width);

        await page.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your password has been reset");
        await ShowAsync(page, "done", scheme, width);

        await page.GotoAsync($"/r/{link.Token}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link does not work any more");
        await ShowAsync(page, "not-valid", scheme, width);

        Assert.Equal([(FakeDirectory.Anna, Good)], _host.World.Directory.Set);
        Assert.Empty(_complaints);
    }

    [BrowserTheory]
    [MemberData(nameof(Screens))]
    public async Task An_authenticator_app_is_registered_from_the_link_to_the_end(ColorScheme scheme, int width)
    {
        var page = await PageAsync(scheme, width, javaScript: scheme is ColorScheme.Light);
        var link = await _host.World.LinkToRegisterAsync(width < 500 ? "nl" : "en");
        await page.GotoAsync($"/r/{link.Token}");
        await page.Locator("#page-code").FillAsync(link.PageCode);
        await page.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("img.qr")).ToBeVisibleAsync();
        var seed = await page.Locator("#key").TextContentAsync();
        Assert.Matches("^[A-Z2-7]{32}$", seed);
        await ShootAsync(page, $"app-{scheme}-{width}");

        await page.Locator("#app-code").FillAsync("000");
        await page.Locator("#finish").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await ShootAsync(page, $"app-wrong-{scheme}-{width}");
        Assert.True(await page.Locator("img.qr").EvaluateAsync<bool>("picture => picture.complete && picture.naturalWidth > 200"));
        if (scheme is ColorScheme.Light)
        {
            await page.Locator("#key").ClickAsync();
            Assert.Equal(seed, await page.EvaluateAsync<string>("getSelection().toString()"));
            await ShowAsync(page, "app-selected", scheme, width);
        }

        await page.Locator("#app-code").FillAsync(new FakeApp(_host.World, seed!).Code());
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#done")).ToBeVisibleAsync();
        await ShootAsync(page, $"app-done-{scheme}-{width}");
        Assert.Empty(_complaints);
    }

    [BrowserTheory]
    [MemberData(nameof(Screens))]
    public async Task This_was_not_me_is_one_button_and_works_without_javascript(ColorScheme scheme, int width)
    {
        await _host.World.SetAsync(await _host.World.PageOpenAsync(), Good);
        var link = $"/not-me/{_host.World.LastNotMe()}";
        var looked = await PageAsync(scheme, width);
        await looked.GotoAsync(link);
        await ShowAsync(looked, "not-me", scheme, width);
        Assert.Empty(_complaints);

        var page = await PageAsync(scheme, width, javaScript: false);
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "This wasn’t me" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Thank you, we are on it");
        await ShootAsync(page, $"not-me-done-{scheme}-{width}");
        Assert.Single(_host.World.Directory.SessionsEnded);

        await looked.ReloadAsync();
        await ShowAsync(looked, "not-me-used", scheme, width);
    }

    [BrowserTheory]
    [InlineData("nl-NL")]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    [InlineData("es-ES")]
    public async Task Every_language_fits_on_a_phone(string language)
    {
        var page = await PageAsync(ColorScheme.Light, 320, locale: language);
        var link = await _host.World.VerifiedAsync();
        var sessions = _host.World.Vault.Sessions;
        var seen = (await sessions.ReadAsync(link.Token.Split('.')[0], CancellationToken.None))!;
        var visitor = seen.Value.Visitor;
        var spoken = seen.Value with { Visitor = visitor with { Chat = visitor.Chat with { Language = language } } };
        await sessions.TryReplaceAsync(seen.Value.Id, seen, spoken, CancellationToken.None);
        await page.GotoAsync($"/r/{link.Token}");
        await ShowAsync(page, $"link-{language}", ColorScheme.Light, 320);
        await page.Locator("#page-code").FillAsync(link.PageCode);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#new-password").PressSequentiallyAsync("blue");
        await Assertions.Expect(page.Locator("#strength-word")).ToBeVisibleAsync();
        await ShowAsync(page, $"typing-{language}", ColorScheme.Light, 320);
        await page.Locator("#repeat-password").FillAsync("blue");
        await page.Locator("#finish").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await ShowAsync(page, $"broken-{language}", ColorScheme.Light, 320);
        await page.Locator("#new-password").FillAsync(Good);
        await page.Locator("#repeat-password").FillAsync(Good);
        await page.Locator("#finish").ClickAsync();
        await Assertions.Expect(page.Locator("#done")).ToBeVisibleAsync();
        await ShowAsync(page, $"done-{language}", ColorScheme.Light, 320);
        Assert.Equal(language[..2], await page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.Empty(_complaints);
    }

    [BrowserTheory]
    [MemberData(nameof(Screens))]
    public async Task The_current_password_is_asked_on_the_same_page(ColorScheme scheme, int width)
    {
        var page = await PageAsync(scheme, width);
        await OpenAsync(page, Goal.Change);
        var current = page.GetByLabel("Current password");
        await Assertions.Expect(current).ToBeFocusedAsync();
        await ShowAsync(page, "change", scheme, width);

        await current.FillAsync("Wrong-Password-1");
        await ChooseAsync(page, Good);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is not the current password.");
        await ShowAsync(page, "change-wrong", scheme, width);

        await current.FillAsync("Old-Password-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show passwords" }).ClickAsync();
        await Assertions.Expect(current).ToHaveAttributeAsync("type", "text");
        await ChooseAsync(page, Good);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your password has been changed");
        await ShowAsync(page, "changed", scheme, width);

        await OpenAsync(page, Goal.Register);
        await ShowAsync(page, "prove", scheme, width);
        await page.GetByLabel("Current password").FillAsync("Old-Password-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Thank you, it is you");
        await ShowAsync(page, "proved", scheme, width);
        Assert.Empty(_complaints);
    }

    [BrowserFact]
    [Rule("D-71")]
    public async Task Without_javascript_a_password_is_chosen_all_the_same()
    {
        var page = await PageAsync(ColorScheme.Light, 360, javaScript: false);
        var link = await _host.World.VerifiedAsync();
        await page.GotoAsync($"/r/{link.Token}");
        await page.GetByLabel("Page code").FillAsync(link.PageCode);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await ChooseAsync(page, "blue");
        await Assertions.Expect(page.Locator("#rules .unmet .words")).ToHaveTextAsync(
            ["8 characters or more (at most 256)", "3 of these 4: capital letters, small letters, digits, symbols"]);
        await Assertions.Expect(page.Locator("#show-passwords")).ToBeHiddenAsync();
        await ShootAsync(page, "no-script-broken");
        await ChooseAsync(page, Good);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your password has been reset");
        Assert.Equal([(FakeDirectory.Anna, Good)], _host.World.Directory.Set);

        await page.GotoAsync("/");
        var instead = await page.Locator("noscript").InnerTextAsync();
        Assert.Contains("The chat needs JavaScript", instead, StringComparison.Ordinal);
        Assert.Contains("Call +1 425 555 0199", instead, StringComparison.Ordinal);
        await ShootAsync(page, "no-script-chat");
    }

    [BrowserFact]
    public async Task All_of_the_secure_page_is_reached_by_keyboard()
    {
        var page = await PageAsync(ColorScheme.Light, 1280);
        var link = await _host.World.VerifiedAsync();
        await page.GotoAsync($"/r/{link.Token}");
        await Assertions.Expect(page.Locator("#page-code")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(link.PageCode);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#new-password")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Good);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Good);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#repeat-password")).ToHaveAttributeAsync("type", "text");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#finish")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#done")).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData(8)]
    [InlineData(16)]
    public async Task The_page_does_the_work_that_the_domain_asks_for(int bits)
    {
        var checks = new BotChecks(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.ProofOfWork, ProofOfWorkBits = bits }, _host.World.Time);
        var page = await PageAsync(ColorScheme.Light, 1280);
        await page.GotoAsync("/");
        var challenge = checks.Next()!;

        var answer = await page.EvaluateAsync<long>("([salt, bits]) => window.proofOfWork(salt, bits)", new object[] { challenge.Text, bits });

        Assert.True(checks.IsSolved(challenge, $"{answer}"));
    }

    [BrowserFact]
    public async Task A_chat_that_cannot_be_reached_says_so_and_names_a_person_to_ask()
    {
        var page = await PageAsync(ColorScheme.Light, 360);
        await page.Clock.InstallAsync();
        await page.GotoAsync("/");
        for (var i = 0; i < 60 && !await page.Locator("#trouble").IsVisibleAsync(); i++)
        {
            await page.Clock.FastForwardAsync(2000);
        }

        await Assertions.Expect(page.GetByText("We cannot reach the chat just now.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Mail helpdesk@contoso.test" })).ToBeVisibleAsync();
        await ShootAsync(page, "no-chat");
        await AssertAccessibleAsync(page);
    }

    [BrowserTheory]
    [InlineData("/dev/people")]
    [InlineData("/dev/inbox")]
    [InlineData("/dev/signin")]
    [InlineData("/nothing")]
    public async Task The_other_pages_are_accessible_too(string path)
    {
        _host.Inbox.Add(new("1", "mail", "anna.lima@example.net", "Your code", "Your code is 123456.", _host.World.Time.GetUtcNow()));
        foreach (var width in (int[])[1280, 360])
        {
            var page = await PageAsync(ColorScheme.Dark, width);
            await page.GotoAsync(path);
            await ShowAsync(page, path[1..].Replace('/', '-'), ColorScheme.Dark, width);
        }

        Assert.Empty(_complaints);
    }

    [BrowserFact]
    public async Task The_inbox_looks_for_new_messages()
    {
        var page = await PageAsync(ColorScheme.Light, 1280);
        await page.GotoAsync("/dev/inbox");
        await Assertions.Expect(page.GetByText("Nothing was sent yet.")).ToBeVisibleAsync();
        _host.Inbox.Add(new("1", "sms", "+14255550101", "", "123456 is your code.", _host.World.Time.GetUtcNow()));
        await Assertions.Expect(page.GetByText("123456 is your code.")).ToBeVisibleAsync();
        Assert.Empty(_complaints);
    }

    private async Task OpenAsync(IPage page, Goal goal)
    {
        var session = await _host.World.IdentifiedAsync(goal: goal);
        var link = (await _host.World.Links.IssueAsync(session.Id, CancellationToken.None))!;
        await page.GotoAsync($"/r/{link.Token}");
        await page.GetByLabel("Page code").FillAsync(link.PageCode);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    private static async Task ChooseAsync(IPage page, string password)
    {
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(password);
        await page.GetByLabel("New password again").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
    }

    private static async Task ShowAsync(IPage page, string name, ColorScheme scheme, int width)
    {
        await ShootAsync(page, $"{name}-{scheme}-{width}");
        await AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than {width}.");
    }

    private static async Task ShootAsync(IPage page, string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, $"page-{name}.png"), FullPage = true });

    private static async Task AssertAccessibleAsync(IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
    }

    private async Task<IPage> PageAsync(ColorScheme scheme, int width, bool javaScript = true, string locale = "en-US")
    {
        var context = await _chromium.NewContextAsync(new()
        {
            BaseURL = _host.Address.AbsoluteUri,
            ColorScheme = scheme,
            JavaScriptEnabled = javaScript,
            Locale = locale,
            ViewportSize = new() { Width = width, Height = width < 500 ? 740 : 800 },
        });
        var page = await context.NewPageAsync();

        // The browser itself reports answers of 400 and above; everything else is ours.
        page.Console += (_, message) => _complaints.AddRange(
            message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) ? [message.Text] : Array.Empty<string>());
        page.PageError += (_, error) => _complaints.Add(error);
        return page;
    }
}
