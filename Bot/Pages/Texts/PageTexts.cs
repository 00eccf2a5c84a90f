using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using SsprBot.Texts;

namespace SsprBot.Pages;

/// <summary>The texts of the pages in one language. A member's name is its key in PageTexts.resx; its parameters are the holes.</summary>
internal sealed partial class PageTexts(CultureInfo language)
{
    private static readonly ResourceManager s_catalogue = new(typeof(PageTexts));

    /// <summary>The language tag that the page is written in.</summary>
    public string Language => language.Name;

    public string Product => Text();

    public string HelpDeskHeading => Text();

    public string HelpDeskPage => Text();

    public string HelpDeskCall(string number) => Text([number]);

    public string HelpDeskMail(string address) => Text([address]);

    public string HelpDeskNone => Text();

    public string GoToChat => Text();

    public string BackToChat => Text();

    public string TryAgain => Text();

    public string Working => Text();

    public string MinutesLeft(int minutes) => Text([minutes]);

    public string MinuteLeft => Text();

    public string TriesLeft(int tries) => Text([tries]);

    public string TryLeft => Text();

    public string FormNotAccepted => Text();

    public string NotValidTitle => Text();

    public string NotValidText => Text();

    public string NotValidAdvice => Text();

    public string LaterTitle => Text();

    public string LaterText => Text();

    public string RefusedTitle => Text();

    public string RefusedText => Text();

    public string TooLongTitle => Text();

    public string TooLongText => Text();

    public string NotFoundTitle => Text();

    public string NotFoundText => Text();

    public string TooManyTitle => Text();

    public string TooManyText => Text();

    public string ErrorTitle => Text();

    public string ErrorText => Text();

    /// <param name="wishes">Language tags, the most wanted first.</param>
    public static PageTexts For(params IEnumerable<string?> wishes) => new(wishes.Select(Spoken).FirstOrDefault(spoken => spoken is not null) ?? Words.Languages[0]);

    private static CultureInfo? Spoken(string? wish) => Words.Languages.FirstOrDefault(language => wish is not null
        && (wish.Equals(language.Name, StringComparison.OrdinalIgnoreCase) || wish.StartsWith($"{language.Name}-", StringComparison.OrdinalIgnoreCase)));

    private string Text(object[]? holes = null, [CallerMemberName] string key = "")
    {
        var text = s_catalogue.GetString(key, language) ?? throw new MissingManifestResourceException(key);
        return holes is null ? text : string.Format(language, text, holes);
    }
}
