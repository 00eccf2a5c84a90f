using System.Reflection;
using System.Resources;
using SsprBot.Domain;
using SsprBot.Pages.Admin;
using SsprBot.Settings;
using SsprBot.Texts;
using Xunit;

namespace SsprBot.Pages;

public sealed class AdminTextsTests
{
    private static readonly Catalogue Texts = new(new ResourceManager(typeof(AdminTexts)));

    public static TheoryData<string> Languages => [.. Words.Languages.Select(language => language.Name)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_text_with_the_same_holes(string language) => Texts.AssertWhole(language);

    [Fact]
    public void French_signs_stand_after_a_narrow_space() => Texts.AssertFrenchSpaces();

    [Fact]
    public void Every_text_has_a_member_or_is_a_word_and_nothing_else_is_there()
    {
        Type[] lists =
        [
            typeof(AdminRole), typeof(SignInReason), typeof(AuditActivity), typeof(AuditResult), typeof(ThrottleReason), typeof(ReleaseOutcome), typeof(SwitchOutcome),
            typeof(SourceKind), typeof(Ineligible),
        ];
        var members = typeof(AdminTexts).GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false } && member.Name != nameof(AdminTexts.Word))
            .Select(member => member.Name);
        var words = lists.SelectMany(list => Enum.GetNames(list).Select(name => $"{list.Name}_{name}"));

        Assert.Equal(Texts.Keys, members.Concat(words).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void What_people_choose_from_has_words_here_too(string language)
    {
        var texts = new AdminTexts(PageTexts.For(language));
        Enum[] all = [.. Enum.GetValues<GateMethod>().Cast<Enum>(), .. Enum.GetValues<Goal>().Cast<Enum>(), .. Enum.GetValues<RecoveryOption>().Cast<Enum>()];

        Assert.All(all, value => Assert.NotEmpty(texts.Word(value)));
    }
}
