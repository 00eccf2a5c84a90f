using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>Visits and resets that begin again and again.</summary>
public sealed class BeginningTests(StrictHost strict) : IClassFixture<StrictHost>
{
    private const string Paused = "There have been many requests from your connection";

    [Fact]
    [Rule("D-26")]
    public async Task Somebody_who_begins_again_and_again_is_paused_whatever_they_claim_to_come_from()
    {
        var host = strict.AnotherDay();
        for (var start = 0; start < 10; start++)
        {
            var visitor = await host.VisitorAsync($"203.0.113.{start}, 198.51.100.7");
            Assert.StartsWith("Now let's make sure it is you.", await visitor.AsksForAsync(Anna), StringComparison.Ordinal);
        }

        Assert.StartsWith(Paused, await (await host.VisitorAsync("203.0.113.99, 198.51.100.7")).AsksForAsync(Anna), StringComparison.Ordinal);
        Assert.StartsWith("Now let's make sure it is you.", await (await host.VisitorAsync("198.51.100.8")).AsksForAsync(Anna), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-26")]
    public async Task Somebody_who_tries_many_user_ids_is_paused_for_an_hour()
    {
        var host = strict.AnotherDay();
        var answers = new List<string>();
        for (var start = 0; start < 24; start++)
        {
            host.Skip(TimeSpan.FromMinutes(2));
            answers.Add(await (await host.VisitorAsync("2001:db8:0:7::" + start)).AsksForAsync($"somebody{start}@contoso.test"));
        }

        Assert.Equal([.. Enumerable.Repeat(false, 20), .. Enumerable.Repeat(true, 4)], answers.Select(answer => answer.StartsWith(Paused, StringComparison.Ordinal)));
    }

    [Fact]
    [Rule("D-26")]
    [Rule("D-76")]
    public async Task After_five_visits_in_an_hour_an_account_is_like_none()
    {
        var host = strict.AnotherDay();
        for (var start = 0; start < 5; start++)
        {
            await host.MailedAsync(await host.VisitorAsync($"198.51.100.{start}"), Anna, AnnasMail);
        }

        var sixth = await host.VisitorAsync("198.51.100.6");
        Assert.StartsWith("Now let's make sure it is you.", await sixth.AsksForAsync("Anna.Lima"), StringComparison.Ordinal);
        Assert.StartsWith("If this address is registered, a code of 6 digits is on its way.", await sixth.SayAsync(ByMail), StringComparison.Ordinal);
        await host.AllSentAsync();
        Assert.Equal(5, (await host.InboxAsync(AnnasMail)).Count);
        host.Skip(TimeSpan.FromHours(1));
        var later = await host.VisitorAsync("198.51.100.6");
        Assert.StartsWith(Right, await later.SayAsync(await host.MailedAsync(later, Anna, AnnasMail)), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-28")]
    public async Task An_account_is_reset_once_a_day_and_three_times_a_week()
    {
        var host = strict.AnotherDay();
        for (var day = 0; day < 3; day++)
        {
            Assert.Contains("has been reset", await host.ResetAsync(await host.VisitorAsync(), Anna, AnnasMail, AnnasPhone, $"{NewPassword}{day}"), StringComparison.Ordinal);
            await MayNotAsync(host);
            host.Skip(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
            await MayNotAsync(host);
            host.Skip(TimeSpan.FromSeconds(1));
        }

        await MayNotAsync(host);
        host.Skip(TimeSpan.FromDays(4) - TimeSpan.FromSeconds(1));
        await MayNotAsync(host);
        host.Skip(TimeSpan.FromSeconds(1));
        Assert.Contains("has been reset", await host.ResetAsync(await host.VisitorAsync(), Anna, AnnasMail, AnnasPhone, $"{NewPassword}4"), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-38")]
    public async Task After_a_reset_nothing_is_registered_for_a_day()
    {
        const string Ines = "ines.costa@contoso.test";
        var host = strict.AnotherDay();
        var before = await host.VisitorAsync();
        Assert.Contains("What do you want to do?", await host.RegistersAsync(before, Ines, "Winter-Orchard-19"), StringComparison.Ordinal);
        await before.SayAsync("Set my authentication email");

        await host.ResetAsync(await host.VisitorAsync(), Ines, "ines.costa@example.net", "+14255550109");

        Assert.StartsWith("Your time for this is over", await before.SayAsync("thief@example.org"), StringComparison.Ordinal);
        Assert.Contains("recovery options can be changed one day after that", await host.RegistersAsync(await host.VisitorAsync(), Ines, NewPassword), StringComparison.Ordinal);
        host.Skip(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Contains("recovery options can be changed one day after that", await host.RegistersAsync(await host.VisitorAsync(), Ines, NewPassword), StringComparison.Ordinal);
        host.Skip(TimeSpan.FromSeconds(1));
        Assert.Contains("What do you want to do?", await host.RegistersAsync(await host.VisitorAsync(), Ines, NewPassword), StringComparison.Ordinal);
        Assert.Empty(await host.InboxAsync("thief@example.org"));
    }

    private static async Task MayNotAsync(AttackedHost host)
    {
        var person = await host.VisitorAsync();
        await person.AsksForAsync(Anna);
        Assert.Empty(await host.AllThatComesAsync(AnnasMail, async () =>
            Assert.StartsWith("If this address is registered, a code of 6 digits is on its way.", await person.SayAsync(ByMail), StringComparison.Ordinal)));
    }
}
