using Microsoft.Playwright;
using SsprBot.World;

namespace SsprBot.Host;

/// <summary>Debian's Chromium, headless, that asks nothing of the world outside.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _chromium;

    private Browser(IPlaywright playwright, IBrowser chromium)
    {
        _playwright = playwright;
        _chromium = chromium;
    }

    /// <summary>Why there is no browser; null when there is one.</summary>
    public static string? Missing => File.Exists(Chromium) ? null : $"There is no {Chromium}.";

    /// <summary>Where pictures of what a person saw are left.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(BotProcess.Root, "Tests", "TestResults", "Pictures")).FullName;

    public static async Task<Browser> OpenAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Waiting.Patience.TotalMilliseconds);
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments }));
    }

    public async Task<IPage> PageAsync(Uri host, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900, string locale = "en-US", bool javaScript = true)
    {
        var context = await _chromium.NewContextAsync(new()
        {
            BaseURL = host.AbsoluteUri,
            ColorScheme = scheme,
            JavaScriptEnabled = javaScript,
            Locale = locale,
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout((float)Waiting.Patience.TotalMilliseconds);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
    }
}
