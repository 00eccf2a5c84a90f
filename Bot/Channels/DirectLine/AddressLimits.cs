using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace SsprBot.Channels.DirectLine;

/// <summary>How many tokens and streams one address may have.</summary>
internal sealed class AddressLimits(IOptions<DirectLineSettings> settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _tokens = PartitionedRateLimiter.Create<string, string>(sender =>
        RateLimitPartition.GetSlidingWindowLimiter(sender, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = Senders.Share(sender, settings.Value.TokensPerAddress),
            Window = TimeSpan.FromMinutes(10),
            SegmentsPerWindow = 10,
        }));

    private readonly PartitionedRateLimiter<string> _streams = PartitionedRateLimiter.Create<string, string>(sender =>
        RateLimitPartition.GetConcurrencyLimiter(sender, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = Senders.Share(sender, settings.Value.StreamsPerAddress),
        }));

    public bool TryTakeToken(string sender)
    {
        using var permit = _tokens.AttemptAcquire(sender);
        return permit.IsAcquired;
    }

    /// <returns>To be held as long as the stream is open.</returns>
    public RateLimitLease TakeStream(string sender) => _streams.AttemptAcquire(sender);

    public void Dispose()
    {
        _tokens.Dispose();
        _streams.Dispose();
    }
}
