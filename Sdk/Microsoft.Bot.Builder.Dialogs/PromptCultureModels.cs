using System.Collections.Frozen;
using System.Globalization;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>The languages that prompts speak.</summary>
public static class PromptCultureModels
{
    internal const string DefaultLocale = "en-us";

    private static readonly FrozenDictionary<string, string> _locales =
        GetSupportedCultures().Select(culture => culture.Locale).ToFrozenDictionary(locale => locale, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> _byLanguage =
        _locales.Keys.ToFrozenDictionary(locale => locale[..2], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _localeOfLanguage =
        _byLanguage.GetAlternateLookup<ReadOnlySpan<char>>();

    public static PromptCultureModel Bulgarian => Model("bg-bg", ", ", " или ", ", или ", "Да", "Не");

    public static PromptCultureModel Chinese => Model("zh-cn", "， ", " 要么 ", "， 要么 ", "是的", "不");

    public static PromptCultureModel Dutch => Model("nl-nl", ", ", " of ", ", of ", "Ja", "Nee");

    public static PromptCultureModel English => Model(DefaultLocale, ", ", " or ", ", or ", "Yes", "No");

    public static PromptCultureModel French => Model("fr-fr", ", ", " ou ", ", ou ", "Oui", "Non");

    public static PromptCultureModel German => Model("de-de", ", ", " oder ", ", oder ", "Ja", "Nein");

    public static PromptCultureModel Hindi => Model("hi-in", ", ", " या ", ", या ", "हां", "नहीं");

    public static PromptCultureModel Italian => Model("it-it", ", ", " o ", " o ", "Si", "No");

    public static PromptCultureModel Japanese => Model("ja-jp", "、 ", " または ", "、 または ", "はい", "いいえ");

    public static PromptCultureModel Korean => Model("ko-kr", ", ", " 또는 ", " 또는 ", "예", "아니");

    public static PromptCultureModel Portuguese => Model("pt-br", ", ", " ou ", ", ou ", "Sim", "Não");

    public static PromptCultureModel Spanish => Model("es-es", ", ", " o ", ", o ", "Sí", "No");

    public static PromptCultureModel Swedish => Model("sv-se", ", ", " eller ", " eller ", "Ja", "Nej");

    public static PromptCultureModel Turkish => Model("tr-tr", ", ", " veya ", " veya ", "Evet", "Hayır");

    /// <summary>The supported locale of the same language, else what was given in lower case: "nl-BE" is "nl-nl".</summary>
    public static string MapToNearestLanguage(string cultureCode)
    {
        if (string.IsNullOrEmpty(cultureCode))
        {
            return cultureCode;
        }

        var dash = cultureCode.IndexOf('-', StringComparison.Ordinal);
        var language = dash < 0 ? cultureCode : cultureCode.AsSpan(0, dash);
        return _locales.TryGetValue(cultureCode, out var locale) || _localeOfLanguage.TryGetValue(language, out locale)
            ? locale
            : CultureInfo.InvariantCulture.TextInfo.ToLower(cultureCode);
    }

    public static PromptCultureModel[] GetSupportedCultures() =>
    [
        Bulgarian, Chinese, Dutch, English, French, German, Hindi, Italian, Japanese, Korean, Portuguese, Spanish, Swedish, Turkish,
    ];

    /// <summary>The nearest locale that <paramref name="known"/> has, else English.</summary>
    internal static string Nearest<T>(IReadOnlyDictionary<string, T> known, string locale)
    {
        var nearest = MapToNearestLanguage(locale);
        return nearest is not null && known.ContainsKey(nearest) ? nearest : DefaultLocale;
    }

    private static PromptCultureModel Model(string locale, string separator, string or, string orMore, string yes, string no) => new()
    {
        Locale = locale,
        Separator = separator,
        InlineOr = or,
        InlineOrMore = orMore,
        YesInLanguage = yes,
        NoInLanguage = no,
    };
}
