using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

public sealed class ResetChats
{
    private const string Down =
        "The directory does not answer at the moment. Nothing is lost or used up. I can tell you when it is back, or you try again in a few minutes. [Tell me when it is back | Contact administrator]";

    private const string Goals = "[I forgot my password | I know my password but can't sign in | I want to change my password | Set up my recovery options]";
    private const string Welcome = $"Hello, I help people at Contoso get back into their account. Step 1: don't panic. What can I do for you? {Goals}";
    private const string WhoAreYou = "What is your user ID? It often looks like an email address, such as name@company.com. [Back | Help]";
    private const string Methods = "Now let's make sure it is you. How do you want to prove it? [Email my alternate email | Text my mobile phone | Call my mobile phone | Contact administrator]";
    private const string CodeButtons = "[Resend | Another method | Contact administrator]";
    private const string MailOnItsWay =
        $"If this address is registered, a code of 6 digits is on its way. It is good for 5 minutes. Please type it here. Nothing came? Look in the spam folder too. {CodeButtons}";

    private const string WholeNumber =
        "To protect you, please type the whole number of that phone. I only send a text if it is the number on record. [Another method | Contact administrator]";

    private const string Cancelled = "I stopped. Nothing was changed. Say start over when you want to begin again. [Start over]";
    private const string HelpDesk = "A person can help you: write to helpdesk@contoso.test. Your support code is {support}; please mention it.";
    private const string Link =
        "Thank you, it is you. Now choose a new password on the secure page. Never type it in this chat. If you open the page somewhere else, it asks for this code: {page}. The link works once, for 5 minutes. <Choose a new password>";

    [Fact]
    public Task Two_codes_open_the_secure_page() => SaysAsync(new Chat(), $$"""
        user: hi
        bot:  {{Welcome}}
        user: I forgot my password
        bot:  {{WhoAreYou}}
        user: anna.lima@contoso.test
        bot:  {{Methods}}
        user: Email my alternate email
        bot:  {{MailOnItsWay}}
        user: {code}
        bot:  Thank you, that is right.
        bot:  One more proof is needed, in another way. Which one do you want to use? [Text my mobile phone | Call my mobile phone | Contact administrator]
        user: 1
        bot:  {{WholeNumber}}
        user: (425) 555-0101
        bot:  A text with a code of 6 digits is on its way to that phone. It is good for 5 minutes. Please type it here. {{CodeButtons}}
        user: {code}
        bot:  {{Link}}
        """);

    [Fact]
    public Task Whom_the_channel_vouches_for_is_not_asked_who_they_are() => SaysAsync(new Chat(visitor: TestWorld.Stranger() with { TrustedUserId = FakeDirectory.Anna }), $$"""
        user: I forgot my password
        bot:  {{Methods}}
        user: back
        bot:  {{Welcome}}
        """);

    [Fact]
    public async Task The_chat_continues_by_itself_when_the_password_is_set()
    {
        var chat = new Chat();
        await ToTheLinkAsync(chat);
        var token = chat.LastLink[(chat.LastLink.LastIndexOf('/') + 1)..];
        var opened = Assert.IsType<LinkOpening.Opened>(await chat.World.Links.OpenInConversationAsync(token, "directline", "chat-1", CancellationToken.None));

        Assert.IsType<ResetOutcome.Done>(await chat.World.SetAsync(opened.Key, "Blue-Kettle-77-x"));

        Assert.Equal(1, chat.World.Woken);
        Assert.Equal(
            """
            bot:  Your password has been reset.
            bot:  What to do next: sign in with the new password, and enter it on your other devices, in mail apps, on Wi-Fi and VPN. If a computer still asks for the old one, connect it to the company network and lock and unlock it. I have told all your contact points.
            """,
            await chat.WakeAsync());
        Assert.Null(await chat.WatchedUntilAsync());
    }

    [Fact]
    public async Task A_new_link_can_be_asked_for_while_the_page_waits()
    {
        var chat = new Chat();
        await ToTheLinkAsync(chat);
        Assert.Equal(
            """
            user: are you there?
            bot:  I am waiting for your new password on the secure page; I cannot take it here. Say resend if you need a new link. [Resend | Cancel]
            user: resend
            bot:  Here is a new link; the one before no longer works. If you open the page somewhere else, it asks for this code: {page}. The link works once, for 5 minutes. <Choose a new password>
            """,
            await chat.PlayAsync("user: are you there?\nuser: resend"));
        Assert.Equal("", await chat.WakeAsync());
    }

