using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Storage;
using Xunit;

namespace SsprBot.Pages;

/// <summary>The organisation's sign-in on the whole host, in a real browser, at a provider on another site.</summary>
public sealed class AdminSignInTests : IAsyncLifetime
{
    private FakeSignIn _provider = null!;
    private InProcessHost _host = null!;

    public async Task InitializeAsync()
    {
        _provider = await FakeSignIn.StartAsync();
        _host = await InProcessHost.StartAsync([.. _provider.Settings.Select(setting => $"--{setting.Name}={setting.Value}")]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [BrowserFact]
    public async Task An_administrator_signs_in_by_the_code_flow_and_stays_until_signing_out()
    {
        await using var browser = await Browser.OpenAsync();
        var page = await browser.PageAsync(_host.Address);
        await SignInAsync(page, "SsprBot.Admin");

        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Activity");
        await Assertions.Expect(page.Locator(".brand-product")).ToHaveTextAsync("Administrator");
        await page.GetByRole(AriaRole.Link, new() { Name = "Policy" }).ClickAsync();
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Policy");
        var cookie = Assert.Single(await page.Context.CookiesAsync(), one => one.Name == "admin");
        Assert.Equal((SameSiteAttribute.Strict, true), (cookie.SameSite, cookie.HttpOnly));

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("You are signed out");
        await page.GotoAsync("/admin/policy");
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Sign in to the admin area");

        var signedIn = (await _host.Services.GetRequiredService<IAuditReader>().NewestFirstAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default).ToListAsync())
            .Single(line => line.Event.Reason == "signed-in").Event;
        Assert.Equal((AuditActivity.AdminAreaUsed, "Administrator"), (signedIn.Activity, signedIn.Detail));
        Assert.DoesNotContain("oid-", signedIn.ToString(), StringComparison.Ordinal);
        Assert.Empty(_provider.Refused);
    }

    [BrowserFact]
    public async Task The_help_desk_signs_in_by_its_own_role()
    {
        await using var browser = await Browser.OpenAsync();
        var page = await browser.PageAsync(_host.Address);
        await SignInAsync(page, "SsprBot.HelpDesk");

        await Assertions.Expect(page.Locator(".brand-product")).ToHaveTextAsync("Help desk");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Policy" })).ToHaveCountAsync(0);
        await page.GotoAsync("/admin/policy");
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("This is not for your role");
    }

    [BrowserTheory]
    [InlineData("Somebody", "Your account has no role here")]
    [InlineData("Refuse", "The sign-in did not work")]
    [Rule("D-99")]
    public async Task Who_has_no_role_or_is_refused_is_told(string role, string heading)
    {
        await using var browser = await Browser.OpenAsync();
        var page = await browser.PageAsync(_host.Address);
        await SignInAsync(page, role);

        await Assertions.Expect(Heading(page)).ToHaveTextAsync(heading);
        await page.GotoAsync("/admin/activity");
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Sign in to the admin area");
    }

    [BrowserFact]
    [Rule("D-99")]
    public async Task A_token_that_somebody_else_signed_lets_nobody_in()
    {
        _provider.IsForged = true;
        await using var browser = await Browser.OpenAsync();
        var page = await browser.PageAsync(_host.Address);
        await SignInAsync(page, "SsprBot.Admin");

        await Assertions.Expect(Heading(page)).ToHaveTextAsync("The sign-in did not work");
    }

    [Fact]
    [Rule("D-99")]
    public async Task An_answer_that_nobody_asked_for_lets_nobody_in()
    {
        using var visitor = new PageVisitor(_host.Address);

        var seen = await visitor.GetAsync("/admin/signed-in?code=0123456789&state=made-up");

        Assert.Equal((HttpStatusCode.Found, "/admin/not-signed-in?reason=Failed"), (seen.Status, seen.Header("Location")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/admin/activity")).Status);
    }

    [Fact]
    [Rule("D-99")]
    public async Task There_is_no_link_where_there_is_a_sign_in_of_an_organisation()
    {
        using var visitor = new PageVisitor(_host.Address);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/open/anything")).Status);
        Assert.DoesNotContain("/admin/new-link", (await visitor.GetAsync("/admin/activity")).Body, StringComparison.Ordinal);
    }

    private static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    private static async Task SignInAsync(IPage page, string role)
    {
        await page.GotoAsync("/admin/activity");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = role, Exact = true }).ClickAsync();
    }
}
