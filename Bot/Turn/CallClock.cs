using System.Threading.Channels;
using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>The calls of this process that somebody waits for. A restart forgets them.</summary>
public sealed class CallClock : ICallClock
{
    private readonly Channel<(string Call, DateTimeOffset At)> _ringing = Channel.CreateUnbounded<(string, DateTimeOffset)>();

    /// <summary>In the order in which they are due: all have the same patience.</summary>
    public IAsyncEnumerable<(string Call, DateTimeOffset At)> RingingAsync(CancellationToken ct) => _ringing.Reader.ReadAllAsync(ct);

    public void Watch(string callId, DateTimeOffset at) => _ringing.Writer.TryWrite((callId, at));
}

/// <summary>Asks about each call when it has rung long enough.</summary>
public sealed partial class CallClockWorker(CallClock clock, Calls calls, TimeProvider time, ILogger<CallClockWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (call, at) in clock.RingingAsync(stoppingToken))
        {
            if (at - time.GetUtcNow() is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, stoppingToken);
            }

            await AskAsync(call, stoppingToken);
        }
    }

    private async Task AskAsync(string call, CancellationToken ct)
    {
        try
        {
            await calls.RangAsync(call, ct);
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            NotAsked(log, accident.GetType().Name);
        }
    }

    [LoggerMessage(111, LogLevel.Warning, "A call that rings could not be looked at: {Kind}")]
    private static partial void NotAsked(ILogger log, string kind);
}
