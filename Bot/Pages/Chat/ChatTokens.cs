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

    private async Task ResumeAsync(HttpContext context)
    {
        if (!ownPage.Sent(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (cookies.Read(context, PageCookies.Chat) is { } kept && Read(kept, context.Request) is { } claims)
        {
            var renewed = tokens.Renew(claims).Token;
            cookies.Write(context, PageCookies.Chat, renewed);
            await context.Response.WriteAsJsonAsync(new KeptToken(renewed), KeptTokenShape.Default.KeptToken, cancellationToken: context.RequestAborted);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private Task KeepAsync(HttpContext context)
    {
        if (ownPage.Sent(context.Request) && Presented(context.Request) is { } claims)
        {
            cookies.Write(context, PageCookies.Chat, tokens.Renew(claims).Token);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    private Task ForgetAsync(HttpContext context)
    {
        if (ownPage.Sent(context.Request))
        {
            cookies.Delete(context, PageCookies.Chat);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }

    private TokenClaims? Read(string token, HttpRequest request) =>
        tokens.Read(token) is { } claims && (claims.Origin is null || request.Headers.Origin is not [{ Length: > 0 } origin] || origin == claims.Origin)
            ? claims
            : null;
}

internal sealed record KeptToken(string Token);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeptToken))]
internal sealed partial class KeptTokenShape : JsonSerializerContext;
