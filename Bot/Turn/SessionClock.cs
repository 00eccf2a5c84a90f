using System.Collections.Concurrent;
using SsprBot.Domain;
using SsprBot.Talk;

namespace SsprBot.Turn;

/// <summary>Watches the sessions of this process. A restart forgets them: then the end comes unannounced.</summary>
public sealed class SessionClock(Callbacks callbacks, Policy policy, TimeProvider time) : BackgroundService, ISessionClock
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Watched> _watched = new(StringComparer.Ordinal);

    public void Watch(ChatAddress chat, DateTimeOffset deadline) => _watched[chat.Conversation] = new Watched(chat, deadline - policy.SessionWarning);

    public void Forget(ChatAddress chat) => _watched.TryRemove(chat.Conversation, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (conversation, watched) in _watched)
            {
                if (time.GetUtcNow() >= watched.WarnAt && _watched.TryRemove(conversation, out _))
                {
                    callbacks.Wake(watched.Chat, RootDialog.AlmostUp);
                }
            }
        }
    }

    private sealed record Watched(ChatAddress Chat, DateTimeOffset WarnAt);
}
