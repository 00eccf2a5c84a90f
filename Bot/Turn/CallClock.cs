using System.Threading.Channels;
using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>The calls that somebody waits for: this process comes back in time to those that it placed, and to others whose process is gone.</summary>
public sealed class CallClock(IRecords records, TimeProvider time) : ICallClock
{
    private readonly Alarms<Ringing> _alarms = new(records, "call-alarm", AlarmShapes.Default.Ringing, time);
    private readonly Channel<DateTimeOffset> _times = Channel.CreateUnbounded<DateTimeOffset>();

    /// <summary>When something will be due; in order, as all calls have the same patience.</summary>
    public IAsyncEnumerable<DateTimeOffset> TimesAsync(CancellationToken ct) => _times.Reader.ReadAllAsync(ct);

    public async Task WatchAsync(string callId, DateTimeOffset at, CancellationToken ct)
    {
        await _alarms.SetAsync(new Ringing(callId), at, ct);
        _times.Writer.TryWrite(at);
    }

    /// <returns>The calls that have rung long enough; none of them is given again.</returns>
    public async Task<IEnumerable<string>> TakeAsync(CancellationToken ct) => (await _alarms.TakeAsync(ct)).Select(ringing => ringing.Call);
}

/// <summary>Asks about each call when it has rung long enough.</summary>
public sealed partial class CallClockWorker(CallClock clock, Calls calls, TimeProvider time, ILogger<CallClockWorker> log) : Lookout(TimeSpan.FromSeconds(5), time)
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(WatchOwnAsync(stoppingToken), base.ExecuteAsync(stoppingToken));

    protected override async Task LookAsync(CancellationToken ct)
    {
        foreach (var call in await clock.TakeAsync(ct))
        {
            await calls.RangAsync(call, ct);
        }
    }

    protected override void Failed(string kind) => NotAsked(log, kind);

    private async Task WatchOwnAsync(CancellationToken ct)
    {
        await foreach (var at in clock.TimesAsync(ct))
        {
            if (at - Time.GetUtcNow() is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, Time, ct);
            }

            await TryLookAsync(ct);
        }
    }

    [LoggerMessage(111, LogLevel.Warning, "A call that rings could not be looked at: {Kind}")]
    private static partial void NotAsked(ILogger log, string kind);
}
