namespace SsprBot.Pages;

internal sealed partial class PageTexts
{
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
}
