using SsprBot.Host;
using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>Codes and calls that somebody asks for without end.</summary>
public sealed class SendingTests(OrdinaryHost ordinary) : IClassFixture<OrdinaryHost>
{
    [Theory]
    [InlineData(ByText, "I have sent as many codes this way as I may.")]
    [InlineData(ByCall, "I have called that way as often as I may.")]
    [Rule("D-20")]
    [Rule("D-21")]
    public async Task Five_a_day_come_to_a_phone_however_many_visits_ask(string method, string enough)
    {
        var host = ordinary.AnotherDay();
        var first = await host.VisitorAsync("198.51.100.1");
        await AskAsync(first, method);
        var sixth = "";
        for (var again = 0; again < 5; again++)
        {
            sixth = await first.SayAsync("resend");
        }

        var second = await host.VisitorAsync("198.51.100.2");
        var other = await AskAsync(second, method);
        await second.SayAsync("resend");
        await host.AllSentAsync();

        Assert.StartsWith(enough, sixth, StringComparison.Ordinal);
        Assert.Matches("is on its way to that phone|I am calling that phone now", other);
        Assert.Equal(5, (await host.InboxAsync(AnnasPhone)).Count);
        host.Skip(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Empty(await AgainAsync(host, method));
        host.Skip(TimeSpan.FromSeconds(1));
        Assert.Single(await AgainAsync(host, method));
    }

    [Fact]
    [Rule("D-22")]
    public async Task A_mailbox_is_not_flooded_by_many_visits()
    {
        var host = ordinary.AnotherDay();
        for (var visit = 0; visit < 8; visit++)
        {
            var person = await host.VisitorAsync($"198.51.100.{visit}");
            await person.AsksForAsync(Anna);
            Assert.StartsWith("If this address is registered, a code of 6 digits is on its way.", await person.SayAsync(ByMail), StringComparison.Ordinal);
            for (var again = 0; again < 4; again++)
            {
                Assert.StartsWith("Another code is on its way, if this is registered.", await person.SayAsync("resend"), StringComparison.Ordinal);
            }

            Assert.StartsWith("I have sent as many codes this way as I may.", await person.SayAsync("resend"), StringComparison.Ordinal);
        }

        await host.AllSentAsync();
        Assert.Equal(10, (await host.InboxAsync(AnnasMail)).Count);
    }

    private static async Task<string> AskAsync(ChatPerson person, string method)
    {
        await person.AsksForAsync(Anna);
        await person.SayAsync(method);
        return await person.SayAsync(AnnasPhone);
    }

    private static async Task<IReadOnlyList<string>> AgainAsync(AttackedHost host, string method)
    {
        var person = await host.VisitorAsync("198.51.100.3");
        return await host.AllThatComesAsync(AnnasPhone, () => AskAsync(person, method));
    }
}
