using SsprBot.Host;
using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>A few guesses at each of many accounts, from many places.</summary>
public sealed class SprayTests(AdministeredHost administered) : IClassFixture<AdministeredHost>
{
    [Fact]
    [Rule("D-24")]
    public async Task Sixty_wrong_codes_in_ten_minutes_make_every_code_longer_until_they_are_over()
    {
        var host = administered.AnotherDay();
        var early = await host.VisitorAsync("203.0.113.1");
        var sent = await host.MailedAsync(early, Anna, AnnasMail);
        await SprayAsync(host, 59);
        Assert.Equal(6, (await host.MailedAsync(await host.VisitorAsync("203.0.113.2"), Anna, AnnasMail)).Length);
        await SprayAsync(host, 1);
        var person = await host.VisitorAsync("203.0.113.3");
        var mailed = await host.MailedAsync(person, Anna, AnnasMail);
        var again = await host.SentAsync(AnnasMail, () => person.SayAsync("resend"));

        Assert.Equal((8, 8), (mailed.Length, again.Length));
        Assert.StartsWith(WrongCode, await person.SayAsync(again[..6]), StringComparison.Ordinal);
        Assert.StartsWith(Right, await person.SayAsync(again), StringComparison.Ordinal);
        Assert.Equal(8, (await host.TextedAsync(person, AnnasPhone)).Length);
        Assert.StartsWith(Right, await early.SayAsync(sent), StringComparison.Ordinal);
        Assert.Single(await host.AuditedAsync(), reason => reason == "many-wrong-answers");
        await host.AllSentAsync();
        Assert.Contains("60 wrong codes and answers", Assert.Single(await host.InboxAsync("administrators@contoso.test")).Text, StringComparison.Ordinal);
        host.Skip(TimeSpan.FromMinutes(10));
        Assert.Equal(6, (await host.MailedAsync(await host.VisitorAsync("203.0.113.4"), Anna, AnnasMail)).Length);
    }

    /// <summary>Types wrong codes, three for each of many user IDs that do not exist.</summary>
    private static async Task SprayAsync(AttackedHost host, int guesses)
    {
        ChatPerson? guesser = null;
        for (var guess = 0; guess < guesses; guess++)
        {
            if (guess % 3 == 0)
            {
                guesser = await host.VisitorAsync($"198.51.100.{guess}");
                await guesser.AsksForAsync($"somebody{guess}@contoso.test");
                await guesser.SayAsync(ByMail);
            }

            Assert.Matches("^That (is|was) not the code", await guesser!.SayAsync("000000"));
        }
    }
}
