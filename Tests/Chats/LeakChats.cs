using System.Text;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Chats;

public sealed class LeakChats
{
    private const string Canary = "Tr0ub4dor&3";
    private const string Hidden = "••••••";
    private const string Goals = "[I forgot my password | I know my password but can't sign in | I want to change my password | Set up my recovery options]";
    private const string Welcome = $"Hello, I help people at Contoso get back into their account. Step 1: don't panic. What can I do for you? {Goals}";
    private const string WhoAreYou = "What is your user ID? It often looks like an email address, such as name@company.com. [Back | Help]";
    private const string Methods = "Now let's make sure it is you. How do you want to prove it? [Email my alternate email | Text my mobile phone | Call my mobile phone | Contact administrator]";
    private const string Never =
        "That looks like a password, so I did not keep it and do not show it. Please never type a password in this chat. A password that was typed in a chat counts as known to others: if it was one, choose another and use that one nowhere any more.";

    [Fact]
    public async Task A_password_that_nobody_asked_for_is_not_kept_not_shown_and_its_owner_is_told()
    {
        const string Script = $"""
            user: {Canary}
            bot:  {Never}
            bot:  {Welcome}
            user: my password is {Canary}
            bot:  {Never}
            bot:  {Welcome}
            user: 1
            bot:  {WhoAreYou}
            user: {Canary}
            bot:  That looks like a password, so I did not keep it and do not show it. Please never type a password in this chat; if it was one, choose another and use that one nowhere any more. If it is your user ID, type it in small letters.
            bot:  {WhoAreYou}
            user: anna.lima@contoso.test
            bot:  {Methods}
            user: sms {Canary}
            bot:  {Never}
            bot:  {Methods}
            user: 482 913
            bot:  That looks like a code. I am not asking for one now, so I did not keep it and do not show it. Please never tell a code to anybody who asks for it.
            bot:  {Methods}
            """;
        var chat = new Chat();
        Assert.Equal(Script, await chat.PlayAsync(Script));
        Assert.Equal([Hidden, Hidden, "1", Hidden, "anna.lima@contoso.test", Hidden, Hidden], chat.Echoes);
        AssertNowhere(chat);
    }

    [Fact]
    public async Task A_password_typed_in_the_chat_cannot_be_chosen_on_the_page()
    {
        var chat = new Chat();
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test\nuser: 1\nuser: {code}\nuser: 1\nuser: +14255550101\nuser: {code}");

        Assert.Equal(
            $"""
            user: {Canary}
            bot:  That looks like a password, so I did not keep it and do not show it. A password that was typed in a chat counts as known to others: please choose another one, on the secure page. Say resend if you need a new link. [Resend | Cancel]
            """,
            await chat.PlayAsync($"user: {Canary}"));

        var token = chat.LastLink[(chat.LastLink.LastIndexOf('/') + 1)..];
        var opened = Assert.IsType<LinkOpening.Opened>(await chat.World.Links.OpenInConversationAsync(token, "directline", "chat-1", CancellationToken.None));
        var refused = Assert.IsType<ResetOutcome.RulesBroken>(await chat.World.SetAsync(opened.Key, Canary));
        Assert.Contains(new PasswordRule(new PasswordFault.TypedInTheChat(), false), refused.Rules);
        Assert.Equal(Hidden, chat.Echoes[^1]);
        AssertNowhere(chat);
    }

    [Fact]
    public async Task A_password_instead_of_a_code_is_remembered_too()
    {
        var chat = new Chat();
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test\nuser: 1");
        Assert.StartsWith($"user: {Canary}\nbot:  {Never}\nbot:  That is not the code.", await chat.PlayAsync($"user: {Canary}"), StringComparison.Ordinal);
        var session = await chat.World.SessionAsync(chat.World.Records.Kept.Keys.Single(key => key.Kind.Name == "session").Id);
        Assert.Single(session.Leaked);
        AssertNowhere(chat);
    }

    [Fact]
    public async Task A_number_may_be_a_user_id_but_is_not_shown()
    {
        var chat = new Chat();
        Assert.Contains("How do you want to prove it?", await chat.PlayAsync("user: forgot pw\nuser: 482913"), StringComparison.Ordinal);
        Assert.Equal(Hidden, chat.Echoes[^1]);
    }

    [Fact]
    public async Task Somebody_unknown_is_warned_in_the_same_words()
    {
        var said = new List<string>();
        foreach (var userId in (string[])["anna.lima@contoso.test", "nobody@contoso.test"])
        {
            var world = new World.TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Methods = [GateMethod.EmailAlternate, GateMethod.TextMobile] });
            var chat = new Chat(world);
            await chat.PlayAsync($"user: forgot pw\nuser: {userId}");
            said.Add(await chat.PlayAsync($"user: {Canary}\nuser: 1\nuser: {Canary}"));
            said.Add($"{world.Records.Operations} {world.Audited.Count}");
        }

        Assert.Equal(said[0], said[2]);
    }

    [Fact]
    public async Task The_warning_is_spoken_in_dutch()
    {
        var chat = new Chat(locale: "nl-NL");
        Assert.StartsWith(
            $"user: {Canary}\nbot:  Dat lijkt op een wachtwoord, dus ik heb het niet bewaard en toon het niet. Typ nooit een wachtwoord in deze chat.",
            await chat.PlayAsync($"user: {Canary}"),
            StringComparison.Ordinal);
        await chat.PlayAsync("user: wachtwoord vergeten");
        Assert.Contains("Is het uw gebruikers-ID, typ het dan in kleine letters.", await chat.PlayAsync($"user: {Canary}"), StringComparison.Ordinal);
        await chat.PlayAsync("user: anna.lima@contoso.test");
        Assert.Contains("Dat lijkt op een code. Ik vraag er nu geen", await chat.PlayAsync("user: 482913"), StringComparison.Ordinal);
        AssertNowhere(chat);
    }

    private static void AssertNowhere(Chat chat)
    {
        Assert.DoesNotContain(chat.World.Records.Kept, record =>
            record.Key.Id.Contains(Canary, StringComparison.Ordinal) || Encoding.UTF8.GetString(record.Value.Content.Span).Contains("Tr0ub4dor", StringComparison.Ordinal));
        Assert.DoesNotContain(chat.World.Audited, line => line.ToString().Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(chat.World.Sent, message => message.Holes.Values.Any(value => value.Contains(Canary, StringComparison.Ordinal)));
        Assert.DoesNotContain(chat.Echoes, echo => echo.Contains(Canary, StringComparison.Ordinal));
    }
}
