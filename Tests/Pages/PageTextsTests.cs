using System.Reflection;
using System.Resources;
using SsprBot.Texts;
using Xunit;

namespace SsprBot.Pages;

public sealed class PageTextsTests
{
    private static readonly Catalogue Texts = new(new ResourceManager(typeof(PageTexts)));

    public static TheoryData<string> Languages => [.. Words.Languages.Select(language => language.Name)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_text_with_the_same_holes(string language) => Texts.AssertWhole(language);

    [Fact]
    public void French_signs_stand_after_a_narrow_space() => Texts.AssertFrenchSpaces();

    [Fact]
    public void Every_text_has_a_member_and_every_member_its_text()
    {
        string[] notTexts = [nameof(PageTexts.Language), nameof(PageTexts.For)];
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = typeof(PageTexts).GetMembers(Declared)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .Select(member => member.Name)
            .Except(notTexts);
        Assert.Equal(Texts.Keys, members.Order(StringComparer.Ordinal));
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
}
