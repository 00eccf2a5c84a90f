namespace SsprBot.Pages;

internal sealed partial class PageTexts
{
    public string HereTitle => Text();

    public string HereLead => Text();

    public string HereElsewhere => Text();
}
