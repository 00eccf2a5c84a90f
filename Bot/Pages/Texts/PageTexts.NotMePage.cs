namespace SsprBot.Pages;

internal sealed partial class PageTexts
{
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
}
