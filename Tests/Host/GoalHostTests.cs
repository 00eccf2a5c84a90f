using System.Text.RegularExpressions;
using SsprBot.Abuse;
using Xunit;

namespace SsprBot.Host;

/// <summary>Unlocking, changing and registering with the whole product as a process.</summary>
public sealed partial class GoalHostTests
{
    private const string Ben = "ben.okafor@contoso.test";
    private const string BensMail = "ben.okafor@example.net";
    private const string BensPhone = "+14255550102";
    private const string BensPassword = "Quiet-Harbour-31";
    private const string David = "david.kim@contoso.test";
    private const string DavidsPassword = "Paper-Lantern-52";
    private const string NewPassword = "Violet-Umbrella-93-q";
    private const string Calling = "I am calling that phone now.";

    private static readonly (string, string) NoBotCheck = ("Policy__BotCheck", "None");

    [Fact]
    public async Task A_locked_account_is_unlocked_and_its_password_stays()
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        Assert.False(await host.CanSignInAsync(Ben, BensPassword));
        var person = await ChatPerson.StartAsync(host.Http);
        await ToTheCallAsync(person);

        Assert.Equal("confirmed", await host.PressAsync(BensPhone, "#"));
        Assert.StartsWith("Thank you, that is right.", await person.HearAsync(), StringComparison.Ordinal);
        await person.SayAsync("Email my alternate email");
        var said = await person.SayAsync(await host.CodeToAsync(BensMail));

