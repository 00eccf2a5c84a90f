using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace SsprBot.Channels.DirectLine;

/// <summary>How many tokens and streams one address may have.</summary>
internal sealed class AddressLimits(IOptions<DirectLineSettings> settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(10);

    // Not a rate limiter: those look at every address ten times a second, and there may be tens of thousands.
    private readonly MemoryCache _tokens = new(new MemoryCacheOptions { Clock = new CacheClock(time) });

    private readonly Lock _gate = new();

    private readonly PartitionedRateLimiter<string> _streams = PartitionedRateLimiter.Create<string, string>(sender =>
        RateLimitPartition.GetConcurrencyLimiter(sender, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = Senders.Share(sender, settings.Value.StreamsPerAddress),
        }));

    public bool TryTakeToken(string sender)
    {
        lock (_gate)
        {
            var taken = _tokens.GetOrCreate(sender, static window =>
            {
                window.AbsoluteExpirationRelativeToNow = s_window;
                return new StrongBox<int>();
            })!;
            return ++taken.Value <= Senders.Share(sender, settings.Value.TokensPerAddress);
        }
    }

    /// <returns>To be held as long as the stream is open.</returns>
    public RateLimitLease TakeStream(string sender) => _streams.AttemptAcquire(sender);

    public void Dispose()
    {
        _tokens.Dispose();
        _streams.Dispose();
    }
}
