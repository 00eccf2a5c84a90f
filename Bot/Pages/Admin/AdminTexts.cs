using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using SsprBot.Domain;
using SsprBot.Texts;

namespace SsprBot.Pages.Admin;

/// <summary>The texts of the admin area in one language. A member's name is its key in AdminTexts.resx; its parameters are the holes.</summary>
internal sealed partial class AdminTexts(CultureInfo language)
{
    private static readonly ResourceManager s_catalogue = new(typeof(AdminTexts));

    /// <param name="page">The texts in whose language these are.</param>
    public AdminTexts(PageTexts page)
        : this(CultureInfo.GetCultureInfo(page.Language))
    {
    }

    /// <summary>The word for one of a closed list. What people choose from has the words that they read themselves.</summary>
    public string Word(Enum value) => value is GateMethod or Goal or RecoveryOption
        ? Words.In(language, $"{value.GetType().Name}_{value}")
        : Text(key: $"{value.GetType().Name}_{value}");

    private string Text(object[]? holes = null, [CallerMemberName] string key = "")
    {
        var text = s_catalogue.GetString(key, language) ?? throw new MissingManifestResourceException(key);
        return holes is null ? text : string.Format(language, text, holes);
    }
}
