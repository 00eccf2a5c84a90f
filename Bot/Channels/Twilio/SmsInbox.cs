using System.Threading.Channels;

namespace SsprBot.Channels.Twilio;

/// <summary>The texts that wait for their turn. Those of one number stay in their order; a number that is slow holds up few others.</summary>
internal sealed class SmsInbox(SmsDesk desk, ILogger<SmsInbox> log) : BackgroundService
{
    private const int LaneCount = 32;
    private const int Waiting = 100;

    private readonly Channel<IncomingText>[] _lanes = [.. Enumerable.Range(0, LaneCount).Select(_ => Channel.CreateBounded<IncomingText>(Waiting))];

    /// <returns>False when too many wait.</returns>
    public bool TryAdd(IncomingText text) => _lanes[(uint)text.From.GetHashCode(StringComparison.Ordinal) % LaneCount].Writer.TryWrite(text);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_lanes.Select(lane => ServeAsync(lane.Reader, stoppingToken)));

    private async Task ServeAsync(ChannelReader<IncomingText> lane, CancellationToken ct)
    {
        await foreach (var text in lane.ReadAllAsync(ct))
        {
            try
            {
                await desk.TakeAsync(text, ct);
            }
            catch (Exception accident) when (accident is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                log.TextFailed(accident.GetType().Name);
            }
        }
    }
}
