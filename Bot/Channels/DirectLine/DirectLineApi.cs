using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SsprBot.Domain;

namespace SsprBot.Channels.DirectLine;

/// <summary>The requests of Direct Line 3.0 that Web Chat makes.</summary>
internal sealed class DirectLineApi(
    DirectLineTokens tokens,
    StreamTickets tickets,
    DirectLineAdapter adapter,
    Conversations conversations,
    ConversationLog log,
    SharedTurns turns,
    AddressLimits limits,
    ILogger<DirectLineApi> logger)
{
    private const string Version3 = "/v3";
    private const int MaxBody = 16 * 1024;

    public ValueTask<Answer> GenerateAsync(HttpContext context)
    {
        if (!limits.TryTakeToken(Sender(context)))
        {
            logger.AddressLimited();
            return new(Answer.Busy);
        }

        return new(TokenAnswer(StatusCodes.Status200OK, tokens.Issue(Origins.Of(context.Request)), streamUrl: null));
    }

    public ValueTask<Answer> RefreshAsync(HttpContext context, TokenClaims claims) =>
        new(TokenAnswer(StatusCodes.Status200OK, tokens.Renew(claims), streamUrl: null));

    public async ValueTask<Answer> StartAsync(HttpContext context, TokenClaims claims)
    {
        if (await BodyAsync(context) is not { } body)
        {
            return Answer.TooLarge;
        }

        if (!IncomingActivity.TryReadLocale(body, out var locale))
        {
            return Answer.BadActivity;
        }

        locale ??= Locales.Accepted(context.Request.Headers.AcceptLanguage) ?? Locales.Default;
        return await adapter.StartAsync(Visitor(context, claims, locale), Bot(context), context.RequestAborted) switch
        {
            StartOutcome.Started => await ConnectAsync(context, claims, StatusCodes.Status201Created, watermark: 0),
            StartOutcome.Resumed => await ConnectAsync(context, claims, StatusCodes.Status200OK, watermark: 0),
            StartOutcome.Busy => Answer.Busy,
            _ => Answer.NoConversation,
        };
    }

    public async ValueTask<Answer> ResumeAsync(HttpContext context, TokenClaims claims) =>
        Watermark(context.Request) is { } watermark
            ? await ConnectAsync(context, claims, StatusCodes.Status200OK, watermark)
            : Answer.BadWatermark;

    public async ValueTask<Answer> PostAsync(HttpContext context, TokenClaims claims)
    {
        if (await BodyAsync(context) is not { } body)
        {
            return Answer.TooLarge;
        }

        return IncomingActivity.Read(body) switch
        {
            null => Answer.BadActivity,
            { Type: ActivityTypes.Typing } => Posted(Secrets.NewId()),
            var activity => await adapter.ProcessAsync(
                activity, Visitor(context, claims, activity.Locale ?? Locales.Default), Bot(context), context.RequestAborted) switch
            {
                PostOutcome.Posted posted => Posted(posted.Id),
                PostOutcome.Failed => Answer.BotFailed,
                PostOutcome.Busy => Answer.Busy,
                _ => Answer.NoConversation,
            },
        };
    }

    public async ValueTask<Answer> PollAsync(HttpContext context, TokenClaims claims)
    {
        if (Watermark(context.Request) is not { } watermark)
        {
            return Answer.BadWatermark;
        }

        var ct = context.RequestAborted;
        using var lease = conversations.TryRent(claims.Conv);
        if (lease?.Conversation is not { } conversation)
        {
            return Answer.Busy;
        }

        if (!await IsTheirsAsync(conversation, claims, ct))
        {
            return Answer.NoConversation;
        }

        await turns.CatchUpAsync(conversation, ct);
        var last = conversation.LastTurn;
        var activities = new List<byte[]>();
        await foreach (var set in log.ReadAsync(conversation.Id, watermark, last, ct))
        {
            activities.AddRange(ActivitySet.Activities(set));
        }

        return new Answer(StatusCodes.Status200OK, ActivitySet.Of(activities, last));
    }

    public static ValueTask<Answer> UploadAsync(HttpContext context, TokenClaims claims) => new(Answer.NoUploads);

    public static string Sender(HttpContext context) => Senders.Of(context.Connection.RemoteIpAddress);

    /// <returns>The number of the last turn that the client has; null when it says something else.</returns>
    public static int? Watermark(HttpRequest request) => request.Query["watermark"].ToString() switch
    {
        "" or "-" => 0,
        var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var turn) ? turn : null,
    };

    private async ValueTask<Answer> ConnectAsync(HttpContext context, TokenClaims claims, int status, int watermark)
    {
        using var lease = conversations.TryRent(claims.Conv);
        if (lease?.Conversation is not { } conversation)
        {
            return Answer.Busy;
        }

        return await IsTheirsAsync(conversation, claims, context.RequestAborted)
            ? TokenAnswer(status, tokens.Renew(claims), await StreamUrlAsync(context, conversation.Id, watermark))
            : Answer.NoConversation;
    }

    private async ValueTask<bool> IsTheirsAsync(Conversation conversation, TokenClaims claims, CancellationToken ct) =>
        await conversation.OpenAsync(log, ct) && conversation.Start!.User == claims.User;

    private async Task<string> StreamUrlAsync(HttpContext context, string conversation, int watermark)
    {
        var request = context.Request;
        var scheme = request.IsHttps ? "wss" : "ws";
        var prefix = request.Path.StartsWithSegments(Version3, StringComparison.OrdinalIgnoreCase) ? Version3 : "";
        var ticket = await tickets.IssueAsync(conversation, Origins.Of(request), context.RequestAborted);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{scheme}://{request.Host}{request.PathBase}{prefix}/directline/conversations/{conversation}/stream?watermark={watermark}&t={ticket}");
    }

    private static Answer TokenAnswer(int status, IssuedToken issued, string? streamUrl) => Answer.Of(status, json =>
    {
        json.WriteString("conversationId"u8, issued.Conversation);
        json.WriteString("token"u8, issued.Token);
        json.WriteNumber("expires_in"u8, issued.ExpiresIn);
        json.WriteText("streamUrl"u8, streamUrl);
    });

    private static Answer Posted(string id) => Answer.Of(StatusCodes.Status200OK, json => json.WriteString("id"u8, id));

    private static ValueTask<byte[]?> BodyAsync(HttpContext context) => RequestBody.ReadAsync(context.Request, MaxBody, context.RequestAborted);

    private static IBot Bot(HttpContext context) => context.RequestServices.GetRequiredService<IBot>();

    private static Visitor Visitor(HttpContext context, TokenClaims claims, string language) =>
        new(new ChatAddress(DirectLineAdapter.ChannelId, claims.Conv, claims.User, language), Sender(context));
}
