using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

public sealed class AuthenticatorChats
{
    private const string Buttons = "[Another method | Contact administrator]";
    private const string Type = $"Please open your authenticator app and type the code of 6 digits that it shows for your work account. {Buttons}";
    private const string Methods =
        "Now let's make sure it is you. How do you want to prove it? [Email my alternate email | Text my mobile phone | Call my mobile phone | Enter a code from my authenticator app | Contact administrator]";

    private const string ToTheMethods = "user: forgot pw\nuser: anna.lima@contoso.test";

    [Fact]
    public async Task The_app_is_one_of_two_gates()
    {
        var chat = new Chat();
        var app = await FakeApp.OfAnnaAsync(chat.World);
        await chat.PlayAsync(ToTheMethods);
        var script = $$"""
            user: authenticator
            bot:  {{Type}}
            user: {{app.Code()[..3]}} {{app.Code()[3..]}}
            bot:  Thank you, that is right.
            bot:  One more proof is needed, in another way. Which one do you want to use? [Email my alternate email | Text my mobile phone | Call my mobile phone | Contact administrator]
            user: email
            bot:  If this address is registered, a code of 6 digits is on its way. It is good for 5 minutes. Please type it here. Nothing came? Look in the spam folder too. [Resend | Another method | Contact administrator]
            user: {code}
            bot:  Thank you, it is you. Now choose a new password on the secure page. Never type it in this chat. If you open the page somewhere else, it asks for this code: {page}. The link works once, for 5 minutes. <Choose a new password>
            """;
        Assert.Equal(script, await chat.PlayAsync(script));
        Assert.DoesNotContain(chat.Echoes, echo => echo.Contains(app.Code()[..3], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_used_and_late_codes_are_told_kindly_and_a_new_question_is_open_at_once()
    {
        var chat = new Chat();
        var app = await FakeApp.OfAnnaAsync(chat.World, chat.World.Time.GetUtcNow().ToUnixTimeSeconds() / 30);
        await chat.PlayAsync(ToTheMethods);
        var wrong = $$"""
            user: 4
            bot:  {{Type}}
            user: {{app.Code()}}
            bot:  That code did not work. Each code works once: please wait until the app shows the next one, and type that. Tries left before I ask anew: 2. {{Buttons}}
            user: ١٢٣٤٥٦
            bot:  That code did not work. Each code works once: please wait until the app shows the next one, and type that. Tries left before I ask anew: 1. {{Buttons}}
            user: abc
            bot:  These codes did not work. Please check that your phone sets its time by itself, wait until the app shows the next code, and type that. Or choose another method. {{Buttons}}
            """;
        Assert.Equal(wrong, await chat.PlayAsync(wrong));
        chat.World.Time.Advance(TimeSpan.FromMinutes(5));
        var late = $$"""
            user: {{app.Code()}}
            bot:  That took a little long, so I ask once more. Please type the code that your authenticator app shows now. {{Buttons}}
            user: {{app.Code()}}
            bot:  Thank you, that is right.
            bot:  One more proof is needed, in another way. Which one do you want to use? [Email my alternate email | Text my mobile phone | Call my mobile phone | Contact administrator]
            """;
        Assert.Equal(late, await chat.PlayAsync(late));
    }

    [Fact]
    public async Task Back_and_another_method_lead_to_the_choice_and_there_is_nothing_to_resend()
    {
        var chat = new Chat();
        await FakeApp.OfAnnaAsync(chat.World);
        await chat.PlayAsync(ToTheMethods);
        const string Script = $$"""
            user: authenticator app
            bot:  {{Type}}
            user: another method
            bot:  {{Methods}}
            user: authenticator app
            bot:  {{Type}}
            user: resend
            bot:  There is nothing to send again yet.
            bot:  {{Type}}
            user: back
            bot:  {{Methods}}
            """;
        Assert.Equal(Script, await chat.PlayAsync(Script));
    }

    [Fact]
    public async Task Five_wrong_codes_end_the_visit_for_somebody_unknown_in_the_same_words()
    {
        const string Script = """
            user: forgot pw
            user: {0}
            user: authenticator app
            user: 1
            user: 2
            user: 3
            user: 4
            user: 5
            """;
        var policy = Domain.Policy.For(Domain.Baseline.Entra) with
        {
            BotCheck = Domain.BotCheck.None,
            Methods = [Domain.GateMethod.AuthenticatorApp, Domain.GateMethod.EmailAlternate],
        };
        var annas = new Chat(new TestWorld(policy));
        await FakeApp.OfAnnaAsync(annas.World);
        var said = await annas.PlayAsync(Script.Replace("{0}", FakeDirectory.Anna, StringComparison.Ordinal));

        Assert.Contains("I could not verify you here.", said, StringComparison.Ordinal);
        Assert.Equal(
            said.Replace(FakeDirectory.Anna, "nobody@contoso.test", StringComparison.Ordinal),
            await new Chat(new TestWorld(policy)).PlayAsync(Script.Replace("{0}", "nobody@contoso.test", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Dutch_is_spoken()
    {
        var chat = new Chat(locale: "nl-NL");
        var app = await FakeApp.OfAnnaAsync(chat.World);
        await chat.PlayAsync("user: wachtwoord vergeten\nuser: anna.lima@contoso.test");
        const string Knoppen = "[Andere methode | Contact met beheerder]";
        var script = $$"""
            user: authenticator
            bot:  Open uw authenticator-app en typ de code van 6 cijfers die daar bij uw werkaccount staat. {{Knoppen}}
            user: 12
            bot:  Die code werkte niet. Elke code werkt één keer: wacht tot de app de volgende toont en typ die. Pogingen over voordat ik het opnieuw vraag: 2. {{Knoppen}}
            user: 12
            bot:  Die code werkte niet. Elke code werkt één keer: wacht tot de app de volgende toont en typ die. Pogingen over voordat ik het opnieuw vraag: 1. {{Knoppen}}
            user: 12
            bot:  Deze codes werkten niet. Kijk of uw telefoon de tijd zelf instelt, wacht tot de app de volgende code toont en typ die. Of kies een andere methode. {{Knoppen}}
            user: {{app.Code()}}
            bot:  Dank u, dat klopt.
            bot:  Er is nog één bewijs nodig, op een andere manier. Welke wilt u gebruiken? [E-mail mijn alternatieve e-mailadres | Sms mijn mobiele telefoon | Bel mijn mobiele telefoon | Contact met beheerder]
            """;
        Assert.Equal(script, await chat.PlayAsync(script));
    }
}
