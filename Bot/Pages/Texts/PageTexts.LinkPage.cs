namespace SsprBot.Pages;

internal sealed partial class PageTexts
{
    public string LinkTitle => Text();

    public string LinkLead => Text();

    public string PageCode => Text();

    public string PageCodeHint => Text();

    public string Continue => Text();

    public string WrongPageCode => Text();

    public string PageCodeShape => Text();
}
