namespace SsprBot.Pages;

internal sealed partial class PageTexts
{
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

    public string GoesOnElsewhere => Text();

    public string ContinueHere => Text();

    public string CheckingBrowser => Text();

    public string PlayingSound => Text();

    public string SoundFailed => Text();

    public string OverlayTitle => Text();

    public string OverlayOpening => Text();

    public string OverlayNotValid => Text();

    public string OverlayNoAnswer => Text();

    public string Close => Text();

    public string Licences => Text();
}
