using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

public sealed class RegisterChats
{
    private const string Proof =
        "First show that it is you: type your current password on the secure page, never in this chat. If you open the page somewhere else, it asks for this code: {page}. The link works once, for 5 minutes. <Type my current password>";

    private const string Nothing = "You have not registered anything with me yet.";
    private const string FirstChoices = "What do you want to do? [Set my authentication phone | Set my authentication email | Set up my authenticator app | I am done]";
    private const string Choices =
        "What do you want to do? [Set my authentication phone | Set my authentication email | Set up my authenticator app | Remove something | Everything is right | I am done]";

    private const string Done = "All done. Say start over when you need me again. [Start over]";

    [Fact]
    public async Task Who_types_the_current_password_registers_and_removes()
    {
        var chat = new Chat();
        Assert.EndsWith($"bot:  {Proof}", await chat.PlayAsync("user: set up my recovery options\nuser: anna.lima@contoso.test"), StringComparison.Ordinal);
        Assert.Equal(
            "user: is it open?\nbot:  I am waiting for your current password on the secure page; I cannot take it here. Say resend if you need a new link. [Resend | Cancel]",
            await chat.PlayAsync("user: is it open?"));
        Assert.Equal($"user: resend\nbot:  {Proof}", await chat.PlayAsync("user: resend"));
        await ProveAsync(chat);
        Assert.Equal($"bot:  {Nothing}\nbot:  {FirstChoices}", await chat.WakeAsync());
        const string Script = $$"""
            user: email
            bot:  Please type the mail address. It must be one that you can read without your work account. I send a code to it. [Back]
            user: anna
            bot:  That does not look like a mail address. Please type it once more, such as name@example.com. [Back]
            user: anna.lima@contoso.test
            bot:  You cannot read that mailbox when you cannot sign in. Please type a mail address outside your organisation. [Back]
            user: anna@example.org
            bot:  A code of 6 digits is on its way to a***.org. It is good for 5 minutes. Please type it here. [Resend | Back]
            user: 12
            bot:  That is not the code. Please look again and type the newest one. Tries left with this code: 2. [Resend | Back]
            user: {code}
            bot:  Thank you, that is registered. I have told your other contact points.
            bot:  This is registered:
            Authentication email: a***.org
            bot:  {{Choices}}
            user: 1
            bot:  Please type the number of the phone, with its country code, such as +1 425 555 0100. I send a text with a code to it. [Back]
            user: 555
            bot:  I cannot send a text to that number. Please type it with its country code, such as +1 425 555 0100. [Back]
            user: +1 425 555 0177
            bot:  A code of 6 digits is on its way to ***77. It is good for 5 minutes. Please type it here. [Resend | Back]
            user: resend
            bot:  A code of 6 digits is on its way to ***77. It is good for 5 minutes. Please type it here. [Resend | Back]
            user: {code}
            bot:  Thank you, that is registered. I have told your other contact points.
            bot:  This is registered:
            Authentication phone: ***77
            Authentication email: a***.org
            bot:  {{Choices}}
            user: remove
            bot:  What do you want to remove? [Authentication phone | Authentication email | Back]
            user: phone
            bot:  It is removed. I have told your contact points.
            bot:  This is registered:
            Authentication email: a***.org
            bot:  {{Choices}}
            user: everything is right
            bot:  Thank you for checking.
            bot:  This is registered:
            Authentication email: a***.org
            bot:  {{Choices}}
            user: back
            bot:  I cannot go back from here. Say start over to begin again.
            bot:  This is registered:
            Authentication email: a***.org
            bot:  {{Choices}}
            user: done
            bot:  {{Done}}
            """;
        Assert.Equal(Script, await chat.PlayAsync(Script));
        Assert.Equal(["anna@example.org"], (await chat.World.EnrolmentAsync()).Contacts.Select(contact => contact.Value));
        Assert.DoesNotContain(chat.Echoes, echo => echo.Contains("example.org", StringComparison.Ordinal) || echo.Contains("0177", StringComparison.Ordinal));
        Assert.Null(await chat.WatchedUntilAsync());
    }

