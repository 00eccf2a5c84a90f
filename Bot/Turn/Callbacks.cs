using System.Threading.Channels;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>Why a conversation is woken.</summary>
/// <param name="Event">The name of the event that the bot gets.</param>
public sealed record Waking(ChatAddress Chat, string Event);

/// <summary>What waits to be woken on one channel.</summary>
public sealed class WakingLane(IWaker waker)
{
    private readonly Channel<Waking> _waiting = Channel.CreateBounded<Waking>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    public IWaker Waker => waker;

    public ChannelReader<Waking> Waiting => _waiting.Reader;

    public void Add(Waking waking) => _waiting.Writer.TryWrite(waking);
}

/// <summary>The conversations that are to be woken. Losing one costs nothing: the next message finds out as well.</summary>
public sealed class Callbacks(IEnumerable<IWaker> wakers) : ICallback
{
    public IReadOnlyList<WakingLane> Lanes { get; } = [.. wakers.Select(waker => new WakingLane(waker))];

    public Task WakeAsync(ChatAddress chat, CancellationToken ct)
    {
        Wake(chat, ActivityEventNames.ContinueConversation);
        return Task.CompletedTask;
    }

    public void Wake(ChatAddress chat, string name) => Lanes.FirstOrDefault(lane => lane.Waker.Serves(chat))?.Add(new Waking(chat, name));
}

/// <summary>Lets the bot speak in the conversations that are woken. No channel waits for another.</summary>
public sealed partial class CallbackWorker(Callbacks callbacks, IBot bot, TimeProvider time, ILogger<CallbackWorker> log) : BackgroundService
{
    private const int AtOnce = 16;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(callbacks.Lanes.Select(lane => ServeAsync(lane, stoppingToken)));

    private Task ServeAsync(WakingLane lane, CancellationToken ct) => Parallel.ForEachAsync(
        lane.Waiting.ReadAllAsync(ct),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
        async (waking, one) =>
        {
            foreach (var wait in (IEnumerable<TimeSpan>)[TimeSpan.Zero, .. lane.Waker.Waits])
            {
                await Task.Delay(wait, time, one);
                if (await TryWakeAsync(lane.Waker, waking, one))
                {
                    return;
                }
            }
        });

    private async Task<bool> TryWakeAsync(IWaker waker, Waking waking, CancellationToken ct)
    {
        try
        {
            await waker.WakeAsync(waking.Chat, (turn, turnCt) => SpeakAsync(turn, waking, turnCt), ct);
            return true;
        }
        catch (Exception accident) when (accident is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            NotWoken(log, accident.GetType().Name);
            return false;
        }
    }

    private Task SpeakAsync(ITurnContext turn, Waking waking, CancellationToken ct)
    {
        turn.Activity.Name = waking.Event;
        return bot.OnTurnAsync(turn, ct);
    }

    [LoggerMessage(110, LogLevel.Warning, "A conversation could not be woken: {Kind}")]
    private static partial void NotWoken(ILogger log, string kind);
}