    [Fact]
    public Task Three_wrong_tries_burn_a_code_and_five_end_the_visit() => SaysAsync(new Chat(), $$"""
        user: forgot pw
        bot:  {{WhoAreYou}}
        user: anna.lima@contoso.test
        bot:  {{Methods}}
        user: 1
        bot:  {{MailOnItsWay}}
        user: not a code
        bot:  That is not the code. Please look again and type the newest one. Tries left with this code: 2. {{CodeButtons}}
        user: １２３４５６
        bot:  That is not the code. Please look again and type the newest one. Tries left with this code: 1. {{CodeButtons}}
        user: 1e5
        bot:  That was not the code, and it is used up now. Say resend for a new one, or choose another method. {{CodeButtons}}
        user: {code}
        bot:  That was not the code, and it is used up now. Say resend for a new one, or choose another method. {{CodeButtons}}
        user: resend
        bot:  Another code is on its way, if this is registered. Only the newest one counts, for 5 minutes. Please type it here. {{CodeButtons}}
        user: 1
        bot:  That is not the code. Please look again and type the newest one. Tries left with this code: 2. {{CodeButtons}}
        user: 2
        bot:  I could not verify you here. Your account has not been changed. You can try again in 24 hours, or ask a person for help.
        bot:  {{HelpDesk}}
        user: hi
        bot:  {{Welcome}}
        """);

