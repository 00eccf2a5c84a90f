using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

/// <summary>The secure page in a frame of another site, in a browser that lets no site follow people with cookies from frame to frame.</summary>
public sealed class TeamsDialogInBrowserTests
{
    private const string Good = "Blue-Kettle-77-x";

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task A_password_is_chosen_in_the_dialog_which_closes_by_itself(ColorScheme scheme, int width)
    {
        await using var host = await PagesHost.StartAsync(tls: true);
        var (_, address) = await TeamsPageTests.BoundAsync(host.World);
        await using var teams = await DialogSite.StartAsync(new Uri(host.Address, address));
        await using var browser = await DialogBrowser.OpenAsync(teams.Port, "teams.microsoft.com");
        var page = await browser.PageAsync(scheme, width);

        await page.GotoAsync("https://teams.microsoft.com/");
        var dialog = page.FrameLocator("iframe");
        await Assertions.Expect(dialog.GetByLabel("New password", new() { Exact = true })).ToBeVisibleAsync();
        await ShootAsync(page, $"choose-{scheme}-{width}");
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => violation.Id));
        await ChooseAsync(dialog, "blue");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await ShootAsync(page, $"broken-{scheme}-{width}");
        await ChooseAsync(dialog, Good);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your password has been reset");
        await Assertions.Expect(dialog.Locator("[data-close]")).ToBeVisibleAsync();
        await ShootAsync(page, $"done-{scheme}-{width}");

        await Assertions.Expect(page.Locator("iframe")).ToHaveCountAsync(0);
        Assert.Contains("appInitialization.success", await page.EvaluateAsync<string[]>("heard"));
        Assert.Equal([(FakeDirectory.Anna, Good)], host.World.Directory.Set);
        Assert.Equal(1, host.World.Woken);
    }

    [BrowserFact]
    public async Task Without_a_script_it_is_opened_by_its_button_and_closed_by_hand()
    {
        await using var host = await PagesHost.StartAsync(tls: true);
        var (link, address) = await TeamsPageTests.BoundAsync(host.World);
        await using var teams = await DialogSite.StartAsync(new Uri(host.Address, address));
        await using var browser = await DialogBrowser.OpenAsync(teams.Port, "teams.microsoft.com");
        var page = await browser.PageAsync(ColorScheme.Light, 560, javaScript: false);

        await page.GotoAsync("https://teams.microsoft.com/");
        var dialog = page.FrameLocator("iframe");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Continue" })).ToBeVisibleAsync();
        await ShootAsync(page, "opening");
        Assert.Equal(SessionState.Verified, (await host.World.SessionAsync(link.Token.Split('.')[0])).State);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await ChooseAsync(dialog, Good);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your password has been reset");
        await ShootAsync(page, "no-script-done");
    }

    [BrowserTheory]
    [InlineData("outlook.office.com", true)]
    [InlineData("m365.cloud.microsoft", true)]
    [InlineData("teams.microsoft.com.evil.example", false)]
    [InlineData("evil.example", false)]
    [Rule("D-71")]
    public async Task Only_the_hosts_of_teams_can_show_it(string frame, bool shown)
    {
        await using var host = await PagesHost.StartAsync(tls: true);
        var (_, address) = await TeamsPageTests.BoundAsync(host.World);
        await using var teams = await DialogSite.StartAsync(new Uri(host.Address, address));
        await using var browser = await DialogBrowser.OpenAsync(teams.Port, frame);
        var page = await browser.PageAsync(ColorScheme.Light, 560);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);

        await page.GotoAsync($"https://{frame}/");
        await Assertions.Expect(page.FrameLocator("iframe").GetByLabel("New password", new() { Exact = true })).ToHaveCountAsync(shown ? 1 : 0);

        Assert.Equal(!shown, complaints.Exists(complaint => complaint.Contains("frame-ancestors", StringComparison.Ordinal)));
        Assert.Equal(shown ? SessionState.PageOpen : SessionState.Verified, (await host.World.SessionAsync(address.Split('/')[2].Split('.')[0])).State);
    }

    private static async Task ChooseAsync(IFrameLocator dialog, string password)
    {
        await dialog.GetByLabel("New password", new() { Exact = true }).FillAsync(password);
        await dialog.GetByLabel("New password again").FillAsync(password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
    }

    private static async Task ShootAsync(IPage page, string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, $"dialog-{name}.png") });

    /// <summary>Finds one name of the world at a port of this machine.</summary>
    private sealed class DialogBrowser(IPlaywright playwright, IBrowser chromium) : IAsyncDisposable
    {
        public static async Task<DialogBrowser> OpenAsync(int port, string name)
        {
            var playwright = await Playwright.CreateAsync();
            return new DialogBrowser(playwright, await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--test-third-party-cookie-phaseout", $"--host-resolver-rules=MAP {name}:443 127.0.0.1:{port},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1",
                ],
            }));
        }

        public async Task<IPage> PageAsync(ColorScheme scheme, int width, bool javaScript = true)
        {
            var context = await chromium.NewContextAsync(new()
            {
                ColorScheme = scheme,
                IgnoreHTTPSErrors = true,
                JavaScriptEnabled = javaScript,
                Locale = "en-US",
                ViewportSize = new() { Width = width, Height = 740 },
            });
            return await context.NewPageAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await chromium.DisposeAsync();
            playwright.Dispose();
        }
    }
}
