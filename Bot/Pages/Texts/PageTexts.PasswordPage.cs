namespace SsprBot.Pages;

internal sealed partial class PageTexts
{
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

    public string TriesUsedTitle => Text();

    public string TriesUsedText => Text();

    public string TriesUsedAdvice => Text();

    public string WrongUsedText => Text();

    public string WrongUsedAdvice => Text();

    public string UnknownTitle => Text();

    public string UnknownText => Text();

    public string UnknownAdvice => Text();

    public string SwitchedOffTitle => Text();

    public string SwitchedOffText => Text();

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
}
