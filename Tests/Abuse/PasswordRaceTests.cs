using System.Net;
using SsprBot.Domain;
using SsprBot.Pages;
using SsprBot.World;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Many who set a password at the same moment, forms that are sent again, and keys that are put together from two sessions.</summary>
public sealed class PasswordRaceTests
{
    private static readonly string[] Chosen = [.. Enumerable.Range(100, 20).Select(number => $"Blue-Kettle-{number}-x")];

    [Fact]
    [Rule("D-44")]
    [Rule("D-51")]
    public async Task Of_twenty_passwords_that_are_sent_at_the_same_moment_one_is_set()
    {
        await using var host = await AttackedHost.StartAsync();
        using var page = await host.ToThePageAsync();
        var form = await page.GetAsync("/password");

        await Task.WhenAll(Chosen.Select(password => page.SendAsync(form, password)));

        var audited = await AuditedAsync(host);
        Assert.Equal((1, 1), (audited.Count(reason => reason == "setting"), audited.Count(reason => reason == "password-set")));
        Assert.Single(await Task.WhenAll(Chosen.Select(password => host.CanSignInAsync(AttackedHost.Anna, password))), signedIn => signedIn);
    }

    [Fact]
    [Rule("D-44")]
    public async Task Twenty_passwords_that_the_directory_refuses_cost_five_tries_however_they_are_sent()
    {
        await using var host = await AttackedHost.StartAsync();
        using var page = await host.ToThePageAsync();
        var form = await page.GetAsync("/password");

        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => page.SendAsync(form, "Autumn-Leaves-27")));
        }

        for (var more = 0; more < 5; more++)
        {
            await page.SendAsync(form, "Autumn-Leaves-27");
        }

        Assert.Equal(5, (await AuditedAsync(host)).Count(reason => reason == "setting"));
        Assert.NotEqual(HttpStatusCode.OK, (await page.SendAsync(form, AttackedPages.Good)).Status);
        Assert.False(await host.CanSignInAsync(AttackedHost.Anna, AttackedPages.Good));
    }

    [Fact]
    [Rule("D-44")]
    [Rule("D-56")]
    public async Task A_form_that_is_sent_again_sets_nothing_though_its_cookies_were_kept()
    {
        await using var host = await PagesHost.StartAsync();
        using var person = host.Visitor();
        await person.OpenAsync(await host.World.VerifiedAsync());
        var form = await person.GetAsync("/password");
        var cookies = person.Cookies.GetCookieHeader(host.Address);
        Assert.Equal(HttpStatusCode.OK, (await person.SendAsync(form, AttackedPages.Good)).Status);

        using var thief = host.Visitor();
        thief.FromOwnPage["Cookie"] = cookies;
        foreach (var password in (string[])[AttackedPages.Good, "Thiefs-Choice-77-x"])
        {
            Assert.False((await thief.SendAsync(form, password)).HasForm);
        }

        Assert.Equal([(FakeDirectory.Anna, AttackedPages.Good)], host.World.Directory.Set);
    }

    [Fact]
    [Rule("D-43")]
    [Rule("D-44")]
    public async Task A_cookie_of_two_sessions_opens_neither_page()
    {
        await using var host = await PagesHost.StartAsync();
        host.World.Directory["ben@contoso.test"] = FakeDirectory.Person("ben@contoso.test", TestWorld.AnnasMail, TestWorld.AnnasPhone);
        using var anna = host.Visitor();
        using var ben = host.Visitor();
        await anna.OpenAsync(await host.World.VerifiedAsync());
        await ben.OpenAsync(await host.World.VerifiedAsync("ben@contoso.test"));
        var (annas, bens) = (KeyOf(anna, host), KeyOf(ben, host));
        using var nobody = host.Visitor();
        var neutral = await nobody.GetAsync("/password");
        foreach (var key in (string[])[$"{annas[0]}.{bens[1]}", $"{bens[0]}.{annas[1]}", $"{annas[0]}.", annas[0], $"{annas[0]}.{annas[1]}A", $"{annas[0]}.{annas[1]};pw={bens[0]}.{bens[1]}"])
        {
            var seen = await nobody.GetAsync("/password", ("Cookie", $"pw={key}"));
            Assert.Equal(key.Contains(';', StringComparison.Ordinal), seen.HasForm);
            Assert.True(seen.HasForm || seen.Body == neutral.Body);
        }
    }

    private static string[] KeyOf(PageVisitor visitor, PagesHost host) => visitor.Cookies.GetCookies(host.Address)["pw"]!.Value.Split('.');

    private static async Task<string[]> AuditedAsync(AttackedHost host) =>
        [.. (await host.EventsAsync()).Where(happened => happened.Activity is AuditActivity.ResetPassword).Select(happened => happened.Reason)];
}
