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

    private static bool IsHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && IsLocalName(context.Request.Host.Host)
        && !Array.Exists(s_proxied, context.Request.Headers.ContainsKey);

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
