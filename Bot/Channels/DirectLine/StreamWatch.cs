using System.Threading.Channels;

namespace SsprBot.Channels.DirectLine;

/// <summary>Brings to the open streams what is said at other instances: at once when it is told, and else by looking.</summary>
internal sealed class StreamWatch(Conversations conversations, SharedTurns turns, ITurnNews news, TimeProvider time, ILogger<StreamWatch> log) : BackgroundService
{
    private const int AtOnce = 16;
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    // What is told may get lost on the way.
    private static readonly TimeSpan s_whenTold = TimeSpan.FromSeconds(15);

    private readonly Channel<string> _due = Channel.CreateUnbounded<string>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (turns.AreShared)
        {
            await Task.WhenAll(ListenAsync(), TickAsync(stoppingToken), CatchUpAsync(stoppingToken));
        }
    }

    private async Task ListenAsync()
    {
        // It takes its time where nobody answers; nothing waits for it.
        await Task.Yield();
        await news.ListenAsync(told =>
        {
            if (told is null)
            {
                AddStreamed(TimeSpan.Zero);
            }
            else
            {
                _due.Writer.TryWrite(told);
            }
        });
    }

    private async Task TickAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(s_tick, time);
        while (await timer.WaitForNextTickAsync(ct))
        {
            AddStreamed(news.IsLive ? s_whenTold : TimeSpan.Zero);
        }
    }

    private void AddStreamed(TimeSpan notLookedFor)
    {
        foreach (var id in conversations.Streamed(notLookedFor))
        {
            _due.Writer.TryWrite(id);
        }
    }

    private Task CatchUpAsync(CancellationToken ct) => Parallel.ForEachAsync(
        _due.Reader.ReadAllAsync(ct),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
        async (id, streamCt) =>
        {
            using var lease = conversations.Find(id);
            if (lease?.Conversation is { IsStreamed: true } conversation)
            {
                await TryCatchUpAsync(conversation, streamCt);
            }
        });

    private async Task TryCatchUpAsync(Conversation conversation, CancellationToken ct)
    {
        try
        {
            await turns.CatchUpAsync(conversation, ct);
        }
        catch (Exception accident) when (accident is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.StreamBehind(accident.GetType().Name);
        }
    }
}
