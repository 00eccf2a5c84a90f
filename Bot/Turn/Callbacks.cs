using System.Threading.Channels;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>Why a conversation is woken.</summary>
/// <param name="Event">The name of the event that the bot gets.</param>
public sealed record Waking(ChatAddress Chat, string Event);

/// <summary>The conversations of one channel that are to be woken.</summary>
public sealed class WakingLane(IWaker waker)
{
    private readonly Channel<Waking> _waiting = Channel.CreateBounded<Waking>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    public IWaker Waker => waker;

    public ChannelReader<Waking> Waiting => _waiting.Reader;

    public void Add(Waking waking) => _waiting.Writer.TryWrite(waking);
}

/// <summary>The conversations that are to be woken, in a lane for each channel. Losing one costs nothing: the next message finds out as well.</summary>
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

/// <summary>Lets the bot speak in the conversations that are woken. A channel that is slow holds up no other.</summary>
public sealed partial class CallbackWorker(Callbacks callbacks, IBot bot, TimeProvider time, ILogger<CallbackWorker> log) : BackgroundService
{
    private const int AtOnce = 16;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(callbacks.Lanes.Select(lane => Parallel.ForEachAsync(
            lane.Waiting.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
            async (waking, ct) => await WakeAsync(lane.Waker, waking, ct))));

    private async Task WakeAsync(IWaker waker, Waking waking, CancellationToken ct)
    {
        for (var tries = 0; !await TryWakeAsync(waker, waking, ct) && tries < waker.Waits.Count; tries++)
        {
            await Task.Delay(waker.Waits[tries], time, ct);
        }
    }

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

    [LoggerMessage(110, LogLevel.Warning, "A conversation could not be woken: {Kind}")]
    private static partial void NotWoken(ILogger log, string kind);

    private Task SpeakAsync(ITurnContext turn, Waking waking, CancellationToken ct)
    {
        turn.Activity.Name = waking.Event;
        return bot.OnTurnAsync(turn, ct);
    }
}