    [Fact]
    public async Task Somebody_unknown_reads_the_same_words()
    {
        const string Script = """
            user: forgot pw
            user: {0}
            user: 1
            user: 1
            user: 2
            user: 3
            user: resend
            user: 4
            user: 5
            """;
        var transcripts = new List<string>();
        foreach (var userId in (string[])["anna.lima@contoso.test", "nobody@contoso.test", "admin@contoso.test", "off@contoso.test", "bare@contoso.test"])
        {
            var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Methods = [GateMethod.EmailAlternate, GateMethod.TextMobile] });
            world.Directory["admin@contoso.test"] = FakeDirectory.Person("admin@contoso.test", TestWorld.AnnasMail, TestWorld.AnnasPhone) with { Privileged = true };
            world.Directory["off@contoso.test"] = FakeDirectory.Person("off@contoso.test", TestWorld.AnnasMail, TestWorld.AnnasPhone) with { Enabled = false };
            world.Directory["bare@contoso.test"] = FakeDirectory.Person("bare@contoso.test");
            var chat = new Chat(world);
            transcripts.Add((await chat.PlayAsync(Script.Replace("{0}", userId, StringComparison.Ordinal))).Replace(userId, "", StringComparison.Ordinal));
            Assert.Equal(userId == FakeDirectory.Anna ? 2 : 0, world.Sent.Count(message => message.Kind is not OutboxKind.Nothing));
        }

        Assert.Single(transcripts.Distinct());
    }

    [Fact]
    public Task Commands_work_at_every_question() => SaysAsync(new Chat(), $$"""
        user: hi
        bot:  {{Welcome}}
        user: back
        bot:  I cannot go back from here. Say start over to begin again.
        bot:  {{Welcome}}
        user: resend
        bot:  There is nothing to send again yet.
        bot:  {{Welcome}}
        user: what about lunch
        bot:  I did not understand that. Please pick one of these. Say help to see what else I can do. {{Goals}}
        user: 1
        bot:  {{WhoAreYou}}
        user: another method
        bot:  There is no other method to choose here.
        bot:  {{WhoAreYou}}
        user: anna.lima@contoso.test
        bot:  {{Methods}}
        user: no start at 01.01.2022
        bot:  I did not understand that. Please pick one of these ways. [Email my alternate email | Text my mobile phone | Call my mobile phone | Contact administrator]
        user: back
        bot:  {{Welcome}}
        user: 1
        bot:  {{WhoAreYou}}
        user: anna.lima@contoso.test
        bot:  {{Methods}}
        user: 2
        bot:  {{WholeNumber}}
        user: another method
        bot:  {{Methods}}
        user: 1
        bot:  {{MailOnItsWay}}
        user: contact administrator
        bot:  {{HelpDesk}}
        bot:  {{MailOnItsWay}}
        user: back
        bot:  {{Methods}}
        user: cancel
        bot:  {{Cancelled}}
        user: start over
        bot:  {{Welcome}}
        user: start over
        bot:  {{Welcome}}
        """);

    [Fact]
    public Task Help_comes_before_anything_else() => SaysAsync(new Chat(), $$"""
        user: help
        bot:  I help you get back into your account: you tell me your user ID, prove that it is you, and choose a new password on a secure page. I never ask for a password in this chat. You can always say: back, cancel, start over, resend, another method, contact administrator, language.
        bot:  {{Welcome}}
        """);

    [Fact]
    public async Task Odd_user_ids_get_a_kind_answer()
    {
        var chat = new Chat();
        await chat.PlayAsync("user: forgot pw");
        foreach (var odd in (string[])[new string('x', 5000), "anna\u0000lima", "😀@contoso.test", "*)(objectclass=*", "anna@contoso.test,evil@contoso.test", "ａnna@contoso.test"])
        {
            Assert.EndsWith(
                "bot:  That does not look like a user ID. It has at most 113 letters, digits and signs, without spaces. Please type it once more. [Back | Help]",
                await chat.PlayAsync($"user: {odd}"),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_directory_that_is_down_costs_nothing()
    {
        var chat = new Chat();
        chat.World.Directory.IsDown = true;
        Assert.EndsWith(
            $"{Down}\nbot:  What is your user ID? It often looks like an email address, such as name@company.com. [Back | Help]",
            await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test"),
            StringComparison.Ordinal);
        chat.World.Directory.IsDown = false;
        await chat.PlayAsync("user: start over\nuser: 1\nuser: anna.lima@contoso.test\nuser: 1");
        chat.World.Directory.IsDown = true;
        Assert.Equal(
            $"""
            user: resend
            bot:  {Down}
            bot:  {Methods}
            """,
            await chat.PlayAsync("user: resend"));
    }

    [Fact]
    public async Task An_expired_code_and_an_expired_visit_are_told_apart()
    {
        var chat = new Chat();
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test\nuser: 1");
        chat.World.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.EndsWith($"That code has expired. Say resend and I will send a new one. {CodeButtons}", await chat.PlayAsync("user: {code}"), StringComparison.Ordinal);
        chat.World.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.EndsWith(
            "Your time for this is over, so I closed it to protect you. Your account has not been changed. Say start over to begin again. [Start over]",
            await chat.PlayAsync("user: resend"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_is_announced_and_can_be_put_off_once()
    {
        var chat = new Chat();
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test");
        Assert.Equal(chat.World.Vault.Now + TimeSpan.FromMinutes(15), await chat.WatchedUntilAsync());
        Assert.Equal("bot:  Your time ends in about 2 minutes. Do you need more? [I need more time]", await chat.WakeAsync(RootDialog.AlmostUp));
        Assert.Equal(
            $"""
            user: I need more time
            bot:  You have 5 minutes more.
            bot:  {Methods}
            user: more time
            bot:  I cannot give more time now. If it runs out, say start over and we begin again.
            bot:  {Methods}
            """,
            await chat.PlayAsync("user: I need more time\nuser: more time"));
        Assert.Equal(chat.World.Vault.Now + TimeSpan.FromMinutes(20), await chat.WatchedUntilAsync());
    }

    [Fact]
    public async Task What_is_typed_at_a_secret_question_is_never_echoed()
    {
        var chat = new Chat();
        await chat.PlayAsync("user: hello there!\nuser: Tr0ub4dor&3\nuser: 1\nuser: anna.lima@contoso.test\nuser: 1\nuser: 123456\nuser: help\nuser: {code}\nuser: 1\nuser: +14255550101\nuser: {code}\nuser: Tr0ub4dor&3");
        Assert.Equal(
            ["hello there!", "••••••", "1", "anna.lima@contoso.test", "1", "••••••", "help", "••••••", "1", "••••••", "••••••", "••••••"],
            chat.Echoes);
    }

    [Fact]
    public async Task A_picture_is_asked_for_and_an_old_card_is_not_taken()
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra)));
        const string Picture = "Please type the characters in the picture, or listen to them. This shows me that you are a person. (picture)";
        const string AnotherPicture = "Those were not the characters. Here is another picture. Please try again. (picture)";
        Assert.EndsWith(Picture, await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test"), StringComparison.Ordinal);
        var id = chat.World.Records.Kept.Keys.Single(key => key.Kind.Name == "session").Id;
        var first = (await chat.World.SessionAsync(id)).BotChallenge!.Text;

        Assert.EndsWith(AnotherPicture, await chat.PlayAsync("user: 000000"), StringComparison.Ordinal);
        Assert.EndsWith(AnotherPicture, await chat.SubmitAsync(new { answer = first, nonce = $"{id}/0" }), StringComparison.Ordinal);
        Assert.Equal(1, (await chat.World.SessionAsync(id)).WrongBotChecks);

        var second = (await chat.World.SessionAsync(id)).BotChallenge!.Text;
        Assert.EndsWith(Methods, await chat.SubmitAsync(new { answer = second, nonce = $"{id}/1" }), StringComparison.Ordinal);
        Assert.All(chat.Echoes.Skip(2), echo => Assert.Equal("••••••", echo));
    }

    [Fact]
    public async Task Where_accounts_are_not_hidden_the_truth_is_told_at_once()
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, HideAccounts = false }));
        Assert.EndsWith(
            $"bot:  Your account cannot be reset here. A person can help you.\nbot:  {HelpDesk}",
            await chat.PlayAsync("user: forgot pw\nuser: nobody@contoso.test"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Self_service_that_is_off_for_everybody_is_told_at_once()
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra) with { Enabled = EnabledFor.Nobody }, new HelpDesk(null, "", "")));
        Assert.EndsWith(
            "bot:  Resetting passwords here is switched off in your organisation. A person can help you.\n"
            + "bot:  I have written to your administrator. Your support code is {support}; please mention it when they ask.",
            await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test"),
            StringComparison.Ordinal);
        Assert.Equal("admin@contoso.test", Assert.Single(chat.World.Sent).To);
    }

    [Fact]
    public async Task Another_picture_is_shown_to_whoever_cannot_read_this_one()
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra)));
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test");
        await SaysAsync(chat, """
            user: resend
            bot:  Here is another picture. Please type its characters, or listen to them. (picture)
            user: another method
            bot:  Here is another picture. Please type its characters, or listen to them. (picture)
            user: something
            bot:  Those were not the characters. Here is another picture. Please try again. (picture)
            """);
    }

    [Fact]
    public async Task The_end_of_a_visit_is_watched_once_whatever_is_said_at_the_picture()
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra)));
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test\nuser: something\nuser: resend");
        var visit = Assert.Single(chat.Watched);
        await chat.PlayAsync($"user: {(await chat.World.SessionAsync(visit.Id)).BotChallenge!.Text}\nuser: 1");

        Assert.NotEmpty(chat.World.Sent);
        Assert.Same(visit, Assert.Single(chat.Watched));
        Assert.NotNull(await chat.WatchedUntilAsync());
    }

    [Fact]
    public async Task Whoever_goes_back_from_the_picture_has_left_that_visit()
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra)));
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test");
        Assert.NotNull(await chat.WatchedUntilAsync());

        await chat.PlayAsync("user: back");
        Assert.Null(await chat.WatchedUntilAsync());

        await chat.PlayAsync("user: anna.lima@contoso.test");
        Assert.NotNull(await chat.WatchedUntilAsync());
        Assert.Equal(2, chat.Watched.Count);
    }

    [Fact]
    public async Task A_visit_that_another_one_follows_in_the_same_chat_is_over()
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra)));
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test");
        var first = Assert.Single(chat.Watched);
        chat.World.Directory.IsDown = true;
        await chat.PlayAsync($"user: {first.BotChallenge!.Text}");
        chat.World.Directory.IsDown = false;
        await chat.PlayAsync("user: anna.lima@contoso.test");

        Assert.False((await chat.World.SessionAsync(first.Id)).IsLive(chat.World.Vault.Now));
        Assert.NotNull(await chat.WatchedUntilAsync());
    }

    [Theory]
    [InlineData(BotCheck.Captcha, FakeDirectory.Anna)]
    [InlineData(BotCheck.None, FakeDirectory.Anna)]
    [InlineData(BotCheck.None, "nobody@contoso.test")]
    public async Task A_turn_reads_and_writes_bot_state_once_and_takes_at_most_four_other_operations(BotCheck botCheck, string userId)
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = botCheck }));
        var turns = new List<(string Said, long BotState, long Other)>();
        string[] check = botCheck is BotCheck.None ? [] : ["{picture}"];
        string[] rest = userId == FakeDirectory.Anna ? ["resend", "{code}", "1", "+14255550101", "{code}"] : ["cancel"];
        foreach (var line in (string[])["hi", "1", userId, .. check, "1", "000000", .. rest])
        {
            var words = line == "{picture}" ? (await chat.World.SessionAsync(chat.World.Records.Kept.Keys.Single(key => key.Kind.Name == "session").Id)).BotChallenge!.Text : line;
            var (all, botState) = (chat.World.Records.Operations, chat.World.Records.OperationsOn("bot-state"));
            await chat.PlayAsync($"user: {words}");
            botState = chat.World.Records.OperationsOn("bot-state") - botState;
            turns.Add((line, botState, chat.World.Records.Operations - all - botState));
        }

        Assert.Equal(userId == FakeDirectory.Anna, chat.LastLink.Length > 0);
        Assert.All(turns, turn => Assert.True(turn is { BotState: <= 2, Other: <= 4 }, $"{turn}"));
    }

    private static Task<string> ToTheLinkAsync(Chat chat) => chat.PlayAsync(
        "user: forgot pw\nuser: anna.lima@contoso.test\nuser: 1\nuser: {code}\nuser: 1\nuser: +14255550101\nuser: {code}");

    private static async Task SaysAsync(Chat chat, string script) => Assert.Equal(script, await chat.PlayAsync(script));
}
