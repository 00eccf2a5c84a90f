using System.Net;

namespace SsprBot.Pages.Dev;

/// <summary>Only this machine, called by its own name: what came through a proxy or by another name does not count as this machine.</summary>
internal static class LoopbackOnly
{
    private static readonly string[] s_proxied = ["X-Forwarded-For", "X-Forwarded-Host", "X-Original-Host", "Forwarded", "Via"];

    public static RequestDelegate Guard(RequestDelegate next) => context =>
    {
        if (IsHere(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    };

    /// <summary>A program on this machine sends neither header; a page of somebody else's always sends one.</summary>
    public static bool IsForeign(HttpContext context, OwnPage ownPage)
    {
        var headers = context.Request.Headers;
        return (headers.ContainsKey("Sec-Fetch-Site") || headers.ContainsKey("Origin")) && !ownPage.Sent(context.Request);
    }

    private static bool IsHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && IsLocalName(context.Request.Host.Host)
        && !Array.Exists(s_proxied, context.Request.Headers.ContainsKey);

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