    [Fact]
    public async Task Dutch_is_spoken()
    {
        var chat = new Chat(locale: "nl-NL");
        Assert.EndsWith(
            "bot:  Laat eerst zien dat u het bent: typ uw huidige wachtwoord op de beveiligde pagina, nooit in deze chat. Als u de pagina ergens anders opent, vraagt die om deze code: {page}. De link werkt één keer, 5 minuten lang. <Typ mijn huidige wachtwoord>",
            await chat.PlayAsync("user: herstelopties\nuser: anna.lima@contoso.test"),
            StringComparison.Ordinal);
        await ProveAsync(chat);
        await chat.WakeAsync();
        const string Script = """
            user: telefoon
            bot:  Typ het nummer van de telefoon met de landcode, zoals +31 6 12345678. Ik stuur er een sms met een code naartoe. [Terug]
            user: +31 6 12345678
            bot:  Er is een code van 6 cijfers onderweg naar ***78. Die is 5 minuten geldig. Typ de code hier. [Opnieuw sturen | Terug]
            user: {code}
            bot:  Dank u, dat is geregistreerd. Ik heb het aan uw andere contactpunten gemeld.
            bot:  Dit is geregistreerd:
            Verificatietelefoon: ***78
            bot:  Wat wilt u doen? [Mijn verificatietelefoon instellen | Mijn verificatie-e-mailadres instellen | Mijn authenticator-app instellen | Iets verwijderen | Alles klopt | Ik ben klaar]
            user: ik ben klaar
            bot:  Alles is klaar. Zeg opnieuw beginnen als u mij weer nodig hebt. [Opnieuw beginnen]
            """;
        Assert.Equal(Script, await chat.PlayAsync(Script));
    }

    [Fact]
    public async Task The_app_is_set_up_on_the_secure_page_and_the_chat_continues_by_itself()
    {
        var chat = new Chat();
        await ToTheOptionsAsync(chat);
        Assert.Equal(
            """
            user: app
            bot:  Set up your authenticator app on the secure page. If you open the page somewhere else, it asks for this code: {page}. The link works once, for 5 minutes. Say back if you change your mind. <Set up my authenticator app>
            user: hello
            bot:  I am waiting until you are ready on the secure page. Say resend if you need a new link, or back to do something else. [Resend | Back]
            """,
            await chat.PlayAsync("user: app\nuser: hello"));
        var waiting = Assert.IsType<AppRegistering.Waiting>(await chat.World.AppRegistration.BeginAsync(await chat.OpenAsync(), CancellationToken.None));
        Assert.Equal(39, waiting.Key.Length);

        Assert.Equal($"user: back\nbot:  {Nothing}\nbot:  {FirstChoices}", await chat.PlayAsync("user: back"));
    }

