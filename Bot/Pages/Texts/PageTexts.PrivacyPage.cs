namespace SsprBot.Pages;

internal sealed partial class PageTexts
{
    public string PrivacyTitle => Text();

    public string PrivacyPurpose => Text();

    public string PrivacyChat => Text();

    public string PrivacyLog => Text();

    public string PrivacyKept => Text();

    public string PrivacyWho => Text();
}
