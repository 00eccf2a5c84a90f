using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

/// <summary>The admin area in a real browser: on large and small screens, light and dark, in every language, and without JavaScript.</summary>
public sealed class AdminInBrowserTests : IAsyncLifetime
{
    private static readonly string[] Parts = ["activity", "charts", "coverage", "held-back", "what-if", "policy", "switches", "verification"];

    private readonly TestWorld _world = new();
    private readonly List<string> _complaints = [];
    private AdminHost _host = null!;
    private Browser _browser = null!;

    public static TheoryData<ColorScheme, int> Screens => new() { { ColorScheme.Light, 1280 }, { ColorScheme.Dark, 1280 }, { ColorScheme.Light, 360 }, { ColorScheme.Dark, 360 } };

    public async Task InitializeAsync()
    {
        await FillAsync();
        _host = await AdminHost.StartAsync(_world, settings: ("Policy:Gates", "2"));
        _browser = await Browser.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [BrowserTheory]
    [MemberData(nameof(Screens))]
    public async Task Every_part_is_clear_and_accessible(ColorScheme scheme, int width)
    {
        var page = await PageAsync(scheme, width);
        foreach (var part in Parts)
        {
            await page.GotoAsync($"/admin/{part}");
            await ShowAsync(page, part, scheme, width);
        }

        Assert.Empty(_complaints);
    }

    [BrowserTheory]
    [InlineData("nl-NL")]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    [InlineData("es-ES")]
    public async Task Every_language_fits_on_a_phone(string locale)
    {
        var page = await PageAsync(ColorScheme.Light, 320, locale);
        foreach (var part in Parts)
        {
            await page.GotoAsync($"/admin/{part}");
            await ShowAsync(page, $"{part}-{locale}", ColorScheme.Light, 320);
            Assert.Equal(locale[..2], await page.EvaluateAsync<string>("document.documentElement.lang"));
        }

        Assert.Empty(_complaints);
    }

    [BrowserFact]
    public async Task Charts_are_drawn_beside_their_tables_and_follow_the_colours()
    {
        var page = await PageAsync(ColorScheme.Light, 1280);
        await page.GotoAsync("/admin/charts?days=7");
        await Assertions.Expect(page.Locator("canvas")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator(".canvas:visible")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator("figure table")).ToHaveCountAsync(4);
        var light = await PixelsAsync(page);
        Assert.True(light > 1000, $"{light} pixels are drawn.");

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.WaitForFunctionAsync("() => Chart.getChart(document.querySelector('canvas')).options.scales.x.ticks.color === getComputedStyle(document.documentElement).getPropertyValue('--soft').trim()");
        Assert.Empty(_complaints);
    }

    [BrowserFact]
    public async Task Somebody_is_released_by_keyboard()
    {
        var page = await PageAsync(ColorScheme.Light, 1280);
        await page.GotoAsync("/admin/held-back");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Release blocked@contoso.test" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Released.");
        await ShowAsync(page, "released", ColorScheme.Light, 1280);
        Assert.Null((await _world.People.FindAsync("blocked@contoso.test", default) as Found.One)!.Account.Enrolment.BlockedAt);
        Assert.Empty(_complaints);
    }

    [BrowserTheory]
    [MemberData(nameof(Screens))]
    public async Task Answers_are_clear(ColorScheme scheme, int width)
    {
        var page = await PageAsync(scheme, width);
        await page.GotoAsync("/admin/what-if");
        await page.GetByLabel("User ID").FillAsync(FakeDirectory.Anna);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Would be offered these methods");
        await ShowAsync(page, "what-if-account", scheme, width);

        await page.GetByLabel("Text my mobile phone").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask" }).Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("People who would be left behind: 0");
        await Assertions.Expect(page.GetByLabel("Text my mobile phone")).Not.ToBeCheckedAsync();
        await ShowAsync(page, "what-if-policy", scheme, width);

        await page.GotoAsync("/admin/switches");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off method:sms-code" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Done. It holds everywhere within five seconds.");
        await ShowAsync(page, "switched", scheme, width);

