using Microsoft.AspNetCore.Http.Features;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Extensions.Options;
using SsprBot.Settings;

namespace SsprBot.Channels.Azure;

/// <summary>
/// The endpoint that the Bot Connector posts to. The sender is known before a byte of the body is read: by the token's signature first, and then by what it
/// says about the activity. Who is refused is not told why.
/// </summary>
internal sealed class ConnectorApi(
    ConnectorTokens tokens,
    ConnectorRules rules,
    ConnectorAdapter adapter,
    IOptions<BotRegistration> registration,
    IOptions<ConnectorSettings> settings,
    IHostEnvironment environment,
    TimeProvider time,
    ILogger<ConnectorApi> logger)
{
    private const int MaxBody = 256 * 1024;

    public ConnectorAccess Access { get; } = ConnectorAccesses.Of(registration.Value, environment);

    public async Task PostAsync(HttpContext context)
    {
        using var limit = new CancellationTokenSource(settings.Value.RequestLimit, time);
        try
        {
            if (await ProcessAsync(context, limit.Token) is { } status)
            {
                logger.RequestRefused(status);
                context.Response.StatusCode = status;
            }
        }
        catch (BadHttpRequestException slowOrCut)
        {
            context.Response.StatusCode = slowOrCut.StatusCode;
        }
        catch (OperationCanceledException)
        {
            context.Response.StatusCode = StatusCodes.Status408RequestTimeout;
        }
        catch (Exception accident) when (!context.Response.HasStarted)
        {
            // Not its message: that may hold what somebody typed.
            logger.TurnFailed(accident.GetType().Name);
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }

    /// <returns>The status that the request is refused with; null when it was answered.</returns>
    private async Task<int?> ProcessAsync(HttpContext context, CancellationToken limit)
    {
        if (await CallerAsync(context.Request, limit) is not { } caller)
        {
            return StatusCodes.Status401Unauthorized;
        }

        if (!context.Request.HasJsonContentType() || context.Request.Headers.ContentEncoding.Count > 0)
        {
            return StatusCodes.Status415UnsupportedMediaType;
        }

        if (await BodyAsync(context, limit) is not { } body)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        if (ConnectorActivity.Read(body) is not { } activity)
        {
            return StatusCodes.Status400BadRequest;
        }

        if (!rules.Allow(caller, activity))
        {
            return StatusCodes.Status403Forbidden;
        }

        // Without the request's own token: the answer does not leave by the request, and an impatient channel has not taken the person's words back.
        var bot = context.RequestServices.GetRequiredService<IBot>();
        var invokes = context.RequestServices.GetService<ITeamsInvokes>();
        await HttpHelper.WriteResponseAsync(context.Response, await adapter.ProcessAsync(caller, activity, bot, AnswerAsync, limit));
        return null;

        Task<InvokeResponse?> AnswerAsync(ITurnContext turn, CancellationToken ct) => invokes?.AnswerAsync(turn, ct) ?? Task.FromResult<InvokeResponse?>(null);
    }

    private async Task<ConnectorCaller?> CallerAsync(HttpRequest request, CancellationToken limit) =>
        Access is ConnectorAccess.ThisMachine ? ConnectorCaller.OnThisMachine
        : request.Headers.Authorization is [{ } authorization] ? await tokens.ReadAsync(authorization, limit)
        : null;

    private static async Task<byte[]?> BodyAsync(HttpContext context, CancellationToken limit)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // More than what is read: whoever sends more is told so instead of being cut off.
            size.MaxRequestBodySize = MaxBody + 1;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit, context.RequestAborted);
        return await RequestBody.ReadAsync(context.Request, MaxBody, either.Token);
    }
}
