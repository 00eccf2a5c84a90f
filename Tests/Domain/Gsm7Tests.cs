using Xunit;

namespace SsprBot.Domain;

public sealed class Gsm7Tests
{
    [Theory]
    [InlineData("Contoso: Öffnen Sie das nicht? ¿No? à è é ì ò ù ñ ü ß Ç É Å æ\r\n", true)]
    [InlineData("[50 €] {a|b} ^ ~ \\", true)]
    [InlineData("ΔΦΓΛΩΠΨΣΘΞ @£$¥¤§_", true)]
    [InlineData("", true)]
    [InlineData("código", false)]
    [InlineData("más", false)]
    [InlineData("aquí", false)]
    [InlineData("según", false)]
    [InlineData("même", false)]
    [InlineData("reçu", false)]
    [InlineData("l’adresse", false)]
    [InlineData("vous\u202f?", false)]
    [InlineData("a`b", false)]
    [InlineData("a\u001bb", false)]
    [InlineData("a\tb", false)]
    [InlineData("😀", false)]
    public void A_text_fits_when_every_character_is_in_the_alphabet(string text, bool fits) => Assert.Equal(fits, Gsm7.Fits(text));

    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("x", 160, 1)]
    [InlineData("x", 161, 2)]
    [InlineData("x", 306, 2)]
    [InlineData("x", 307, 3)]
    [InlineData("€", 80, 1)]
    [InlineData("€", 81, 2)]
    [InlineData("€", 152, 2)]
    [InlineData("€", 153, 3)]
    [InlineData("ó", 70, 1)]
    [InlineData("ó", 71, 2)]
    [InlineData("ó", 134, 2)]
    [InlineData("ó", 135, 3)]
    [InlineData("😀", 35, 1)]
    [InlineData("😀", 36, 2)]
    [InlineData("😀", 66, 2)]
    [InlineData("😀", 67, 3)]
    public void Parts_of_a_longer_message_hold_less_and_no_character_is_divided(string character, int times, int segments) =>
        Assert.Equal(segments, Gsm7.Segments(string.Concat(Enumerable.Repeat(character, times))));
}
