using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace SsprBot.Channels.DirectLine;

/// <summary>How many tokens and streams one address may have.</summary>
internal sealed class AddressLimits(IOptions<DirectLineSettings> settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(10);

    // No rate limiters: those look at every address ten times a second, and there may be tens of thousands.
    private readonly MemoryCache _tokens = new(new MemoryCacheOptions { Clock = new CacheClock(time) });

    private readonly Lock _gate = new();

    private readonly Dictionary<string, int> _streams = new(StringComparer.Ordinal);

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

    /// <returns>To be held as long as the stream is open; null when the address has as many as it may.</returns>
    public Place? TryTakeStream(string sender)
    {
        lock (_gate)
        {
            var open = _streams.GetValueOrDefault(sender);
            if (open >= Senders.Share(sender, settings.Value.StreamsPerAddress))
            {
                return null;
            }

            _streams[sender] = open + 1;
            return new Place(this, sender);
        }
    }

    public void Dispose() => _tokens.Dispose();

    private void Leave(string sender)
    {
        lock (_gate)
        {
            if (--_streams[sender] == 0)
            {
                _streams.Remove(sender);
            }
        }
    }

    internal readonly struct Place(AddressLimits limits, string sender) : IDisposable
    {
        public void Dispose() => limits.Leave(sender);
    }
}
