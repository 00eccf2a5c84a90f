using Xunit;
using static SsprBot.Abuse.AttackedHost;

namespace SsprBot.Abuse;

/// <summary>Messages that somebody reads over a shoulder, or is talked out of.</summary>
public sealed class MessageTests(OrdinaryHost ordinary) : IClassFixture<OrdinaryHost>
{
    private const int SeenOnALockedPhone = 30;

    [Theory]
    [InlineData("english", "Nobody from IT", "NO.", "press star")]
    [InlineData("nederlands", "Niemand van IT", "NEE.", "sterretje")]
    [InlineData("deutsch", "Niemand aus der IT", "NEIN.", "Sterntaste")]
    [InlineData("français", "Personne du service informatique", "NON.", "touche étoile")]
    [InlineData("español", "Nadie de", "NO.", "asterisco")]
    [Rule("D-32")]
    public async Task A_code_says_what_it_is_for_and_that_nobody_asks_for_it(string language, string nobody, string no, string star)
    {
        var host = ordinary.AnotherDay();
        var person = await host.VisitorAsync();
        await person.AsksForAsync(Anna);
        await person.SayAsync(language);
        await person.SayAsync("call");
        var call = Assert.Single(await host.AllThatComesAsync(AnnasPhone, () => person.SayAsync(AnnasPhone)));
        await person.SayAsync("another method");
        await person.SayAsync("sms");
        var text = Assert.Single(await host.AllThatComesAsync(AnnasPhone, () => person.SayAsync(AnnasPhone)));
        await person.SayAsync("another method");
        var mail = Assert.Single(await host.AllThatComesAsync(AnnasMail, () => person.SayAsync("email")));

        Assert.All((string[])[call, text, mail], message => Assert.Contains("Contoso", message, StringComparison.Ordinal));
        Assert.Contains(nobody, text, StringComparison.Ordinal);
        Assert.Contains(nobody[..nobody.IndexOf(' ', StringComparison.Ordinal)], mail, StringComparison.Ordinal);
        Assert.Contains(no, text, StringComparison.Ordinal);
        Assert.Contains(star, call, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]", text[..SeenOnALockedPhone]);
        Assert.DoesNotMatch("[0-9]", mail[..SeenOnALockedPhone]);
        Assert.DoesNotContain("Anna", $"{call}{text}{mail}", StringComparison.OrdinalIgnoreCase);
    }
}
