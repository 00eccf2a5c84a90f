using SsprBot.Host;
using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>A host that sends so many codes that nothing but the count of wrong ones stands in the way.</summary>
public sealed class GenerousHost() : SharedHost("--Policy:Limits:Mails=30");

/// <summary>Guesses from many places, in many visits, under many spellings.</summary>
public sealed class GuessingTests(GenerousHost generous) : IClassFixture<GenerousHost>
{
    private const int Visits = 25;
    private const int GuessesEach = 8;

    [Fact]
    [Rule("D-30")]
    [Rule("D-25")]
    [Rule("D-53")]
    public async Task Of_two_hundred_guesses_at_once_five_are_compared()
    {
        var host = generous.AnotherDay();
        var visits = new List<(ChatPerson Person, string Code)>();
        for (var visit = 0; visit < Visits; visit++)
        {
            var person = await host.VisitorAsync($"198.51.100.{visit}");
            visits.Add((person, await host.MailedAsync(person, Anna, AnnasMail)));
        }

        await Task.WhenAll(visits.Select(visit => visit.Person.FloodAsync(Enumerable.Repeat(Not(visit.Code), GuessesEach))));

        Assert.Equal(5, (await host.AuditedAsync()).Count(reason => reason == "wrong-code"));
        foreach (var (person, code) in visits)
        {
            Assert.DoesNotContain(Right, await person.SayAsync(code), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("proof-given", await host.AuditedAsync());
    }

    [Fact]
    [Rule("D-25")]
    [Rule("D-27")]
    public async Task A_day_of_wrong_codes_is_one_account_s_however_it_is_spelled_and_wherever_they_come_from()
    {
        var host = generous.AnotherDay();
        foreach (var (place, spelling) in ((string[])["anna.lima@contoso.test", "ANNA.LIMA@Contoso.TEST", "anna.lima", " Anna.Lima ", "ANNA.LIMA"]).Index())
        {
            var guesser = await host.VisitorAsync($"198.51.100.{place}");
            Assert.StartsWith(WrongCode, await guesser.SayAsync(Not(await host.MailedAsync(guesser, spelling, AnnasMail))), StringComparison.Ordinal);
        }

        var person = await host.VisitorAsync("203.0.113.9");
        await person.AsksForAsync("anna.lima@contoso.test");
        var sent = await person.SayAsync(ByMail);
        await host.AllSentAsync();

        // What is locked looks as ever and sends nothing, for a day from the first wrong code.
        Assert.StartsWith("If this address is registered, a code of 6 digits is on its way.", sent, StringComparison.Ordinal);
        Assert.Equal(5, (await host.InboxAsync(AnnasMail)).Count);
        host.Skip(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        person = await host.VisitorAsync("203.0.113.9");
        await person.AsksForAsync("anna.lima@contoso.test");
        await person.SayAsync(ByMail);
        await host.AllSentAsync();
        Assert.Equal(5, (await host.InboxAsync(AnnasMail)).Count);
        host.Skip(TimeSpan.FromSeconds(1));
        Assert.StartsWith(Right, await person.SayAsync(await host.MailedAsync(person, "anna.lima", AnnasMail)), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-25")]
    [Rule("D-77")]
    public async Task Wrong_whole_numbers_count_like_wrong_codes()
    {
        var host = generous.AnotherDay();
        var person = await host.VisitorAsync();
        await person.AsksForAsync(Anna);
        await person.SayAsync(ByText);
        for (var number = 0; number < 4; number++)
        {
            Assert.StartsWith("That is not the number I have, so I sent nothing.", await person.SayAsync($"+1425555020{number}"), StringComparison.Ordinal);
        }

        Assert.StartsWith(NotVerified, await person.SayAsync("+14255550204"), StringComparison.Ordinal);
        var other = await host.VisitorAsync("203.0.113.9");
        await other.AsksForAsync(Anna);
        await other.SayAsync(ByText);
        await other.SayAsync(AnnasPhone);
        await host.AllSentAsync();

        Assert.Empty(await host.InboxAsync(AnnasPhone));
    }
}
