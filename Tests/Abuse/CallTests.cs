using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>A host by the rules of NIST, with what the directory holds, that calls people.</summary>
public sealed class NistTelephones() : TelephoneHost(
    "--Policy:Baseline=Nist",
    "--Policy:DirectoryContacts=true",
    "--Policy:CoolingOff=00:00:00",
    "--Organisation:Administrators:0=administrators@contoso.test");

/// <summary>Calls that somebody is talked into answering, or answers for another.</summary>
public sealed class CallTests(NistTelephones telephones) : IClassFixture<NistTelephones>
{
    private const string Confirmed = "Thank you, that is confirmed.";

    [Theory]
    [InlineData("#")]
    [InlineData("{0}")]
    [InlineData("#{0}")]
    [InlineData("{0}##")]
    [InlineData("1{0}")]
    [InlineData("000000#")]
    [Rule("D-03")]
    [Rule("D-31")]
    public async Task Only_the_number_of_the_chat_and_hash_confirm_a_call(string keys)
    {
        var person = await telephones.AnotherDay().VisitorAsync();
        await person.AsksForAsync(Anna);
        var (call, number) = await telephones.CalledAsync(person, AnnasPhone);

        Assert.Matches("^[0-9]{6}\\z", number);
        Assert.DoesNotContain(Confirmed, await telephones.PressAsync(call, keys.Replace("{0}", number, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(Right, await person.ReadAsync(), StringComparison.Ordinal);
        var (second, another) = await telephones.CalledAsync(person, AnnasPhone, again: true);
        Assert.Contains(Confirmed, await telephones.PressAsync(second, $"{another}#"), StringComparison.Ordinal);
        Assert.StartsWith(Right, await person.HearAsync(), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-31")]
    [Rule("D-10")]
    public async Task A_call_is_not_confirmed_by_the_number_of_another_visit_nor_after_another_call()
    {
        var host = telephones.AnotherDay();
        var (person, other) = (await host.VisitorAsync(), await host.VisitorAsync());
        await person.AsksForAsync(Anna);
        await other.AsksForAsync(Anna);
        var (first, number) = await telephones.CalledAsync(person, AnnasPhone);
        var (_, others) = await telephones.CalledAsync(other, AnnasPhone);
        var (second, _) = await telephones.CalledAsync(person, AnnasPhone, again: true);

        Assert.DoesNotContain(Confirmed, await telephones.PressAsync(first, $"{number}#"), StringComparison.Ordinal);
        Assert.DoesNotContain(Confirmed, await telephones.PressAsync(second, $"{others}#"), StringComparison.Ordinal);
        Assert.DoesNotContain("proof-given", await host.AuditedAsync());
    }

    [Theory]
    [InlineData(299_999, true)]
    [InlineData(300_000, false)]
    [Rule("D-31")]
    [Rule("D-07")]
    public async Task A_call_ends_by_its_time(int milliseconds, bool confirmed)
    {
        var host = telephones.AnotherDay();
        var person = await host.VisitorAsync();
        await person.AsksForAsync(Anna);
        var (call, number) = await telephones.CalledAsync(person, AnnasPhone);

        host.Skip(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(confirmed, (await telephones.PressAsync(call, $"{number}#")).Contains(Confirmed, StringComparison.Ordinal));
    }

    [Fact]
    [Rule("D-31")]
    [Rule("D-33")]
    public async Task Whoever_presses_star_in_any_call_stops_all_that_was_begun_until_an_administrator_helps()
    {
        const string Ines = "ines.costa@contoso.test";
        var host = telephones.AnotherDay();
        var (calling, mailing) = (await host.VisitorAsync(), await host.VisitorAsync());
        var code = await host.MailedAsync(mailing, Ines, "ines.costa@example.net");
        await calling.AsksForAsync(Ines);
        var (before, _) = await telephones.CalledAsync(calling, "+14255550109");
        var (now, number) = await telephones.CalledAsync(calling, "+14255550109", again: true);

        Assert.Contains("Thank you for telling us.", await telephones.PressAsync(before, "*"), StringComparison.Ordinal);

        Assert.DoesNotContain(Confirmed, await telephones.PressAsync(now, $"{number}#"), StringComparison.Ordinal);
        Assert.DoesNotContain(Right, await mailing.SayAsync(code), StringComparison.Ordinal);
        Assert.Contains(Ines, await host.Host.TextToAsync("administrators@contoso.test", text => text.Contains(Ines, StringComparison.Ordinal)), StringComparison.Ordinal);
        var later = await telephones.AnotherDay().VisitorAsync();
        await later.AsksForAsync(Ines);
        Assert.Empty(await host.AllThatComesAsync("ines.costa@example.net", () => later.SayAsync(ByMail)));
    }
}
