using Microsoft.Extensions.Options;

namespace SsprBot.Channels.DirectLine;

/// <summary>How many turns run or wait at once. Whoever begins gets half of the room, so that a flood of beginners leaves room for who is in the middle.</summary>
internal sealed class Crowd(IOptions<DirectLineSettings> settings)
{
    private readonly int _room = settings.Value.TurnsAtOnce;

    private int _inside;

    /// <param name="begins">Whether it is somebody's first turn.</param>
    /// <returns>To be held during the turn; null where there is no room.</returns>
    public Place? TryEnter(bool begins)
    {
        var place = new Place(this);
        if (Interlocked.Increment(ref _inside) <= (begins ? _room / 2 : _room))
        {
            return place;
        }

        place.Dispose();
        return null;
    }

    internal readonly struct Place(Crowd crowd) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref crowd._inside);
    }
}
