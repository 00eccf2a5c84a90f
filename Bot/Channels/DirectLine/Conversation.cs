using SsprBot.Domain;
using SsprBot.Turn;

namespace SsprBot.Channels.DirectLine;

/// <summary>The client's own name of an activity, and ours.</summary>
internal sealed record Posting(string ClientId, string Id);

/// <summary>A conversation in memory: its turns, its stream, and what must be known without reading. All of it can be read back or asked for again.</summary>
internal sealed class Conversation(string id, TimeProvider time) : IDisposable
{
    private const int Remembered = 20;
    private static readonly TimeSpan s_ticketLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Queue<Posting> _postings = new();
    private ConversationStream? _stream;
    private Ticket? _ticket;
    private DateTimeOffset _minute;
    private int _messages;
    private volatile int _lastTurn;
    private volatile ConversationStart? _start;

    private sealed record Ticket(string Secret, string? Origin, DateTimeOffset Expires);

    public string Id => id;

    /// <summary>How many hold it now; kept by <see cref="Conversations"/>, as the next.</summary>
    public int Users { get; set; }

    public DateTimeOffset LastUsed { get; set; }

    public TurnQueue Turns { get; } = new();

    /// <summary>Null until the conversation was started or read back; written only by who holds the turn.</summary>
    public ConversationStart? Start
    {
        get => _start;
        set => _start = value;
    }

    public bool Greeted { get; set; }

    public int LastTurn => _lastTurn;

    /// <returns>False when the conversation was never started.</returns>
    public async ValueTask<bool> OpenAsync(ConversationLog log, CancellationToken ct)
    {
        if (Start is not null)
        {
            return true;
        }

        using var pass = await Turns.EnterAsync(ct);
        return await LoadAsync(log, ct);
    }

    /// <summary>Reads back what was said before, once. Only for who holds the turn.</summary>
    /// <returns>False when the conversation was never started.</returns>
    public async Task<bool> LoadAsync(ConversationLog log, CancellationToken ct)
    {
        if (Start is not null || await log.ReadStartAsync(id, ct) is not { } start)
        {
            return Start is not null;
        }

        var last = await log.LastTurnAsync(id, ct);
        await foreach (var set in log.ReadAsync(id, Math.Max(0, last - Remembered), last, ct))
        {
            Remember(ActivitySet.Echo(set));
        }

        _lastTurn = last;
        Start = start;
        return true;
    }

    /// <returns>Our id of an activity that this client posted already, or null.</returns>
    public string? Find(string? clientId) =>
        clientId is null ? null : _postings.FirstOrDefault(posting => posting.ClientId == clientId)?.Id;

    public void Remember(Posting? posting)
    {
        if (posting is null)
        {
            return;
        }

        _postings.Enqueue(posting);
        if (_postings.Count > Remembered)
        {
            _postings.Dequeue();
        }
    }

    /// <returns>False when this minute has had its messages.</returns>
    public bool TryCount(int messagesPerMinute)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now - _minute >= s_minute)
            {
                (_minute, _messages) = (now, 0);
            }

            return ++_messages <= messagesPerMinute;
        }
    }

    /// <summary>A turn was written: who listens gets it.</summary>
    public void Commit(int turn, ReadOnlyMemory<byte> set)
    {
        lock (_gate)
        {
            _lastTurn = turn;
            _stream?.Send(set);
        }
    }

    /// <summary>What need not be kept, such as typing.</summary>
    public void Show(byte[] activity)
    {
        lock (_gate)
        {
            _stream?.Send(ActivitySet.Of([activity], _lastTurn));
        }
    }

    /// <summary>Makes this the one stream of the conversation.</summary>
    /// <returns>The last turn that the stream has to read for itself; every later one is sent to it.</returns>
    public int Attach(ConversationStream stream)
    {
        lock (_gate)
        {
            _stream?.Close();
            _stream = stream;
            return _lastTurn;
        }
    }

    public void Detach(ConversationStream stream)
    {
        lock (_gate)
        {
            _stream = _stream == stream ? null : _stream;
        }
    }

    /// <summary>A ticket for one stream, in place of the token: what stands in a URL is often written down.</summary>
    public string NewTicket(string? origin)
    {
        var ticket = new Ticket(Secrets.NewVerifier(), origin, time.GetUtcNow() + s_ticketLifetime);
        lock (_gate)
        {
            _ticket = ticket;
        }

        return ticket.Secret;
    }

    /// <summary>Spends the ticket.</summary>
    /// <param name="origin">The page that shows it, if a browser says so.</param>
    public bool TrySpend(string ticket, string? origin)
    {
        lock (_gate)
        {
            if (_ticket is not { } issued || !Secrets.Same(issued.Secret, ticket))
            {
                return false;
            }

            _ticket = null;
            return issued.Expires > time.GetUtcNow() && (issued.Origin is null || origin is null || issued.Origin == origin);
        }
    }

    public void Dispose() => Turns.Dispose();
}
