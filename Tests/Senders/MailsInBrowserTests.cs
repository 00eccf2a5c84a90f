using Deque.AxeCore.Playwright;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Senders.Smtp;
using SsprBot.Settings;
using SsprBot.Texts;
using Xunit;

namespace SsprBot.Senders;

/// <summary>Mails as a mail program shows them.</summary>
public sealed class MailsInBrowserTests
{
    [BrowserTheory]
    [InlineData(Letter.Code)]
    [InlineData(Letter.PasswordWasReset)]
    [InlineData(Letter.SuspiciousActivity)]
    public async Task A_mail_is_readable_by_everybody_on_every_screen(Letter letter)
    {
        await using var browser = await Browser.OpenAsync();
        foreach (var (scheme, width) in ((ColorScheme, int)[])[(ColorScheme.Light, 360), (ColorScheme.Dark, 360), (ColorScheme.Light, 800), (ColorScheme.Dark, 800)])
        {
            var page = await browser.PageAsync(new Uri("http://localhost/"), scheme, width, 640);
            var requests = new List<string>();
            page.Request += (_, request) => requests.Add(request.Url);

            await page.SetContentAsync(Html(letter));

            await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, $"mail-{letter}-{scheme}-{width}.png"), FullPage = true });
            Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{scheme} {width} {violation.Id}: {violation.Help}"));
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
            Assert.Empty(requests);
        }
    }

    [BrowserFact]
    public async Task A_code_is_copied_without_a_gap()
    {
        await using var browser = await Browser.OpenAsync();
        var page = await browser.PageAsync(new Uri("http://localhost/"));
        await page.SetContentAsync(Html(Letter.Code));
        Assert.Equal("123456", await page.EvaluateAsync<string>("() => { getSelection().selectAllChildren(document.querySelector('.code')); return getSelection().toString().trim(); }"));
    }

    private static string Html(Letter letter)
    {
        var composer = new MailComposer(new SmtpSettings { From = "no-reply@contoso.test" }, Options.Create(new OrganisationSettings()), TimeProvider.System);
        using var mail = composer.Compose(MailWorld.Message(letter: letter, language: Words.Languages[0].Name))!;
        return mail.HtmlBody!;
    }
}
