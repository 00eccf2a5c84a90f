using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace SsprBot.Host;

/// <summary>The chat in a browser, as somebody at the screen uses it.</summary>
internal sealed class Widget
{
    // Colours do not depend on the width, nor sizes on the colours: the slow check of both is made twice.
    private static readonly (string Name, ColorScheme Scheme, int Width, int Height, bool Check)[] Screens =
    [
        ("1280-light", ColorScheme.Light, 1280, 900, true),
        ("1280-dark", ColorScheme.Dark, 1280, 900, false),
        ("360-light", ColorScheme.Light, 360, 740, false),
        ("360-dark", ColorScheme.Dark, 360, 740, true),
    ];

    private Widget(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Problems.AddRange(message.Type is "error" ? [message.Text] : Array.Empty<string>());
        page.RequestFailed += (_, request) => Problems.Add($"{request.Failure} {request.Url}");
        page.WebSocket += (_, stream) => Streams.Add(stream);
    }

    public IPage Page { get; }

    /// <summary>What went wrong in the browser.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The same without answers of 400 and above, which the browser reports by itself: a refusal is one.</summary>
    public IEnumerable<string> Faults => Problems.Where(problem => !problem.StartsWith("Failed to load resource", StringComparison.Ordinal));

    /// <summary>Every stream that was opened, the closed ones too.</summary>
    public List<IWebSocket> Streams { get; } = [];

    /// <summary>Where an answer is typed.</summary>
    public ILocator Box => Page.Locator("[data-id='webchat-sendbox-input']");

    /// <summary>The secure page above the chat.</summary>
    public IFrameLocator Overlay => Page.FrameLocator("#overlay iframe");

    public static async Task<Widget> OpenAsync(Browser browser, Uri host, ColorScheme scheme = ColorScheme.Light, int width = 1280, string locale = "en-US", string at = "/")
    {
        var widget = new Widget(await browser.PageAsync(host, scheme, width, width < 500 ? 740 : 900, locale));
        await widget.Page.GotoAsync(at);
        return widget;
    }

    /// <summary>The chat in one more tab of the same browser.</summary>
    public async Task<Widget> AnotherTabAsync()
    {
        var widget = new Widget(await Page.Context.NewPageAsync());
        await widget.Page.GotoAsync("/");
        return widget;
    }

    public ILocator Suggestion(string title) => Page.Locator(".webchat__suggested-actions__button", new() { HasText = title });

    public ILocator CardButton(string title) => Page.Locator(".ac-pushButton", new() { HasText = title });

    public ILocator Said(string words) => Page.Locator(".webchat__bubble", new() { HasText = words }).Last;

    public Task PickAsync(string title) => Suggestion(title).ClickAsync();

    /// <summary>Types an answer after the question was asked.</summary>
    public async Task SayAsync(string question, string words)
    {
        await Page.GetByText(question).Last.WaitForAsync();
        await Box.FillAsync(words);
        await Box.PressAsync("Enter");
    }

    public Task OverlayIsGoneAsync() =>
        Page.WaitForFunctionAsync("() => !document.getElementById('overlay').open");

    /// <summary>Touches the page above the chat, so that it does not close by itself.</summary>
    public async Task StayAsync()
    {
        await Overlay.Locator("main").HoverAsync();
        await Page.Mouse.WheelAsync(0, 1);
    }

    public async Task AssertAccessibleAsync()
    {
        // For a second the widget keeps a copy of what is new, to be read aloud.
        await Page.WaitForFunctionAsync("() => !document.querySelector('[class*=live-region] input')");
        var found = await Page.RunAxe();
        var faults = string.Join('\n', found.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
        Assert.True(faults.Length == 0, faults);
    }

    public async Task ShootAsync(string name)
    {
        await Page.EvaluateAsync("() => Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => {})))");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, $"{name}.png") });
    }

    /// <summary>Looks at what is shown on a large and a small screen, light and dark: nothing is wider than the screen, and everybody can read it.</summary>
    public async Task LookAsync(string name, Func<Task>? also = null)
    {
        foreach (var screen in Screens)
        {
            await TurnAsync(screen.Scheme, screen.Width, screen.Height);
            await ShootAsync($"{name}-{screen.Name}");
            Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than {screen.Name}.");
            await (screen.Check ? AssertAccessibleAsync() : Task.CompletedTask);
            await (also?.Invoke() ?? Task.CompletedTask);
        }

        await TurnAsync(Screens[0].Scheme, Screens[0].Width, Screens[0].Height);
    }

    private async Task TurnAsync(ColorScheme scheme, int width, int height)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Page.SetViewportSizeAsync(width, height);
        await Page.EvaluateAsync("() => new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)))");

        // The chat follows its end, but not at once.
        await Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.webchat__basic-transcript__scrollable')].every(all => all.scrollHeight - all.scrollTop - all.clientHeight < 2)");
    }
}
