using System.Threading.Channels;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SsprBot.Channels.DirectLine;
using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>Why a conversation is woken.</summary>
/// <param name="Event">The name of the event that the bot gets.</param>
public sealed record Waking(ChatAddress Chat, string Event);

/// <summary>The conversations that are to be woken. Losing one costs nothing: the next message finds out as well.</summary>
public sealed class Callbacks : ICallback
{
    private readonly Channel<Waking> _waiting = Channel.CreateBounded<Waking>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    public ChannelReader<Waking> Waiting => _waiting.Reader;

    public Task WakeAsync(ChatAddress chat, CancellationToken ct)
    {
        Wake(chat, ActivityEventNames.ContinueConversation);
        return Task.CompletedTask;
    }

    public void Wake(ChatAddress chat, string name) => _waiting.Writer.TryWrite(new Waking(chat, name));
}

/// <summary>Lets the bot speak in the conversations that are woken.</summary>
public sealed partial class CallbackWorker(Callbacks callbacks, DirectLineAdapter directLine, IBot bot, ILogger<CallbackWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var waking in callbacks.Waiting.ReadAllAsync(stoppingToken))
        {
            try
            {
                await directLine.ContinueConversationAsync("bot", Reference(waking.Chat), (turn, ct) => WakeAsync(turn, waking, ct), stoppingToken);
            }
            catch (Exception accident) when (accident is not OperationCanceledException)
            {
                NotWoken(log, accident.GetType().Name);
            }
        }
    }

    private static ConversationReference Reference(ChatAddress chat) => new()
    {
        ChannelId = chat.Channel,
        Conversation = new ConversationAccount(id: chat.Conversation),
        User = new ChannelAccount(chat.User),
        Bot = new ChannelAccount("bot"),
        Locale = chat.Language,
    };

    [LoggerMessage(110, LogLevel.Warning, "A conversation could not be woken: {Kind}")]
    private static partial void NotWoken(ILogger log, string kind);

    private Task WakeAsync(ITurnContext turn, Waking waking, CancellationToken ct)
    {
        turn.Activity.Name = waking.Event;
        return bot.OnTurnAsync(turn, ct);
    }
}
