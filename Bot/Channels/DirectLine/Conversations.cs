using Microsoft.Extensions.Options;

namespace SsprBot.Channels.DirectLine;

/// <summary>The conversations in memory. One that is in use stays; idle ones make room.</summary>
internal sealed class Conversations(IOptions<DirectLineSettings> settings, TimeProvider time)
{
    private static readonly TimeSpan s_idle = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Conversation> _live = [];
    private DateTimeOffset _swept = time.GetUtcNow();

    /// <returns>Null when the memory is full of conversations in use.</returns>
    public Lease? TryRent(string id)
    {
        lock (_gate)
        {
            if (!_live.TryGetValue(id, out var conversation))
            {
                if (!MakeRoom())
                {
                    return null;
                }

                conversation = new Conversation(id, time);
                _live.Add(id, conversation);
            }

            return Rent(conversation);
        }
    }

    /// <returns>Null when the conversation is not in memory.</returns>
    public Lease? Find(string id)
    {
        lock (_gate)
        {
            return _live.TryGetValue(id, out var conversation) ? Rent(conversation) : null;
        }
    }

    /// <summary>The conversations with an open stream that were not looked at for so long.</summary>
    public IReadOnlyList<string> Streamed(TimeSpan notLookedFor)
    {
        lock (_gate)
        {
            return [.. _live.Values.Where(conversation => conversation.IsStreamed && time.GetElapsedTime(conversation.Looked) >= notLookedFor).Select(conversation => conversation.Id)];
        }
    }

    private Lease Rent(Conversation conversation)
    {
        conversation.Users++;
        return new Lease(this, conversation);
    }

    private bool MakeRoom()
    {
        var now = time.GetUtcNow();
        if (now - _swept >= s_idle)
        {
            _swept = now;
            Sweep(now - s_idle);
        }

        if (_live.Count >= settings.Value.LiveConversations)
        {
            Sweep(now);
        }

        return _live.Count < settings.Value.LiveConversations;
    }

    private void Sweep(DateTimeOffset before)
    {
        foreach (var (id, conversation) in _live)
        {
            if (conversation.Users == 0 && conversation.LastUsed <= before)
            {
                _live.Remove(id);
                conversation.Dispose();
            }
        }
    }

    private void Return(Conversation conversation)
    {
        lock (_gate)
        {
            conversation.Users--;
            conversation.LastUsed = time.GetUtcNow();
        }
    }

    /// <summary>Keeps a conversation in memory while it is used.</summary>
    internal readonly struct Lease(Conversations conversations, Conversation conversation) : IDisposable
    {
        public Conversation Conversation => conversation;

        public void Dispose() => conversations.Return(conversation);
    }
}
