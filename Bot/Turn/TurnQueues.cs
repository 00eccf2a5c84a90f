namespace SsprBot.Turn;

/// <summary>The queues of the conversations that have a turn now: in this process, and then among all instances.</summary>
internal sealed class TurnQueues(TurnLeases leases)
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

    private async Task<Turn> TakeAsync(Entry entry, TurnQueue.Pass pass, CancellationToken ct)
    {
        try
        {
            return new Turn(pass, await leases.TakeAsync(entry.Conversation, ct));
        }
        catch
        {
            pass.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a queue while it is used.</summary>
    internal readonly struct Place(TurnQueues queues, Entry entry) : IDisposable
    {
        public async Task<Turn> EnterAsync(CancellationToken ct) => await queues.TakeAsync(entry, await entry.Turns.EnterAsync(ct), ct);

        /// <returns>Null when too many wait already.</returns>
        public async Task<Turn?> TryEnterAsync(CancellationToken ct) =>
            await entry.Turns.TryEnterAsync(ct) is { } pass ? await queues.TakeAsync(entry, pass, ct) : null;

        /// <returns>True once while the queue is busy: whoever is turned away is told, but not each time.</returns>
        public bool TryNotice() => queues.TryNotice(entry);

        public void Dispose() => queues.Return(entry);
    }

    /// <summary>The right to be the only one; whoever holds it gives it back.</summary>
    internal sealed class Turn(TurnQueue.Pass pass, IAsyncDisposable? lease) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (lease is not null)
            {
                await lease.DisposeAsync();
            }

            pass.Dispose();
        }
    }
}
