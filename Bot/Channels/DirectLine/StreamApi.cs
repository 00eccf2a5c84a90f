namespace SsprBot.Channels.DirectLine;

/// <summary>The WebSocket of a conversation: everything that is said in it, as it is said.</summary>
internal sealed class StreamApi(
    Conversations conversations, ConversationLog log, SharedTurns turns, StreamTickets tickets, AddressLimits limits, IHostApplicationLifetime host, ILogger<StreamApi> logger)
{
    // Proxies cut what is silent, and a client that is gone does not answer.
    private static readonly WebSocketAcceptContext s_accept = new()
    {
        KeepAliveInterval = TimeSpan.FromSeconds(30),
        KeepAliveTimeout = TimeSpan.FromSeconds(30),
    };

    /// <returns>What to answer instead of a stream; null when there was one.</returns>
    public async ValueTask<Answer?> RunAsync(HttpContext context)
    {
        var request = context.Request;
        if (!context.WebSockets.IsWebSocketRequest || DirectLineApi.Watermark(request) is not { } watermark)
        {
            return Answer.BadWatermark;
        }

        var id = $"{request.RouteValues["id"]}";
        if (!await tickets.TrySpendAsync(id, request.Query["t"].ToString(), Origins.Of(request), context.RequestAborted))
        {
            return Answer.TokenRefused;
        }

        using var lease = conversations.TryRent(id);
        if (lease?.Conversation is not { } conversation)
        {
            return Answer.Busy;
        }

        if (!await conversation.OpenAsync(log, context.RequestAborted))
        {
            return Answer.NoConversation;
        }

        await turns.CatchUpAsync(conversation, context.RequestAborted);

        using var place = limits.TryTakeStream(DirectLineApi.Sender(context));
        if (place is null)
        {
            logger.AddressLimited();
            return Answer.Busy;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(s_accept);
        using var stream = new ConversationStream(socket);
        using var stopping = host.ApplicationStopping.Register(stream.Close);
        var last = conversation.Attach(stream);
        try
        {
            await stream.RunAsync(log.ReadAsync(conversation.Id, watermark, last, context.RequestAborted), context.RequestAborted);
        }
        finally
        {
            conversation.Detach(stream);
        }

        return null;
    }
}
