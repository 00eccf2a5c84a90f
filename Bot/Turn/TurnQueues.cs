namespace SsprBot.Turn;

/// <summary>A queue for each conversation that is spoken in at this moment.</summary>
internal sealed class TurnQueues
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);

    public Place Rent(string conversation)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue(conversation, out var held))
            {
                _held.Add(conversation, held = new Held(conversation));
            }

            held.Users++;
            return new Place(this, held);
        }
    }

    private void Release(Held held)
    {
        lock (_gate)
        {
            if (--held.Users == 0)
            {
                _held.Remove(held.Conversation);
                held.Turns.Dispose();
            }
        }
    }

    internal sealed class Held(string conversation)
    {
        public string Conversation => conversation;

        public TurnQueue Turns { get; } = new();

        public int Users { get; set; }
    }

    /// <summary>A part in a queue; whoever holds it gives it back.</summary>
    internal readonly struct Place(TurnQueues queues, Held held) : IDisposable
    {
        public TurnQueue Turns => held.Turns;

        public void Dispose() => queues.Release(held);
    }
}