    [Fact]
    public async Task Security_questions_are_chosen_from_the_list_and_their_answers_are_not_shown()
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Questions = new QuestionPolicy { Enabled = true, Registered = 3 } }));
        await ToTheOptionsAsync(chat);
        var first = await chat.PlayAsync("user: security questions");
        Assert.Contains("bot:  Question 1 of 3. Please choose one that only you can answer, by its number:\n1. ", first, StringComparison.Ordinal);
        Assert.EndsWith("[More questions | Back]", first, StringComparison.Ordinal);
        Assert.Contains("\n11. ", await chat.PlayAsync("user: more questions"), StringComparison.Ordinal);
        Assert.Contains("Please type your answer here, 3 to 40 characters.", await chat.PlayAsync("user: 12"), StringComparison.Ordinal);
        Assert.EndsWith("That answer is too short. Please type at least 3 characters. [Back]", await chat.PlayAsync("user: x"), StringComparison.Ordinal);
        Assert.Contains("Question 2 of 3.", await chat.PlayAsync("user: Delft"), StringComparison.Ordinal);
        await chat.PlayAsync("user: 1\nuser: Lasagne\nuser: 2");
        Assert.Contains("This is registered:\nSecurity questions\n", await chat.PlayAsync("user: Bruintje"), StringComparison.Ordinal);
        Assert.Equal(3, (await chat.World.EnrolmentAsync()).Answers.Count);
        Assert.DoesNotContain(chat.Echoes, echo => echo is "Delft" or "Lasagne" or "Bruintje" or "x");
    }

    [Fact]
    public async Task Somebody_unknown_gets_as_far_as_the_page()
    {
        var chat = new Chat();
        Assert.EndsWith($"bot:  {Proof}", await chat.PlayAsync("user: set up my recovery options\nuser: nobody@contoso.test"), StringComparison.Ordinal);

        Assert.IsType<PasswordTry.Wrong>(await chat.World.ProvePasswordAsync(await chat.OpenAsync(), chat.World.Directory.CurrentPassword));
        Assert.Equal("", await chat.WakeAsync());
    }

    [Fact]
    public async Task Too_few_ways_and_an_old_confirmation_are_said_at_once()
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, MethodsToRegister = 4 }));
        await chat.World.People.ChangeAsync(
            chat.World.Directory[FakeDirectory.Anna].Id,
            enrolment => enrolment.With(new EnrolledContact(ContactKind.AuthenticationEmail, "anna@example.org", chat.World.Vault.Now - TimeSpan.FromDays(200))),
            CancellationToken.None);
        Assert.Equal(
            $"""
            bot:  This is registered:
            Authentication email: a***.org
            bot:  Ways to prove who you are that are still missing: 1. Please add them, so that you can always get back into your account.
            bot:  It is a while ago that you confirmed this. Please check that all of it is still right.
            bot:  {Choices}
            """,
            await ToTheOptionsAsync(chat));
    }

    [Fact]
    public async Task A_day_after_a_reset_is_too_early()
    {
        var chat = new Chat();
        var guardId = chat.World.Vault.GuardId(TestWorld.Stranger(), chat.World.Directory[FakeDirectory.Anna].Id, FakeDirectory.Anna);
        await chat.World.Vault.Guards.TryCreateAsync(guardId, Guard.New with { Resets = [chat.World.Vault.Now] }, CancellationToken.None);
        Assert.Equal(
            "bot:  Your password was reset less than a day ago. To protect you, recovery options can be changed one day after that. Please come back tomorrow.",
            await ToTheOptionsAsync(chat));
    }

    [Fact]
    public async Task Whoever_has_registered_too_little_is_told_after_a_reset()
    {
        var chat = new Chat(new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, MethodsToRegister = 3 }));
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test\nuser: 1\nuser: {code}\nuser: 1\nuser: +14255550101\nuser: {code}");
        Assert.IsType<ResetOutcome.Done>(await chat.World.SetAsync(await chat.OpenAsync(), "Blue-Kettle-77-x"));
        Assert.EndsWith(
            "bot:  Too few ways to prove who you are are registered: 1 missing. From tomorrow on you can add them here: say set up my recovery options.",
            await chat.WakeAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_that_ends_while_registering_says_so()
    {
        var chat = new Chat();
        await ToTheOptionsAsync(chat);
        await chat.PlayAsync("user: email");
        chat.World.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.EndsWith(
            "Your time for this is over, so I closed it to protect you. Your account has not been changed. Say start over to begin again. [Start over]",
            await chat.PlayAsync("user: anna@example.org"),
            StringComparison.Ordinal);
    }

    private static async Task ProveAsync(Chat chat) =>
        Assert.IsType<PasswordTry.Right>(await chat.World.ProvePasswordAsync(await chat.OpenAsync(), chat.World.Directory.CurrentPassword));

    private static async Task<string> ToTheOptionsAsync(Chat chat)
    {
        await chat.PlayAsync("user: set up my recovery options\nuser: anna.lima@contoso.test");
        await ProveAsync(chat);
        return await chat.WakeAsync();
    }
}
