using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using SsprBot.Texts;
using Xunit;

namespace SsprBot.Pages;

public sealed partial class PageTextsTests
{
    private static readonly ResourceManager Catalogue = new(typeof(PageTexts));

    public static TheoryData<string> Languages => [.. Words.Languages.Select(language => language.Name)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_text_with_the_same_holes(string language)
    {
        var english = Texts(CultureInfo.InvariantCulture);
        var other = Texts(language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language));
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Holes(text.Value), Holes(other[text.Key])));
        Assert.All(other.Values, text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Fact]
    public void French_signs_stand_after_a_narrow_space() =>
        Assert.All(Texts(CultureInfo.GetCultureInfo("fr")).Values, text => Assert.DoesNotMatch("[^\u202f][?!:;»]|«[^\u202f]", text));

    [Fact]
    public void Every_text_has_a_member_and_every_member_its_text()
    {
        string[] notTexts = [nameof(PageTexts.Language), nameof(PageTexts.For)];
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = typeof(PageTexts).GetMembers(Declared)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .Select(member => member.Name)
            .Except(notTexts);
        Assert.Equal(Texts(CultureInfo.InvariantCulture).Keys.Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("nl", "nl")]
    [InlineData("NL-be", "nl")]
    [InlineData("nld", "en")]
    [InlineData("de-AT", "de")]
    [InlineData("fr", "fr")]
    [InlineData("es-MX", "es")]
    [InlineData("sv", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void The_first_wish_that_can_be_met_is_met(string? wish, string language) => Assert.Equal(language, PageTexts.For(wish).Language);

    [Fact]
    public void A_later_wish_counts_when_an_earlier_one_cannot_be_met() => Assert.Equal("nl", PageTexts.For("xx", null, "nl-NL", "en").Language);

    private static Dictionary<string, string> Texts(CultureInfo language) =>
        Catalogue.GetResourceSet(language, true, false)!.Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!);

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(hole => hole.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("\\{\\d\\}")]
    private static partial Regex Hole();
}
