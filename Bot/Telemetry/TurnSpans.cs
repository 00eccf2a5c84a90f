using System.Diagnostics;
using Microsoft.Bot.Builder;

namespace SsprBot.Telemetry;

/// <summary>One span a turn; what the turn reads, writes and asks hangs under it.</summary>
internal sealed class TurnSpans : Microsoft.Bot.Builder.IMiddleware
{
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var channel = turnContext.Activity.ChannelId ?? "";
        using var span = Signals.Begin("turn");
        span?.SetTag("sspr.channel", channel).SetTag("sspr.activity.type", turnContext.Activity.Type);
        var began = Stopwatch.GetTimestamp();
        string? accident = null;
        try
        {
            await next(cancellationToken);
        }
        catch (Exception fault)
        {
            accident = fault.GetType().Name;
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", accident);
            throw;
        }
        finally
        {
            Signals.Turn(Stopwatch.GetElapsedTime(began), channel, accident);
        }
    }
}
