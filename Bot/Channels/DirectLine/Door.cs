using Microsoft.AspNetCore.Http.Features;

namespace SsprBot.Channels.DirectLine;

/// <summary>What every request passes: is the page one of ours, and does the token fit.</summary>
internal sealed class Door(DirectLineTokens tokens, Origins origins, ILogger<Door> logger)
{
    private const string Bearer = "Bearer ";

    // More than any body that is read; what is over that is not even drained.
    private const int MaxBody = 32 * 1024;

    public RequestDelegate Open(Func<HttpContext, ValueTask<Answer?>> handle) => async context =>
    {
        context.Response.Headers.CacheControl = "no-store";
        origins.Share(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = MaxBody;
        }

        if ((origins.Allow(context.Request) ? await handle(context) : Refuse()) is { } given)
        {
            await given.WriteAsync(context.Response);
        }
    };

    public RequestDelegate Open(Func<HttpContext, ValueTask<Answer>> handle) => Open(async context => (Answer?)await handle(context));

    public RequestDelegate WithToken(Func<HttpContext, TokenClaims, ValueTask<Answer>> handle) => Open(context =>
        Claims(context.Request) is not { } claims ? new ValueTask<Answer>(Answer.TokenRefused)
        : context.GetRouteValue("id") is string id && id != claims.Conv ? new ValueTask<Answer>(Answer.NoConversation)
        : handle(context, claims));

    /// <summary>A browser asks before a page of another origin may send a token (fetch standard, CORS preflight).</summary>
    public Task Preflight(HttpContext context)
    {
        origins.Share(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Answer Refuse()
    {
        logger.OriginRefused();
        return Answer.OriginRefused;
    }

    // A token serves the page that asked for it.
    private TokenClaims? Claims(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && tokens.Read(header[Bearer.Length..].Trim()) is { } claims
        && (claims.Origin is null || Origins.Of(request) is not { } origin || origin == claims.Origin)
            ? claims
            : null;
}