        await page.GotoAsync("/admin/verification");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The log is whole. Lines: 12.");
        await ShowAsync(page, "verified", scheme, width);
        Assert.Empty(_complaints);
    }

    [BrowserFact]
    public async Task The_way_in_and_out_is_clear_without_javascript_too()
    {
        var page = await _browser.PageAsync(_host.Address, ColorScheme.Light, 360, javaScript: false);
        await page.GotoAsync("/admin/activity");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in to the admin area");
        await ShootAsync(page, "sign-in");
        await page.GotoAsync(_host.NewLink());
        await ShootAsync(page, "open");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the admin area" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Activity");
        await page.GotoAsync("/admin/charts");
        await Assertions.Expect(page.Locator("figure table").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("canvas").First).ToBeHiddenAsync();
        await ShootAsync(page, "charts-no-script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are signed out");
    }

    private static Task<int> PixelsAsync(IPage page) => page.EvaluateAsync<int>(
        "() => { const one = document.querySelector('canvas'); return one.getContext('2d').getImageData(0, 0, one.width, one.height).data.filter((value, place) => place % 4 === 3 && value > 0).length; }");

    private static async Task ShowAsync(IPage page, string name, ColorScheme scheme, int width)
    {
        await ShootAsync(page, $"{name}-{scheme}-{width}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than {width}.");

        // Colours do not depend on the width, nor sizes on the colours: the slow check of both is made twice.
        if ((scheme is ColorScheme.Light) != (width == 1280))
        {
            return;
        }

        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{name}: {violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
    }

    private static async Task ShootAsync(IPage page, string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, $"admin-{name}.png"), FullPage = true });

    private async Task<IPage> PageAsync(ColorScheme scheme, int width, string locale = "en-US")
    {
        var page = await _browser.PageAsync(_host.Address, scheme, width, width < 500 ? 740 : 900, locale);
        page.Console += (_, message) => _complaints.AddRange(message.Type is "error" or "warning" ? [message.Text] : Array.Empty<string>());
        page.PageError += (_, error) => _complaints.Add(error);
        await page.GotoAsync(_host.NewLink());
        await page.Locator("main button").ClickAsync();
        await page.WaitForURLAsync("**/admin/activity");
        return page;
    }

    /// <summary>A few weeks of an organisation's life.</summary>
    private async Task FillAsync()
    {
        var began = _world.Time.GetUtcNow() - TimeSpan.FromDays(20);
        string[] reasons = ["wrong-code", "wrong-number", "locked", "not-enough-methods", "not-found", "too-short"];
        string[] methods = ["email-alternate", "text-mobile", "authenticator-app", "call-mobile"];
        for (var number = 0; number < 400; number++)
        {
            var at = began + TimeSpan.FromMinutes(number * 72);
            var visit = $"{number:x32}";
            await AppendAsync(at, AuditActivity.FlowProgress, AuditResult.Succeeded, "proof-given", visit, methods[number * 7 % 11 % methods.Length]);
            await ((number * 13 % 17 % 4) switch
            {
                0 => AppendAsync(at.AddMinutes(1), AuditActivity.FlowProgress, AuditResult.Failed, reasons[number * 5 % 13 % reasons.Length], visit, "text-mobile"),
                1 => AppendAsync(at.AddMinutes(2), AuditActivity.UnlockAccount, AuditResult.Succeeded, "unlocked", visit, ""),
                2 => AppendAsync(at.AddMinutes(1), AuditActivity.SecurityInfoChanged, AuditResult.Succeeded, "registered", visit, "authenticator-app"),
                _ => AppendAsync(at.AddMinutes(1 + (number * 11 % 19)), AuditActivity.ResetPassword, AuditResult.Succeeded, "password-set", visit, ""),
            });
        }

        _world.Directory["blocked@contoso.test"] = FakeDirectory.Person("blocked@contoso.test", TestWorld.AnnasMail, TestWorld.AnnasPhone);
        await _world.People.ChangeAsync("id-blocked@contoso.test", enrolment => enrolment with { BlockedAt = _world.Time.GetUtcNow() }, default);
        await _world.People.ChangeAsync($"id-{FakeDirectory.Anna}", enrolment => enrolment.With(new EnrolledContact(ContactKind.AuthenticationEmail, "anna@example.org", _world.Time.GetUtcNow())), default);
        await _world.SetAsync(await _world.PageOpenAsync(), "Blue-Kettle-77-x");
        for (var starts = 0; starts < 5; starts++)
        {
            var session = await _world.IdentifiedAsync("nobody@contoso.test");
            await _world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, default);
        }
    }

    private Task AppendAsync(DateTimeOffset at, AuditActivity activity, AuditResult result, string reason, string visit, string detail) =>
        _world.AppendAsync(new AuditEvent(at, activity, result, reason, visit, _world.Vault.PersonName(visit), "directline", detail), default);
}
