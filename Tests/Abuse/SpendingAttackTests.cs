using SsprBot.Channels.Twilio;
using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>A host with the limits on texts and calls as they are without settings.</summary>
public sealed class OrdinaryTelephones() : TelephoneHost("--Organisation:Administrators:0=administrators@contoso.test");

/// <summary>A host that sends to one country alone.</summary>
public sealed class DutchTelephones() : TelephoneHost("--Policy:Spending:Countries:0=NL");

/// <summary>A host that judges after ten texts whether anybody uses them, and has no other limit than that on a number.</summary>
public sealed class JudgingTelephones() : TelephoneHost("--Policy:Spending:PerPrefixAndHour=1000", "--Policy:Spending:PerPrefixAndDay=1000", "--Policy:Spending:JudgedCodes=10");

/// <summary>Texts and calls that somebody earns by.</summary>
public sealed class SpendingAttackTests(OrdinaryTelephones ordinary, DutchTelephones dutch, JudgingTelephones judging)
    : IClassFixture<OrdinaryTelephones>, IClassFixture<DutchTelephones>, IClassFixture<JudgingTelephones>
{
    private const string OnItsWay = "A text with a code of 6 digits is on its way to that phone.";

    private static readonly (string UserId, string Phone)[] s_block =
    [
        (Anna, AnnasPhone),
        ("ben.okafor@contoso.test", "+14255550102"),
        ("carla.jansen@contoso.test", "+14255550103"),
        ("david.kim@contoso.test", "+14255550104"),
    ];

    [Fact]
    [Rule("D-23")]
    public async Task Numbers_of_one_block_get_five_texts_and_calls_an_hour_and_ten_a_day()
    {
        var host = ordinary.AnotherDay();
        var came = new List<int>();
        for (var hour = 0; hour < 3; hour++)
        {
            came.Add(0);
            foreach (var (userId, phone) in s_block)
            {
                came[^1] += await AskTwiceAsync(ordinary, userId, phone);
            }

            host.Skip(TimeSpan.FromHours(1));
        }

        Assert.Equal([5, 5, 0], came);
        Assert.StartsWith(Right, await MailStillProvesAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-23")]
    public async Task Nothing_goes_to_a_country_that_is_not_listed()
    {
        var host = dutch.AnotherDay();

        Assert.Equal(0, await AskTwiceAsync(dutch, Anna, AnnasPhone));
        Assert.StartsWith(Right, await MailStillProvesAsync(host), StringComparison.Ordinal);
        await dutch.Phones.TextAsync(SmsHost.Text("+14255550142", "hi"));
        await dutch.Phones.SayAsync("+31612345678", "hi", 1);
        Assert.Empty(dutch.Phones.Replies("+14255550142"));
    }

    [Theory]
    [InlineData("+1 900 555 0100")]
    [InlineData("+881 6 12345678")]
    [InlineData("+1 800 555 0100")]
    [InlineData("+44 70 1234 5678")]
    [Rule("D-23")]
    public async Task A_number_that_pays_whoever_holds_it_cannot_be_registered(string number)
    {
        var host = ordinary.AnotherDay();
        var person = await host.VisitorAsync();
        await host.RegistersAsync(person, "ines.costa@contoso.test", "Winter-Orchard-19");
        await person.SayAsync("Set my authentication phone");

        Assert.StartsWith("I cannot send a text to that number.", await person.SayAsync(number), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-20")]
    [Rule("D-23")]
    public async Task A_number_gets_five_texts_a_day_whoever_asks()
    {
        var host = judging.AnotherDay();
        var (anna, ben) = (await host.VisitorAsync(), await host.VisitorAsync());
        await anna.AsksForAsync(Anna);
        await judging.TextedAsync(anna, AnnasPhone);
        for (var again = 0; again < 4; again++)
        {
            Assert.Single(await judging.AllThatComesAsync(AnnasPhone, () => anna.SayAsync("resend")));
        }

        await host.RegistersAsync(ben, "ines.costa@contoso.test", "Winter-Orchard-19");
        await ben.SayAsync("Set my authentication phone");
        var said = "";

        Assert.Empty(await judging.AllThatComesAsync(AnnasPhone, async () => said = await ben.SayAsync(AnnasPhone)));
        Assert.StartsWith("A code of 6 digits is on its way to ", said, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-21")]
    public async Task A_number_gets_four_calls_a_day()
    {
        var person = await judging.AnotherDay().VisitorAsync();
        await person.AsksForAsync(Anna);
        await judging.CalledAsync(person, AnnasPhone);
        for (var again = 0; again < 3; again++)
        {
            await judging.CalledAsync(person, AnnasPhone, again: true);
        }

        var said = "";

        Assert.Empty(await judging.AllThatComesAsync(AnnasPhone, async () => said = await person.SayAsync("resend")));
        Assert.StartsWith("I am calling that phone now.", said, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-23")]
    public async Task Where_no_code_is_used_nothing_is_sent_for_an_hour()
    {
        var host = judging.AnotherDay();
        foreach (var (userId, phone) in s_block[..2])
        {
            var person = await host.VisitorAsync();
            await person.AsksForAsync(userId);
            await judging.TextedAsync(person, phone);
            for (var again = 0; again < 4; again++)
            {
                await judging.AllThatComesAsync(phone, () => person.SayAsync("resend"));
            }
        }

        Assert.Equal(0, await AskTwiceAsync(judging, "carla.jansen@contoso.test", "+14255550103"));
        Assert.StartsWith(Right, await MailStillProvesAsync(host), StringComparison.Ordinal);
        host.Skip(TimeSpan.FromHours(1));
        Assert.Equal(2, await AskTwiceAsync(judging, "carla.jansen@contoso.test", "+14255550103"));
    }

    /// <returns>How many texts came.</returns>
    private static async Task<int> AskTwiceAsync(TelephoneHost telephones, string userId, string phone)
    {
        var person = await telephones.Host.VisitorAsync();
        await person.AsksForAsync(userId);
        await person.SayAsync(ByText);
        return (await telephones.AllThatComesAsync(phone, async () =>
        {
            Assert.StartsWith(OnItsWay, await person.SayAsync(phone), StringComparison.Ordinal);
            Assert.StartsWith("Another code is on its way", await person.SayAsync("resend"), StringComparison.Ordinal);
        })).Count;
    }

    private static async Task<string> MailStillProvesAsync(AttackedHost host)
    {
        var person = await host.VisitorAsync();
        return await person.SayAsync(await host.MailedAsync(person, "ines.costa@contoso.test", "ines.costa@example.net"));
    }
}
