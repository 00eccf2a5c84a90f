using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using SsprBot.Texts;

namespace SsprBot.Pages;

/// <summary>The texts of the pages in one language. A member's name is its key in PageTexts.resx; its parameters are the holes.</summary>
internal sealed class PageTexts(CultureInfo language)
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

    public string ChatLabel => Text();

    public string SkipToChat => Text();

    public string NeverTypePassword => Text();

    public string NewChat => Text();

    public string NewChatSure => Text();

    public string NoScriptTitle => Text();

    public string NoScriptText => Text();

    public string Connecting => Text();

    public string Reconnecting => Text();

    public string CannotConnect => Text();

    public string TryAgain => Text();

    public string CheckingBrowser => Text();

    public string PlayingSound => Text();

    public string SoundFailed => Text();

    public string OverlayTitle => Text();

    public string OverlayOpening => Text();

    public string OverlayNotValid => Text();

    public string OverlayNoAnswer => Text();

    public string Close => Text();

    public string Licences => Text();

    public string LinkTitle => Text();

    public string LinkLead => Text();

    public string PageCode => Text();

    public string PageCodeHint => Text();

    public string Continue => Text();

    public string WrongPageCode => Text();

    public string PageCodeShape => Text();

    public string FormNotAccepted => Text();

    public string NotValidTitle => Text();

    public string NotValidText => Text();

    public string NotValidAdvice => Text();

    public string NotMeTitle => Text();

    public string NotMeLead => Text();

    public string NotMeBlocks => Text();

    public string NotMeSignsOut => Text();

    public string NotMeTells => Text();

    public string NotMeButton => Text();

    public string NotMeWasMe => Text();

    public string NotMeAgain => Text();

    public string NotMeDoneTitle => Text();

    public string NotMeDone => Text();

    public string NotMeDoneNext => Text();

    public string NotMeDoneCare => Text();

    public string NotMeNotValid => Text();

    public string NotMeNotValidAdvice => Text();

    public string BackToChat => Text();

    public string PasswordTitle => Text();

    public string ChangeTitle => Text();

    public string ProveTitle => Text();

    public string ProveLead => Text();

    public string UserId => Text();

    public string CurrentPassword => Text();

    public string NewPassword => Text();

    public string RepeatPassword => Text();

    public string ShowPasswords => Text();

    public string HidePasswords => Text();

    public string Finish => Text();

    public string Working => Text();

    public string MinutesLeft(int minutes) => Text([minutes]);

    public string MinuteLeft => Text();

    public string RulesHeading => Text();

    public string RuleLength(int min, int max) => Text([min, max]);

    public string RuleClasses(int needed) => Text([needed]);

    public string RuleAscii => Text();

    public string RuleCharacters => Text();

    public string RuleOwnName => Text();

    public string RuleOrganisation => Text();

    public string RuleGuess => Text();

    public string RuleChat => Text();

    public string RuleHistory(int count) => Text([count]);

    public string RuleHistoryOne => Text();

    public string RuleSame => Text();

    public string CheckedAtEnd => Text();

    public string Met => Text();

    public string NotMet => Text();

    /// <summary>With its hole: the page's script fills it.</summary>
    public string StillMissing => Text();

    public string AllMet => Text();

    public string Strength => Text();

    public string Strength0 => Text();

    public string Strength1 => Text();

    public string Strength2 => Text();

    public string Strength3 => Text();

    public string Strength4 => Text();

    public string TypeTwice => Text();

    public string Differ => Text();

    public string TypeCurrent => Text();

    public string WrongCurrent => Text();

    public string WrongCurrentAdvice => Text();

    public string SamePassword => Text();

    public string RulesBroken => Text();

    public string RefusedTooShort => Text();

    public string RefusedTooSimple => Text();

    public string RefusedUsedBefore => Text();

    public string RefusedTooRecent => Text();

    public string RefusedBanned => Text();

    public string RefusedNotAllowed => Text();

    public string TriesLeft(int tries) => Text([tries]);

    public string TryLeft => Text();

    public string TriesUsedTitle => Text();

    public string TriesUsedText => Text();

    public string TriesUsedAdvice => Text();

    public string WrongUsedText => Text();

    public string WrongUsedAdvice => Text();

    public string LaterTitle => Text();

    public string LaterText => Text();

    public string UnknownTitle => Text();

    public string UnknownText => Text();

    public string UnknownAdvice => Text();

    public string BusyTitle => Text();

    public string BusyText => Text();

    public string DoneTitle => Text();

    public string ChangedTitle => Text();

    public string ProvedTitle => Text();

    public string ProvedLead => Text();

    public string DoneLead => Text();

    public string DoneNext => Text();

    public string DoneDevices => Text();

    public string DoneNetwork => Text();

    public string DoneApps => Text();

    public string DoneCached => Text();

    public string DoneClose => Text();

    public string AppTitle => Text();

    public string AppLead => Text();

    public string AppOpen => Text();

    public string AppScan => Text();

    public string AppPicture => Text();

    public string AppNoScan => Text();

    public string AppKey => Text();

    public string AppCodeStep(string userId) => Text([userId]);

    public string AppCode => Text();

    public string AppCodeHint => Text();

    public string AppCodeWrong => Text();

    public string AppUsedUpTitle => Text();

    public string AppUsedUpText => Text();

    public string AppUsedUpAdvice => Text();

    public string AppDoneTitle => Text();

    public string AppDoneLead => Text();

    public string AppDoneKeep => Text();

    public string AppDoneOld => Text();

    public string AppDonePhone => Text();

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

    public string GoToChat => Text();

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
