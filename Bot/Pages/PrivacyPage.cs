namespace SsprBot.Pages;

/// <summary>What is kept of people, and how long; the Teams app package leads here.</summary>
internal sealed class PrivacyPage(PageView view)
{
    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/privacy", Methods.Read, (RequestDelegate)ShowAsync);

    private Task ShowAsync(HttpContext context)
    {
        var texts = Wishes.Texts(context.Request);
        return Explanations.WriteAsync(
            context,
            StatusCodes.Status200OK,
            view.Message(
                context,
                texts,
                texts.PrivacyTitle,
                [texts.PrivacyPurpose, texts.PrivacyChat, texts.PrivacyLog, texts.PrivacyKept, texts.PrivacyWho],
                PageView.ToTheChat(texts.GoToChat)));
    }
}
