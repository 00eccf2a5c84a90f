using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Xunit;

namespace SsprBot.Pages;

/// <summary>The texts of a resource in all languages.</summary>
internal sealed partial class Catalogue(ResourceManager resources)
{
    /// <summary>In ordinal order.</summary>
    public IEnumerable<string> Keys => In(CultureInfo.InvariantCulture).Keys.Order(StringComparer.Ordinal);

    public void AssertWhole(string language)
    {
        var english = In(CultureInfo.InvariantCulture);
        var other = In(language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language));
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Holes(text.Value), Holes(other[text.Key])));
        Assert.All(other.Values, text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    public void AssertFrenchSpaces() =>
        Assert.All(In(CultureInfo.GetCultureInfo("fr")).Values, text => Assert.DoesNotMatch("[^\u202f][?!:;»]|«[^\u202f]", text));

    private Dictionary<string, string> In(CultureInfo language) =>
        resources.GetResourceSet(language, true, false)!.Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!);

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(hole => hole.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("\\{\\d\\}")]
    private static partial Regex Hole();
}
