using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Channels.Twilio;

/// <summary>Whole conversations by text, through the webhook and the API.</summary>
public sealed class SmsChats
{
    private const string Ines = "ines.costa@contoso.test";
    private const string InesPhone = "+14255550109";
    private const string InesOtherPhone = "+14255550119";
    private const string Stranger = "+14255550142";

    [Fact]
    [Rule("D-37")]
    [Rule("D-39")]
    public async Task A_password_is_reset_by_text()
    {
        await using var host = await SmsHost.StartAsync();

        Assert.Equal(
            ["Hello, I help people at Contoso get back into their account. Step 1: don't panic. What can I do for you?\n1 I forgot my password\n2 I know my password but can't sign in\n3 I want to change my password\n4 Set up my recovery options"],
            await host.SayAsync(InesPhone, "hi", 1));
        await host.SayAsync(InesPhone, "1", 1);
        Assert.Equal(
            "Now let's make sure it is you. How do you want to prove it?\n1 Email my alternate email\n2 Email my authentication email\n3 Text my authentication phone\n4 Call my authentication phone\n5 Call my office phone\nOr reply: Contact administrator",
            Assert.Single(await host.SayAsync(InesPhone, Ines, 1)));
        await host.SayAsync(InesPhone, "1", 1);
        var second = await host.SayAsync(InesPhone, await host.Host.CodeToAsync("ines.costa@example.net"), 2);
        Assert.Equal("Thank you, that is right.", second[0]);
        Assert.Contains("1 Text my authentication phone", second[1], StringComparison.Ordinal);
        await host.SayAsync(InesPhone, "1", 1);
        await host.SayAsync(InesPhone, InesOtherPhone, 1);
        var before = host.Replies(InesPhone).Count;
        await host.SayAsync(InesPhone, await host.TextedCodeAsync(InesOtherPhone), 1);
        var link = await host.UntilSaidAsync(InesPhone, before, "/r/");
        before = host.Replies(InesPhone).Count;
        var (path, pageCode) = ChatPerson.LinkIn(link);
        using var page = new SecurePage(host.Home);
        await page.OpenAsync(path, pageCode);

        Assert.Contains("Your password has been reset", await page.SetAsync("Violet-Umbrella-93-q"), StringComparison.Ordinal);

        Assert.StartsWith("Your password has been reset.", (await host.RepliesAsync(InesPhone, before, 2))[0], StringComparison.Ordinal);
        Assert.All(host.Replies(InesPhone), text => Assert.True(text.Length <= 320 && Gsm7.Fits(text), text));
        Assert.DoesNotContain(host.Twilio.Requests, request => request["To"] == InesPhone && request["Body"]?.Contains("Code:", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task A_stranger_is_offered_as_much_for_an_account_as_for_none()
    {
        await using var host = await SmsHost.StartAsync();

        foreach (var userId in (string[])["anna.lima@contoso.test", "nobody@contoso.test"])
        {
            await host.SayAsync(Stranger, "start over", 1);
            await host.SayAsync(Stranger, "1", 1);
            Assert.Contains(" Text my mobile phone\n", Assert.Single(await host.SayAsync(Stranger, userId, 1)), StringComparison.Ordinal);
        }

        Assert.Equal([false, true], (await host.SessionsAsync()).Select(session => session.IsDecoy).Order());
        Assert.All(await host.SessionsAsync(), session => Assert.Equal((Stranger, Stranger), (session.Visitor.Phone, session.Visitor.Sender)));
    }

    [Theory]
    [InlineData("+31612345678", "Hallo, ik help mensen bij Contoso")]
    [InlineData("+4915112345678", "Hallo")]
    [InlineData("+33612345678", "Bonjour")]
    [InlineData("+34612345678", "Hola")]
    [InlineData("+14255550142", "Hello")]
    public async Task A_number_is_answered_in_its_language(string number, string beginning)
    {
        await using var host = await SmsHost.StartAsync();

        var welcome = Assert.Single(await host.SayAsync(number, "?", 1));

        Assert.StartsWith(beginning, welcome, StringComparison.Ordinal);
        Assert.True(Gsm7.Fits(welcome), welcome);
        Assert.Equal("I speak English now.", (await host.SayAsync(number, "english", 2))[0]);
    }

    [Fact]
    [Rule("D-39")]
    public async Task Stop_ends_everything_until_start()
    {
        await using var host = await SmsHost.StartAsync();
        await host.SayAsync(Stranger, "hi", 1);

        Assert.Equal(["Contoso: you get no more texts from this chat. Reply START when you need it again."], await host.SayAsync(Stranger, " Stop. ", 1));
        await host.SayAsync(Stranger, "stop", 0);
        await host.SayAsync(Stranger, "help", 0);
        await host.SayAsync(Stranger, "hi", 0);
        var after = await host.SayAsync(Stranger, "START", 1);

        Assert.Contains("1 I forgot my password", Assert.Single(after), StringComparison.Ordinal);
        Assert.Equal(3, host.Replies(Stranger).Count);
    }

    [Fact]
    public async Task What_twilio_has_answered_is_not_answered_again()
    {
        await using var host = await SmsHost.StartAsync();
        await host.TextAsync(new Dictionary<string, string>(SmsHost.Text(Stranger, "CANCEL")) { ["OptOutType"] = "STOP" });
        await host.SayAsync(Stranger, "hi", 0);
        await host.TextAsync(new Dictionary<string, string>(SmsHost.Text(Stranger, "START")) { ["OptOutType"] = "START" });

        Assert.StartsWith("Hello", Assert.Single(await host.RepliesAsync(Stranger, 0, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_who_this_is_and_how_to_reach_a_person()
    {
        await using var host = await SmsHost.StartAsync("--Organisation:HelpDeskPhone=+1 425 555 0199");
        await host.SayAsync(Stranger, "hi", 1);

        var help = await host.SayAsync(Stranger, "HELP", 3);

        Assert.Equal("This is Contoso: I help you get back into your work account. A person can help you too: +1 425 555 0199. Reply STOP to get no more texts.", help[0]);
    }

    [Fact]
    [Rule("D-32")]
    public async Task No_to_a_texted_code_raises_the_alarm()
    {
        await using var host = await SmsHost.StartAsync();
        await host.SayAsync(Stranger, "forgot pw", 1);
        await host.SayAsync(Stranger, "anna.lima@contoso.test", 1);
        await host.SayAsync(Stranger, "Text my mobile phone", 1);
        await host.SayAsync(Stranger, "+14255550101", 1);
        await host.TextedCodeAsync("+14255550101");

        var answer = await host.SayAsync("+14255550101", "No!", 1);

        Assert.Equal(["Thank you for telling us. I stopped it and warned the administrators. Do not tell the code to anybody."], answer);
        Assert.Equal(Calls.DeniedReason, Assert.Single(await host.SessionsAsync()).EndedBy);
        Assert.StartsWith("Hello", Assert.Single(await host.SayAsync("+14255550143", "no", 1)), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-39")]
    public async Task Pictures_are_not_looked_at_and_long_texts_are_cut()
    {
        await using var host = await SmsHost.StartAsync();
        await host.TextAsync(new Dictionary<string, string>(SmsHost.Text(Stranger, "")) { ["NumMedia"] = "1", ["MediaUrl0"] = $"{host.Twilio.Address}picture" });

        Assert.Equal(["I cannot look at pictures or files. Please write it in words."], await host.RepliesAsync(Stranger, 0, 1));
        Assert.NotEmpty(await host.SayAsync(Stranger, new string('a', 5_000), 1));
        Assert.NotEmpty(await host.SayAsync(Stranger, "😀", 1));
        Assert.NotEmpty(await host.SayAsync(Stranger, "", 1));
        Assert.All(host.Replies(Stranger), text => Assert.InRange(text.Length, 1, 320));
        Assert.DoesNotContain(host.Twilio.Requests, request => request.Path.Contains("picture", StringComparison.Ordinal));
    }
}
