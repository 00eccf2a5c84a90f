using System.Net;
using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>Guesses, old codes and codes that are none.</summary>
public sealed class CodeTests(OrdinaryHost shared) : IClassFixture<OrdinaryHost>
{
    [Fact]
    [Rule("D-01")]
    [Rule("D-02")]
    public async Task Codes_of_six_digits_come_by_chance()
    {
        var host = shared.AnotherDay();
        var person = await host.VisitorAsync();
        List<string> mailed = [await host.MailedAsync(person, Anna, AnnasMail)];
        List<string> texted = [];
        while (mailed.Count < 5)
        {
            mailed.Add(await host.SentAsync(AnnasMail, () => person.SayAsync("resend")));
        }

        await person.SayAsync("another method");
        texted.Add(await host.TextedAsync(person, AnnasPhone));
        while (texted.Count < 5)
        {
            texted.Add(await host.SentAsync(AnnasPhone, () => person.SayAsync("resend")));
        }

        // Ten of a million: that two pairs are the same, or that they stand in order, does not happen by chance.
        string[] all = [.. mailed, .. texted];
        Assert.All(all, code => Assert.Matches("^[0-9]{6}\\z", code));
        Assert.InRange(all.Distinct().Count(), 9, 10);
        Assert.NotEqual(all.Order(StringComparer.Ordinal), all);
        Assert.NotEqual(all.OrderDescending(StringComparer.Ordinal), all);
    }

    [Fact]
    [Rule("D-09")]
    public async Task The_right_code_after_three_wrong_ones_is_refused()
    {
        var host = shared.AnotherDay();
        var person = await host.VisitorAsync();
        var code = await host.MailedAsync(person, Anna, AnnasMail);
        await person.SayAsync(Not(code));
        await person.SayAsync(Not(code));

        var third = await person.SayAsync(Not(code));
        var right = await person.SayAsync(code);

        Assert.StartsWith("That was not the code, and it is used up now.", third, StringComparison.Ordinal);
        Assert.Equal(third, right);
        Assert.StartsWith("Now let's make sure it is you.", await person.SayAsync("another method"), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-12")]
    [Rule("D-27")]
    public async Task Another_code_ends_the_old_one_and_gives_no_try_back()
    {
        var host = shared.AnotherDay();
        var person = await host.VisitorAsync();
        var first = await host.MailedAsync(person, Anna, AnnasMail);
        await person.SayAsync(Not(first));
        await person.SayAsync(Not(first));
        var second = await host.SentAsync(AnnasMail, () => person.SayAsync("resend"));

        var old = await person.SayAsync(first == second ? Not(second) : first);
        await host.SentAsync(AnnasMail, () => person.SayAsync("resend"));
        await person.SayAsync(Not(second));
        var fifth = await person.SayAsync(second);

        Assert.StartsWith($"{WrongCode} Please look again and type the newest one. Tries left with this code: 2.", old, StringComparison.Ordinal);
        Assert.StartsWith(NotVerified, fifth, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(299_999, Right)]
    [InlineData(300_000, "That code has expired.")]
    [InlineData(301_000, "That code has expired.")]
    [Rule("D-07")]
    public async Task A_code_ends_by_its_time(int milliseconds, string answer)
    {
        var host = shared.AnotherDay();
        var person = await host.VisitorAsync();
        var code = await host.MailedAsync(person, Anna, AnnasMail);

        host.Skip(TimeSpan.FromMilliseconds(milliseconds));

        Assert.StartsWith(answer, await person.SayAsync(code), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-07")]
    public async Task A_code_ends_with_its_session()
    {
        var host = shared.AnotherDay();
        var person = await host.VisitorAsync();
        await person.AsksForAsync(Anna);
        host.Skip(TimeSpan.FromMinutes(14));
        var code = await host.SentAsync(AnnasMail, () => person.SayAsync(ByMail));

        host.Skip(TimeSpan.FromMinutes(1));

        Assert.DoesNotContain(Right, await person.SayAsync(code), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(299_999, HttpStatusCode.OK)]
    [InlineData(300_000, HttpStatusCode.Gone)]
    [Rule("D-07")]
    public async Task A_link_ends_by_its_time(int milliseconds, HttpStatusCode status)
    {
        var host = shared.AnotherDay();
        var (path, _) = await host.ToTheLinkAsync(await host.VisitorAsync(), Anna, AnnasMail, AnnasPhone);

        host.Skip(TimeSpan.FromMilliseconds(milliseconds));
        using var page = await host.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(status, page.StatusCode);
    }

    [Fact]
    [Rule("D-08")]
    public async Task A_session_is_extended_once()
    {
        var host = shared.AnotherDay();
        var person = await host.VisitorAsync();
        await person.AsksForAsync(Anna);
        host.Skip(TimeSpan.FromSeconds(899));
        Assert.Contains("You have 5 minutes more.", await person.SayAsync("I need more time"), StringComparison.Ordinal);
        Assert.Contains("I cannot give more time now.", await person.SayAsync("I need more time"), StringComparison.Ordinal);
        host.Skip(TimeSpan.FromSeconds(299));
        var code = await host.SentAsync(AnnasMail, () => person.SayAsync(ByMail));
        await person.SayAsync("I need more time");

        host.Skip(TimeSpan.FromSeconds(2));

        Assert.DoesNotContain(Right, await person.SayAsync(code), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-54")]
    [Rule("D-11")]
    public async Task A_used_code_proves_nothing_more()
    {
        var host = shared.AnotherDay();
        var person = await host.VisitorAsync();
        var code = await host.MailedAsync(person, Anna, AnnasMail);
        var proved = await person.SayAsync(code);
        var again = await person.SayAsync(code);
        var same = await person.SayAsync(ByMail);

        Assert.StartsWith(Right, proved, StringComparison.Ordinal);
        Assert.DoesNotContain("/r/", $"{again}{same}{await person.SayAsync("resend")}{await person.SayAsync("Choose a new password")}", StringComparison.Ordinal);
        Assert.DoesNotContain(Right, again, StringComparison.Ordinal);
        Assert.StartsWith("I did not understand that. Please pick one of these ways.", same, StringComparison.Ordinal);
    }}
