using System.Text.Json.Serialization;
using SsprBot.Channels.DirectLine;

namespace SsprBot.Pages;

/// <summary>
/// Finds a chat again after a reload. The token that opens the conversation waits in a cookie that no script can read; it lives as long as the
/// token and no longer. New conversations are begun at the Direct Line alone.
/// </summary>
internal sealed class ChatTokens(DirectLineTokens tokens, PageCookies cookies, OwnPage ownPage)
{
    private const string Path = "/chat/token";
    private const string Bearer = "Bearer ";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path, (RequestDelegate)ResumeAsync);
        endpoints.MapPut(Path, (RequestDelegate)KeepAsync);
        endpoints.MapDelete(Path, (RequestDelegate)ForgetAsync);
    }

    /// <returns>What the request's own token says; null when it has none that holds for its page.</returns>
    public TokenClaims? Presented(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? Read(header[Bearer.Length..].Trim(), request)
            : null;

    private Task ResumeAsync(HttpContext context) =>
        !ownPage.Sent(context.Request) ? RefuseAsync(context, StatusCodes.Status403Forbidden)
        : cookies.Read(context, PageCookies.Chat) is { } kept && Read(kept, context.Request) is { } claims ? RenewAsync(context, claims)
        : AnswerAsync(context, new KeptToken(null));

    private Task KeepAsync(HttpContext context) =>
        !ownPage.Sent(context.Request) ? RefuseAsync(context, StatusCodes.Status403Forbidden)
        : Presented(context.Request) is { } claims ? RenewAsync(context, claims)
        : RefuseAsync(context, StatusCodes.Status401Unauthorized);

    private Task ForgetAsync(HttpContext context)
    {
        if (!ownPage.Sent(context.Request))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden);
        }

        cookies.Delete(context, PageCookies.Chat);
        return AnswerAsync(context, new KeptToken(null));
    }

    private Task RenewAsync(HttpContext context, TokenClaims claims)
    {
        var renewed = tokens.Renew(claims).Token;
        cookies.Write(context, PageCookies.Chat, renewed);
        return AnswerAsync(context, new KeptToken(renewed));
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task AnswerAsync(HttpContext context, KeptToken kept) =>
        context.Response.WriteAsJsonAsync(kept, KeptTokenShape.Default.KeptToken, cancellationToken: context.RequestAborted);

    private TokenClaims? Read(string token, HttpRequest request) =>
        tokens.Read(token) is { } claims && (claims.Origin is null || request.Headers.Origin is not [{ Length: > 0 } origin] || origin == claims.Origin)
            ? claims
            : null;
}

/// <param name="Token">Null when there is no chat to go on with.</param>
internal sealed record KeptToken(string? Token);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeptToken))]
internal sealed partial class KeptTokenShape : JsonSerializerContext;
