using Xunit;

namespace SsprBot.Domain;

/// <summary>Every number of D-20, D-21 and D-23.</summary>
public sealed class SpendingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly SpendingPolicy Numbers = new();

    private static readonly SpendingPolicy Roomy = new()
    {
        TextsPerNumber = 10_000,
        CallsPerNumber = 10_000,
        PerPrefixAndHour = 10_000,
        PerPrefixAndDay = 10_000,
        PerCountryAndHour = 10_000,
        TextsPerHour = 10_000,
        TextsPerDay = 10_000,
        CallsPerHour = 10_000,
        CallsPerDay = 10_000,
        LeastUsedPercent = 0,
    };

    public static TheoryData<string, SpendingPolicy, Func<int, Spent>, int, TimeSpan, SpendingStop> Limits => new()
    {
        { "texts to a number", Roomy with { TextsPerNumber = Numbers.TextsPerNumber }, _ => Text(), 5, Day, SpendingStop.Number },
        { "calls to a number", Roomy with { CallsPerNumber = Numbers.CallsPerNumber }, _ => Call(), 4, Day, SpendingStop.Number },
        { "a prefix in an hour", Roomy with { PerPrefixAndHour = Numbers.PerPrefixAndHour }, i => i % 2 == 0 ? Text(number: $"{i}") : Call(number: $"{i}"), 5, Hour, SpendingStop.Prefix },
        { "a prefix in a day", Roomy with { PerPrefixAndDay = Numbers.PerPrefixAndDay }, i => i % 2 == 0 ? Text(number: $"{i}") : Call(number: $"{i}"), 10, Day, SpendingStop.Prefix },
        { "a country in an hour", Roomy with { PerCountryAndHour = Numbers.PerCountryAndHour }, i => Text(prefix: $"{i}", number: $"{i}"), 50, Hour, SpendingStop.BusyCountry },
        { "texts in an hour", Roomy with { TextsPerHour = Numbers.TextsPerHour }, i => Text($"C{i}", $"{i}", $"{i}"), 200, Hour, SpendingStop.Hour },
        { "texts in a day", Roomy with { TextsPerDay = Numbers.TextsPerDay }, i => Text($"C{i}", $"{i}", $"{i}"), 1000, Day, SpendingStop.Day },
        { "calls in an hour", Roomy with { CallsPerHour = Numbers.CallsPerHour }, i => Call($"C{i}", $"{i}", $"{i}"), 50, Hour, SpendingStop.Hour },
        { "calls in a day", Roomy with { CallsPerDay = Numbers.CallsPerDay }, i => Call($"C{i}", $"{i}", $"{i}"), 200, Day, SpendingStop.Day },
    };

    [Theory]
    [MemberData(nameof(Limits), DisableDiscoveryEnumeration = true)]
    public void So_many_are_sent_and_no_more_until_the_first_is_old(
        string what, SpendingPolicy limits, Func<int, Spent> wanted, int allowed, TimeSpan window, SpendingStop stop)
    {
        var spending = Spending.New;
        for (var i = 0; i < allowed; i++)
        {
            (spending, var none) = spending.Spend(wanted(i), limits, Start);
            Assert.True(none is null, $"{what} {i}: {none}");
        }

        var more = wanted(allowed);
        Assert.Equal((spending, stop), spending.Spend(more, limits, Start + window - TimeSpan.FromTicks(1)));
        Assert.Null(spending.Spend(more, limits, Start + window).Stop);
    }

    [Fact]
    public void Texts_do_not_count_as_calls()
    {
        var limits = Roomy with { TextsPerNumber = 1, CallsPerNumber = 1, TextsPerDay = 1, CallsPerDay = 1 };

        var (spending, text) = Spending.New.Spend(Text(), limits, Start);
        var (_, call) = spending.Spend(Call(), limits, Start);

        Assert.Equal((null, null), (text, call));
    }

    [Fact]
    public void A_message_that_is_sent_again_is_counted_once()
    {
        var limits = Roomy with { TextsPerNumber = 1 };
        var wanted = Text();

        var (spending, _) = Spending.New.Spend(wanted, limits, Start);

        Assert.Equal((spending, null), spending.Spend(wanted, limits, Start));
    }

    [Fact]
    public void A_notice_is_stopped_by_nothing_but_the_sums_over_all()
    {
        var tight = Roomy with { TextsPerNumber = 1, PerPrefixAndHour = 1, PerPrefixAndDay = 1, PerCountryAndHour = 1, TextsPerHour = 2 };

        var (one, _) = Spending.New.Spend(Text(), tight, Start);
        var (two, notice) = one.Spend(Text() with { Used = null }, tight, Start);

        Assert.Null(notice);
        Assert.Equal(SpendingStop.Hour, two.Spend(Text() with { Used = null }, tight, Start).Stop);
    }

    [Theory]
    [InlineData(40, 9, 1, true)]
    [InlineData(40, 10, 1, false)]
    [InlineData(39, 0, 1, false)]
    [InlineData(40, 0, 1.6, false)]
    [InlineData(45, 5, 1, true)]
    public void When_few_codes_are_used_a_country_is_closed_for_an_hour(int sent, int used, double minutesApart, bool closes)
    {
        var apart = TimeSpan.FromMinutes(minutesApart);
        var limits = Roomy with { LeastUsedPercent = Numbers.LeastUsedPercent };
        var spending = Spending.New;
        for (var i = 0; i < sent; i++)
        {
            var (after, stop) = spending.Spend(Text(prefix: $"{i}", number: $"{i}") with { Id = $"{i}", At = Start + (i * apart), Used = i >= sent - used }, limits, Start + (i * apart));
            if (i < 40)
            {
                Assert.Null(stop);
            }

            spending = after;
        }

        var now = Start + (sent * apart);
        var (closed, few) = spending.Spend(Text(prefix: "x"), limits, now);

        Assert.Equal(closes ? SpendingStop.FewUsed : null, few);
        if (closes)
        {
            var until = Assert.Single(closed.Closed).Until;
            Assert.Equal("US", closed.Closed[0].Area);
            Assert.Equal(SpendingStop.FewUsed, closed.Spend(Text(prefix: "y"), limits, until - TimeSpan.FromTicks(1)).Stop);
            Assert.Null(closed.Spend(Text("NL", "z"), limits, now).Stop);
            Assert.Null(closed.Spend(Text(prefix: "y") with { Used = null }, limits, now).Stop);
            Assert.Null(closed.Spend(Text(prefix: "y"), limits, until).Stop);
        }
    }

    [Fact]
    public void It_is_closed_for_a_whole_hour()
    {
        var limits = Roomy with { LeastUsedPercent = Numbers.LeastUsedPercent };
        var spending = Spending.New;
        for (var i = 0; i < 40; i++)
        {
            spending = spending.Spend(Text(number: $"{i}"), limits, Start).After;
        }

        var closed = spending.Spend(Text(), limits, Start.AddMinutes(30)).After;

        Assert.Equal([new ClosedArea("425", Start.AddMinutes(90))], closed.Closed);
    }

    [Fact]
    public void A_code_that_is_used_is_noted_once()
    {
        var text = Text();
        var (spending, _) = Spending.New.Spend(text, Roomy, Start);

        var redeemed = spending.Redeem(text.Id);

        Assert.Equal([text with { Used = true }], redeemed.Sent);
        Assert.Same(redeemed, redeemed.Redeem(text.Id));
        Assert.Same(redeemed, redeemed.Redeem("another"));
    }

    [Fact]
    public void The_numbers_are_those_of_the_specification() => Assert.Equal(
        new SpendingPolicy
        {
            TextsPerNumber = 5,
            CallsPerNumber = 4,
            PerPrefixAndHour = 5,
            PerPrefixAndDay = 10,
            PerCountryAndHour = 50,
            TextsPerHour = 200,
            TextsPerDay = 1000,
            CallsPerHour = 50,
            CallsPerDay = 200,
            JudgedCodes = 40,
            LeastUsedPercent = 25,
        },
        new SpendingPolicy());

    private static Spent Text(string country = "US", string prefix = "425", string number = "1") =>
        new(Secrets.NewId(), OutboxKind.Sms, country, prefix, number, Start, false);

    private static Spent Call(string country = "US", string prefix = "425", string number = "1") =>
        Text(country, prefix, number) with { Kind = OutboxKind.Call };
}
