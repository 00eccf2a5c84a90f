using SsprBot.Turn;

namespace SsprBot.Channels.DirectLine;

/// <summary>The client's own name of an activity, and ours.</summary>
internal sealed record Posting(string ClientId, string Id);

/// <summary>A turn that no other instance may take.</summary>
internal sealed record TurnClaim(int Turn, string Version);

/// <summary>A conversation in memory: its turns, its stream, and what must be known without reading. All of it can be read back or asked for again.</summary>
internal sealed class Conversation(string id, TimeProvider time) : IDisposable
{
    private const int Remembered = 20;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Queue<Posting> _postings = new();
    private ConversationStream? _stream;
    private DateTimeOffset _minute;
    private int _messages;
    private volatile int _lastTurn;
    private volatile ConversationStart? _start;

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

    /// <summary>The claim of the turn that goes on, or of one that broke off.</summary>
    public TurnClaim? Claim { get; set; }

    /// <summary>When it was last looked whether other instances wrote something; a time stamp.</summary>
    public long Looked { get; set; } = time.GetTimestamp();

    public bool IsStreamed
    {
        get
        {
            lock (_gate)
            {
                return _stream is not null;
            }
        }
    }

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

        // Of the last ones some may only be claimed; of the first ones some may have expired.
        var last = await log.LastTurnAsync(id, ct);
        var turn = Math.Max(0, last - Remembered);
        while (turn < last)
        {
            var next = await log.FindAsync(id, turn + 1, ct);
            if (next is { Content.IsEmpty: true })
            {
                break;
            }

            Remember(next is null ? null : ActivitySet.Echo(next.Content));
            turn++;
        }

        _lastTurn = turn;
        Start = start;
        return true;
    }

    /// <returns>Our id of an activity that this client posted already, or null.</returns>
    public string? Find(string? clientId)
    {
        lock (_gate)
        {
            return clientId is null ? null : _postings.FirstOrDefault(posting => posting.ClientId == clientId)?.Id;
        }
    }

    public void Remember(Posting? posting)
    {
        if (posting is null)
        {
            return;
        }

        lock (_gate)
        {
            _postings.Enqueue(posting);
            if (_postings.Count > Remembered)
            {
                _postings.Dequeue();
            }
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

    /// <summary>A turn was written: who listens gets it, once and after those before it.</summary>
    public void Commit(int turn, ReadOnlyMemory<byte> set)
    {
        lock (_gate)
        {
            if (turn == _lastTurn + 1)
            {
                _lastTurn = turn;
                _stream?.Send(set);
            }
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

    public void Dispose() => Turns.Dispose();
}
