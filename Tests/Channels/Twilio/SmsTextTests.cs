using System.Collections;
using System.Globalization;
using System.Resources;
using SsprBot.Domain;
using SsprBot.Texts;
using Xunit;

namespace SsprBot.Channels.Twilio;

public sealed class SmsTextTests
{
    [Fact]
    public void A_short_text_stays_as_it_is() => Assert.Equal(["One.\nTwo."], SmsText.Split("One.\nTwo."));

    [Fact]
    public void Nothing_is_no_text() => Assert.Empty(SmsText.Split(" \n "));

    [Fact]
    public void A_long_text_is_cut_between_words_and_nothing_is_lost()
    {
        var words = string.Join(' ', Enumerable.Range(0, 300));

        var texts = SmsText.Split(words).ToArray();

        Assert.All(texts, text => Assert.InRange(text.Length, 1, SmsText.Longest));
        Assert.Equal(words, string.Join(' ', texts));
    }

    [Fact]
    public void A_long_list_is_cut_between_lines()
    {
        var lines = Enumerable.Range(0, 12).Select(line => $"{line} {new string('x', 50)}").ToArray();

        var texts = SmsText.Split(string.Join('\n', lines)).ToArray();

        Assert.Equal(lines, texts.SelectMany(text => text.Split('\n')));
        Assert.Equal(2, texts.Length);
    }

    [Theory]
    [InlineData(319)]
    [InlineData(320)]
    [InlineData(321)]
    public void No_sign_is_cut_in_two(int before)
    {
        var words = new string('x', before) + "😀😀";

        var texts = SmsText.Split(words).ToArray();

        Assert.Equal(words, string.Concat(texts));
        Assert.All(texts, text => Assert.False(char.IsHighSurrogate(text[^1]) || char.IsLowSurrogate(text[0]) || text.Length > SmsText.Longest));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nl")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    public void Everything_that_is_said_fits_the_alphabet(string language)
    {
        var catalogue = new ResourceManager("SsprBot.Texts.Texts", typeof(Words).Assembly);
        var said = catalogue.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: language == "en")!.Cast<DictionaryEntry>();

        Assert.All(said.SelectMany(text => SmsText.Split((string)text.Value!)), text => Assert.True(Gsm7.Fits(text) && text.Length <= SmsText.Longest, text));
    }

    [Theory]
    [InlineData("J\u2019ai arrêté\u202f: ça va\u2026", "J'ai arreté : ca va...")]
    [InlineData("Página «última» \u2013 adiós", "Pagina \"ultima\" - adios")]
    [InlineData("\u201eüber\u201c", "\"über\"")]
    [InlineData("ключ\u2019", "ключ\u2019")]
    public void What_has_a_near_spelling_in_the_alphabet_is_spelled_so(string words, string text)
    {
        Assert.Equal([text], SmsText.Split(words));
        Assert.Equal(text != words, Gsm7.Fits(text));
    }
}
