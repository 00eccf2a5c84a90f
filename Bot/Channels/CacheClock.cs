using Microsoft.Extensions.Internal;

namespace SsprBot.Channels;

/// <summary>The host's clock, for what is remembered for a while.</summary>
internal sealed class CacheClock(TimeProvider time) : ISystemClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();
}
