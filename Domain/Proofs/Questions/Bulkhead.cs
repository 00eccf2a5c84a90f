using System.Threading.Channels;

namespace SsprBot.Domain;

/// <summary>Keeps slow work from taking the whole machine: so many at once, a short queue, a short wait.</summary>
/// <param name="places">How many may work at once: one a core.</param>
public sealed class Bulkhead(int places, TimeProvider time)
{
    private const int Queue = 16;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Channel<int> _free = Free(places);
    private int _inside;

    /// <returns>A place, to be given back; null when there is none in time.</returns>
    public async Task<IDisposable?> EnterAsync(CancellationToken ct)
    {
        if (Interlocked.Increment(ref _inside) > places + Queue || !await WaitAsync(ct))
        {
            Interlocked.Decrement(ref _inside);
            return null;
        }

        return new Place(this);
    }

    private static Channel<int> Free(int places)
    {
        var free = Channel.CreateUnbounded<int>();
        for (var place = 0; place < places; place++)
        {
            free.Writer.TryWrite(place);
        }

        return free;
    }

    private async Task<bool> WaitAsync(CancellationToken ct)
    {
        if (_free.Reader.TryRead(out _))
        {
            return true;
        }

        using var patience = new CancellationTokenSource(LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            await _free.Reader.ReadAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _inside);
        _free.Writer.TryWrite(0);
    }

    private sealed class Place(Bulkhead bulkhead) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                bulkhead.Leave();
            }
        }
    }
}
