using SsprBot.Domain;
using Xunit;

namespace SsprBot.Chats;

public sealed class ChangeChats
{
    [Fact]
    public async Task Anybody_gets_the_page_and_the_chat_continues_when_it_is_changed()
    {
        const string Script = """
            user: change my password
            bot:  What is your user ID? It often looks like an email address, such as name@company.com. [Back | Help]
            user: anna.lima@contoso.test
            bot:  Change your password on the secure page: it asks for your current password and for a new one. Never type them in this chat. If you open the page somewhere else, it asks for this code: {page}. The link works once, for 5 minutes. <Choose a new password>
            user: hello?
            bot:  I am waiting for your new password on the secure page; I cannot take it here. Say resend if you need a new link. [Resend | Cancel]
            """;
        var chat = new Chat();
        Assert.Equal(Script, await chat.PlayAsync(Script));
        var decoy = Script.Replace("anna.lima", "nobody", StringComparison.Ordinal);
        Assert.Equal(decoy, await new Chat().PlayAsync(decoy));

        Assert.IsType<ChangeOutcome.Done>(await chat.World.ChangeAsync(await chat.OpenAsync(), "Old-Password-1", "Blue-Kettle-77-x"));

        Assert.StartsWith("bot:  Your password has been changed.\nbot:  What to do next:", await chat.WakeAsync(), StringComparison.Ordinal);
        Assert.Null(await chat.WatchedUntilAsync());
    }

    [Fact]
    public async Task In_dutch_too_and_five_wrong_ones_end_it()
    {
        const string Script = """
            user: wachtwoord wijzigen
            bot:  Wat is uw gebruikers-ID? Dat lijkt vaak op een e-mailadres, zoals naam@bedrijf.nl. [Terug | Help]
            user: anna.lima@contoso.test
            bot:  Wijzig uw wachtwoord op de beveiligde pagina: die vraagt om uw huidige wachtwoord en om een nieuw. Typ ze nooit in deze chat. Als u de pagina ergens anders opent, vraagt die om deze code: {page}. De link werkt één keer, 5 minuten lang. <Kies een nieuw wachtwoord>
            """;
        var chat = new Chat(locale: "nl-NL");
        Assert.Equal(Script, await chat.PlayAsync(Script));
        var key = await chat.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await chat.World.ChangeAsync(key, "Wrong-Password-1", "Blue-Kettle-77-x");
        }

        Assert.Equal(
            "bot:  Dat was te vaak niet het huidige wachtwoord, dus ik heb dit afgesloten. Uw wachtwoord is niet veranderd. Weet u het niet meer? Zeg dan: ik ben mijn wachtwoord vergeten. [Opnieuw beginnen | Contact met beheerder]",
            (await chat.WakeAsync()).Split('\n')[0]);
    }
}