        Assert.Contains("Your account is unlocked. Your password is still the same.", said, StringComparison.Ordinal);
        Assert.True(await host.CanSignInAsync(Ben, BensPassword));
        await host.CodeToAsync(BensMail);
        Assert.Equal([BensPhone, Ben, BensMail], await host.ToldAsync("was unlocked"));
    }

    [Theory]
    [InlineData("5", "notConfirmed", "Those were not the keys that I waited for")]
    [InlineData("#123456", "notConfirmed", "Those were not the keys that I waited for")]
    [InlineData("＃", "notConfirmed", "Those were not the keys that I waited for")]
    [InlineData("", "notConfirmed", "The call ended before it was confirmed.")]
    [InlineData("*", "denied", "Somebody said in the call that they did not ask for this")]
    [InlineData(null, "notConfirmed", "Nobody has answered the call so far.")]
    [Rule("D-31")]
    public async Task Whatever_else_happens_in_a_call_unlocks_nothing(string? keys, string answer, string said)
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        var person = await ChatPerson.StartAsync(host.Http);
        await ToTheCallAsync(person);

        Assert.Equal(answer, keys is null ? await host.LetItRingAsync(BensPhone) : await host.PressAsync(BensPhone, keys));

        Assert.StartsWith(said, await person.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("over", await host.PressAsync(BensPhone, "#"));
        if (answer is "denied")
        {
            Assert.StartsWith("Hello, I help people", await person.SayAsync("resend"), StringComparison.Ordinal);
            return;
        }

        // Nothing is lost: the next call is a new one.
        Assert.StartsWith(Calling, await person.SayAsync("resend"), StringComparison.Ordinal);
        Assert.Equal("confirmed", await host.PressAsync(BensPhone, "#", calls: 2));
        Assert.StartsWith("Thank you, that is right.", await person.HearAsync(), StringComparison.Ordinal);
        Assert.False(await host.CanSignInAsync(Ben, BensPassword));
    }

    [Fact]
    public async Task A_password_that_must_change_is_changed()
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        var person = await ChatPerson.StartAsync(host.Http);
        using var page = await OpenAsync(host, await ToTheChangeAsync(person));

        Assert.Contains("That is not the current password.", await page.ChangeAsync("Wrong-Password-1", NewPassword), StringComparison.Ordinal);
        Assert.Contains("Your password has been changed", await page.ChangeAsync(DavidsPassword, NewPassword), StringComparison.Ordinal);

        Assert.StartsWith("Your password has been changed.", await person.HearAsync(), StringComparison.Ordinal);
        Assert.True(await host.CanSignInAsync(David, NewPassword));
        Assert.False(await host.CanSignInAsync(David, DavidsPassword));
        Assert.Equal(["+14255550104", David, "david.kim@example.net"], await host.ToldAsync("was changed"));
    }

    [Theory]
    [InlineData("nobody@contoso.test")]
    [InlineData("grace.muller@contoso.test")]
    [InlineData("farid.aziz@contoso.test")]
    [Rule("D-76")]
    public async Task Whoever_is_unknown_or_excluded_reads_what_a_wrong_password_gives(string userId)
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        var person = await ChatPerson.StartAsync(host.Http);
        using var change = await OpenAsync(host, await ToTheChangeAsync(person, userId));
        Assert.Contains("That is not the current password.", await change.ChangeAsync("Wrong-Password-1", NewPassword), StringComparison.Ordinal);
        await person.SayAsync("start over");
        using var proof = await OpenAsync(host, await ToTheProofAsync(person, userId));
        Assert.Contains("That is not the current password.", await proof.ProveAsync("Wrong-Password-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_and_a_mail_address_are_registered_and_offered_at_the_next_reset()
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        var person = await ChatPerson.StartAsync(host.Http);
        using var page = await OpenAsync(host, await ToTheProofAsync(person));
        Assert.Contains("Thank you, it is you", await page.ProveAsync(DavidsPassword), StringComparison.Ordinal);
        Assert.Contains("You have not registered anything with me yet.", await person.HearAsync(), StringComparison.Ordinal);

        await person.SayAsync("Set my authentication phone");
        await person.SayAsync("+1 425 555 0174");
        Assert.Contains("Authentication phone: ***74", await person.SayAsync(await host.CodeToAsync("+14255550174")), StringComparison.Ordinal);
        await person.SayAsync("Set my authentication email");
        await person.SayAsync("david@example.org");
        Assert.Contains("Authentication email: d***.org", await person.SayAsync(await host.CodeToAsync("david@example.org")), StringComparison.Ordinal);
        Assert.StartsWith("All done.", await person.SayAsync("done"), StringComparison.Ordinal);
        Assert.Contains("authentication phone registered", string.Join('\n', await host.TextsToAsync("david.kim@example.net", 2)), StringComparison.Ordinal);

        await person.SayAsync("forgot pw");
        await person.SayAsync(David);
        await person.SayAsync("Email my authentication email");
        Assert.StartsWith("Thank you, that is right.", await person.SayAsync(await host.CodeToAsync("david@example.org", 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_host_goes_on_with_an_unlock_a_change_and_a_registration()
    {
        string data;
        ChatPerson ben, david, registering;
        (string Path, string PageCode) change, proof;
        await using (var first = await BotProcess.StartAsync(settings: NoBotCheck))
        {
            data = first.Data;
            ben = await ChatPerson.StartAsync(first.Http);
            await ToTheCallAsync(ben);
            await first.PressAsync(BensPhone, "");
            david = await ChatPerson.StartAsync(first.Http);
            change = await ToTheChangeAsync(david);
            registering = await ChatPerson.StartAsync(first.Http);
            proof = await ToTheProofAsync(registering, "ines.costa@contoso.test");
            await first.KillAsync();
        }

        await using (var second = await BotProcess.StartAsync(data, settings: NoBotCheck))
        {
            ben = ben.At(second.Http);
            Assert.Contains(Calling, await ben.SayAsync("resend"), StringComparison.Ordinal);
            await second.CallToAsync(BensPhone, 2);
            david = david.At(second.Http);
            registering = registering.At(second.Http);
            using var page = await OpenAsync(second, proof);
            await page.ProveAsync("Winter-Orchard-19");
            Assert.Contains("You have not registered anything", await registering.HearAsync(), StringComparison.Ordinal);
            await registering.SayAsync("phone");
            await registering.SayAsync("+1 425 555 0179");
            await second.CodeToAsync("+14255550179");
            await second.KillAsync();
        }

        await using var third = await BotProcess.StartAsync(data, settings: NoBotCheck);
        ben = ben.At(third.Http);
        Assert.Equal("confirmed", await third.PressAsync(BensPhone, "#", calls: 2));
        Assert.StartsWith("Thank you, that is right.", await ben.HearAsync(), StringComparison.Ordinal);
        await ben.SayAsync("1");
        Assert.Contains("Your account is unlocked.", await ben.SayAsync(await third.CodeToAsync(BensMail)), StringComparison.Ordinal);

        using (var page = await OpenAsync(third, change))
        {
            Assert.Contains("Your password has been changed", await page.ChangeAsync(DavidsPassword, NewPassword), StringComparison.Ordinal);
        }

        Assert.StartsWith("Your password has been changed.", await david.At(third.Http).HearAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "Authentication phone: ***79",
            await registering.At(third.Http).SayAsync(await third.CodeToAsync("+14255550179")),
            StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-33")]
    public async Task Whoever_says_that_it_was_not_them_is_asked_once_and_self_service_stops()
    {
        await using var host = await BotProcess.StartAsync(settings: NoBotCheck);
        var person = await ChatPerson.StartAsync(host.Http);
        using (var page = await OpenAsync(host, await ToTheChangeAsync(person)))
        {
            await page.ChangeAsync(DavidsPassword, NewPassword);
        }

        await host.ToldAsync("was changed");
        var link = new Uri(NotMe().Match((await host.TextsToAsync("david.kim@example.net", 1))[0]).Value);
        using var denial = new SecurePage(host.Http.BaseAddress!);
        Assert.Contains("Thank you, we are on it", await denial.PressAsync(link.AbsolutePath), StringComparison.Ordinal);
        using var again = await host.Http.GetAsync(new Uri(link.AbsolutePath, UriKind.Relative));
        Assert.DoesNotContain("<form", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await person.SayAsync("start over");
        using var blocked = await OpenAsync(host, await ToTheChangeAsync(person));
        Assert.Contains("That is not the current password.", await blocked.ChangeAsync(NewPassword, "Another-Umbrella-94-r"), StringComparison.Ordinal);
        Assert.True(await host.CanSignInAsync(David, NewPassword));
    }

    private static async Task ToTheCallAsync(ChatPerson person)
    {
        await person.SayAsync("I know my password but can't sign in");
        await person.SayAsync(Ben);
        await person.SayAsync("Call my mobile phone");
        Assert.StartsWith(Calling, await person.SayAsync("+1 425 555 0102"), StringComparison.Ordinal);
    }

    private static async Task<(string Path, string PageCode)> ToTheChangeAsync(ChatPerson person, string userId = David)
    {
        await person.SayAsync("I want to change my password");
        return ChatPerson.LinkIn(await person.SayAsync(userId));
    }

    private static async Task<(string Path, string PageCode)> ToTheProofAsync(ChatPerson person, string userId = David)
    {
        await person.SayAsync("Set up my recovery options");
        return ChatPerson.LinkIn(await person.SayAsync(userId));
    }

    private static async Task<SecurePage> OpenAsync(BotProcess host, (string Path, string PageCode) link)
    {
        var page = new SecurePage(host.Http.BaseAddress!);
        await page.OpenAsync(link.Path, link.PageCode);
        return page;
    }

    [GeneratedRegex(@"https?://\S+/not-me/[\w-]+")]
    private static partial Regex NotMe();
}
