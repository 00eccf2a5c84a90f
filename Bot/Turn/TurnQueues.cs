namespace SsprBot.Turn;

/// <summary>The queues of the conversations that have a turn now.</summary>
internal sealed class TurnQueues
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public Place Rent(string conversation)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(conversation, out var entry))
            {
                entry = new Entry(conversation);
                _entries.Add(conversation, entry);
            }

            entry.Users++;
            return new Place(this, entry);
        }
    }

    private void Return(Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Users == 0)
            {
                _entries.Remove(entry.Conversation);
                entry.Turns.Dispose();
            }
        }
    }

    private bool TryNotice(Entry entry)
    {
        lock (_gate)
        {
            return !entry.Noticed && (entry.Noticed = true);
        }
    }

    internal sealed class Entry(string conversation)
    {
        public string Conversation => conversation;

        public TurnQueue Turns { get; } = new();

        public int Users { get; set; }

        public bool Noticed { get; set; }
    }

    /// <summary>Keeps a queue while it is used.</summary>
    internal readonly struct Place(TurnQueues queues, Entry entry) : IDisposable
    {
        public TurnQueue Turns => entry.Turns;

        /// <returns>True once while the queue is busy: whoever is turned away is told, but not each time.</returns>
        public bool TryNotice() => queues.TryNotice(entry);

        public void Dispose() => queues.Return(entry);
    }
}
