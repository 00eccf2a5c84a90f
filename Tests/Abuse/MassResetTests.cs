using SsprBot.Domain;
using SsprBot.Pages;
using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>A host where five resets in an hour are far too many.</summary>
public sealed class SmallHost() : SharedHost(
    "--Organisation:Administrators:0=administrators@contoso.test",
    "--Policy:Limits:ResetsOverAll=3",
    "--Policy:Limits:ResetsBeforePause=5",
    "--Policy:Limits:Texts=30",
    "--Policy:Spending:TextsPerNumber=30",
    "--Policy:Spending:PerPrefixAndHour=30",
    "--Policy:Spending:PerPrefixAndDay=30");

/// <summary>Somebody who has what proves who people are, and takes one account after another.</summary>
public sealed class MassResetTests(SmallHost small) : IClassFixture<SmallHost>
{
    private const string Ines = "ines.costa@contoso.test";
    private const string Administrators = "administrators@contoso.test";

    private static readonly AdminUser s_administrator = new("administrator", AdminRole.Administrator);

    [Fact]
    [Rule("D-28")]
    public async Task Many_resets_are_told_to_administrators_and_far_too_many_end_all_that_goes_on()
    {
        var host = small.AnotherDay();
        using var page = new PageVisitor(host.Host.Address);
        var (path, pageCode) = await host.ToTheLinkAsync(await host.VisitorAsync(), Ines, "ines.costa@example.net", "+14255550109");
        await page.SubmitAsync(path, await page.GetAsync(path), ("page-code", pageCode));
        var form = await page.GetAsync("/password");
        await ResetAsync(host, 2);
        Assert.Empty(await TitlesAsync(host));

        await ResetAsync(host, 3);
        Assert.Equal(["Contoso: many passwords were reset within an hour", "Contoso: self-service has switched itself off"], await TitlesAsync(host));
        Assert.Contains(SwitchedOff, await (await host.VisitorAsync()).AsksForAsync(Anna), StringComparison.Ordinal);
        await page.SubmitAsync("/password", form, ("new-password", NewPassword), ("repeat-password", NewPassword));
        Assert.True(form.HasPasswordField);
        Assert.False(await host.CanSignInAsync(Ines, NewPassword));
        Assert.Equal(["too-many-resets", "many-resets"], (await host.AuditedAsync()).Where(reason => reason.EndsWith("-resets", StringComparison.Ordinal)));

        await host.Get<Switching>().FlipAsync(s_administrator, Switch.All, off: false, CancellationToken.None);
        await ResetAsync(host, 1);
    }

    private static async Task ResetAsync(AttackedHost host, int resets)
    {
        for (var reset = 0; reset < resets; reset++)
        {
            var password = $"Violet-Umbrella-{Guid.NewGuid():N}";
            Assert.Contains("has been reset", await host.ResetAsync(await host.VisitorAsync(), Anna, AnnasMail, AnnasPhone, password), StringComparison.Ordinal);
        }
    }

    private static async Task<IEnumerable<string>> TitlesAsync(AttackedHost host)
    {
        await host.AllSentAsync();
        return (await host.InboxAsync(Administrators)).Select(mail => mail.Subject).Order(StringComparer.Ordinal);
    }
}
