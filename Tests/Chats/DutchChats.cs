using Xunit;

namespace SsprBot.Chats;

public sealed class DutchChats
{
    private const string Buttons = "[Opnieuw sturen | Andere methode | Contact met beheerder]";

    [Fact]
    public async Task Dutch_is_spoken_and_obeyed()
    {
        const string Script = $$"""
            user: hallo
            bot:  Hallo, ik help mensen bij Contoso weer toegang te krijgen tot hun account. Stap 1: geen paniek. Wat kan ik voor u doen? [Ik ben mijn wachtwoord vergeten | Ik weet mijn wachtwoord maar kan niet inloggen | Ik wil mijn wachtwoord wijzigen | Mijn herstelopties instellen]
            user: wachtwoord vergeten
            bot:  Wat is uw gebruikers-ID? Dat lijkt vaak op een e-mailadres, zoals naam@bedrijf.nl. [Terug | Help]
            user: anna.lima@contoso.test
            bot:  Laten we nu zeker weten dat u het bent. Hoe wilt u dat aantonen? [E-mail mijn alternatieve e-mailadres | Sms mijn mobiele telefoon | Bel mijn mobiele telefoon | Contact met beheerder]
            user: e-mail
            bot:  Als dit adres geregistreerd is, is er een code van 6 cijfers onderweg. Die is 5 minuten geldig. Typ de code hier. Niets gekomen? Kijk ook in de map ongewenste e-mail. {{Buttons}}
            user: 000
            bot:  Dat is niet de code. Kijk nog eens en typ de nieuwste. Pogingen over met deze code: 2. {{Buttons}}
            user: opnieuw sturen
            bot:  Er is een nieuwe code onderweg, als dit geregistreerd is. Alleen de nieuwste telt, 5 minuten lang. Typ de code hier. {{Buttons}}
            user: {code}
            bot:  Dank u, dat klopt.
            bot:  Er is nog één bewijs nodig, op een andere manier. Welke wilt u gebruiken? [Sms mijn mobiele telefoon | Bel mijn mobiele telefoon | Contact met beheerder]
            user: contact met beheerder
            bot:  Een mens kan u helpen: schrijf naar helpdesk@contoso.test. Uw hulpcode is {support}; noem die alstublieft.
            bot:  Er is nog één bewijs nodig, op een andere manier. Welke wilt u gebruiken? [Sms mijn mobiele telefoon | Bel mijn mobiele telefoon | Contact met beheerder]
            user: sms
            bot:  Typ voor uw veiligheid het hele nummer van die telefoon. Ik stuur alleen een sms als het nummer klopt. [Andere methode | Contact met beheerder]
            user: 12
            bot:  Dat is niet het nummer dat ik ken, dus ik heb niets gestuurd. Controleer het en typ het hele nummer nog eens, of kies een andere manier. [Andere methode | Contact met beheerder]
            user: 425 555 0101
            bot:  Er is een sms met een code van 6 cijfers onderweg naar die telefoon. Die is 5 minuten geldig. Typ de code hier. {{Buttons}}
            user: {code}
            bot:  Dank u, u bent het. Kies nu een nieuw wachtwoord op de beveiligde pagina. Typ het nooit in deze chat. Als u de pagina ergens anders opent, vraagt die om deze code: {page}. De link werkt één keer, 5 minuten lang. <Kies een nieuw wachtwoord>
            user: annuleren
            bot:  Ik ben gestopt. Er is niets veranderd. Zeg opnieuw beginnen als u weer wilt beginnen. [Opnieuw beginnen]
            """;
        Assert.Equal(Script, await new Chat(locale: "nl-NL").PlayAsync(Script));
    }

    [Fact]
    public async Task The_language_can_be_changed_at_any_question()
    {
        const string Script = """
            user: forgot pw
            bot:  What is your user ID? It often looks like an email address, such as name@company.com. [Back | Help]
            user: language
            bot:  Which language do you want to speak? [English | Nederlands | Deutsch | Français | Español]
            user: Nederlands
            bot:  Ik spreek nu Nederlands.
            bot:  Wat is uw gebruikers-ID? Dat lijkt vaak op een e-mailadres, zoals naam@bedrijf.nl. [Terug | Help]
            user: help
            bot:  Ik help u weer toegang te krijgen tot uw account: u noemt uw gebruikers-ID, toont aan dat u het bent en kiest een nieuw wachtwoord op een beveiligde pagina. Ik vraag in deze chat nooit om een wachtwoord. U kunt altijd zeggen: terug, annuleren, opnieuw beginnen, opnieuw sturen, andere methode, contact met beheerder, taal.
            bot:  Wat is uw gebruikers-ID? Dat lijkt vaak op een e-mailadres, zoals naam@bedrijf.nl. [Terug | Help]
            user: cancel
            bot:  Ik ben gestopt. Er is niets veranderd. Zeg opnieuw beginnen als u weer wilt beginnen. [Opnieuw beginnen]
            user: english
            bot:  Hello, I help people at Contoso get back into their account. Step 1: don't panic. What can I do for you? [I forgot my password | I know my password but can't sign in | I want to change my password | Set up my recovery options]
            """;
        Assert.Equal(Script, await new Chat().PlayAsync(Script));
    }
}
