using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>Opens a link from within the chat that it was given in: the chat's token stands in for the page code.</summary>
internal sealed class OverlayPage(ChatTokens tokens, PasswordLink links, PageSessions sessions, PageCookies cookies, OwnPage ownPage)
{
    private const string Channel = "directline";

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/r/{token}/open", (RequestDelegate)OpenAsync);

    private async Task OpenAsync(HttpContext context)
    {
        var token = context.Request.RouteValues["token"] as string ?? "";
        var status = !ownPage.Sent(context.Request) ? StatusCodes.Status403Forbidden
            : tokens.Presented(context.Request) is not { } claims ? StatusCodes.Status401Unauthorized
            : await OpensAsync(context, token, claims.Conv, context.RequestAborted) ? StatusCodes.Status200OK
            : StatusCodes.Status410Gone;
        context.Response.StatusCode = status;
        if (status is StatusCodes.Status200OK)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{}", context.RequestAborted);
        }
    }

    private async Task<bool> OpensAsync(HttpContext context, string token, string conversation, CancellationToken ct)
    {
        if (!PageSessions.IsWellFormed(token))
        {
            return false;
        }

        if (await links.OpenInConversationAsync(token, Channel, conversation, ct) is LinkOpening.Opened opened)
        {
            cookies.Write(context, PageCookies.Page, opened.Key);
            return true;
        }

        // Closing the overlay and pressing the button again shows the page that is open in this browser already.
        return await sessions.IsOpenHereAsync(cookies.Read(context, PageCookies.Page), token, ct);
    }
}
