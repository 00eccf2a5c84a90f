using System.Runtime.ExceptionServices;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SsprBot.Domain;
using SsprBot.Turn;

namespace SsprBot.Channels.DirectLine;

/// <summary>
/// Runs the turns of web chats, in process. The turns of a conversation come one after another; each is written down before it is shown.
/// </summary>
public sealed class DirectLineAdapter : BotAdapter, IWaker
{
    public const string ChannelId = "directline";

    private const string BotId = "bot";
    private const string Service = "urn:ssprbot:directline";
    private static readonly TimeSpan s_turnLimit = TimeSpan.FromSeconds(15);

    private readonly Conversations _conversations;
    private readonly Crowd _crowd;
    private readonly ConversationLog _log;
    private readonly SharedTurns _turns;
    private readonly DirectLineSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<DirectLineAdapter> _logger;

    internal DirectLineAdapter(
        Conversations conversations,
        Crowd crowd,
        ConversationLog log,
        SharedTurns turns,
        IOptions<DirectLineSettings> settings,
        TimeProvider time,
        ILogger<DirectLineAdapter> logger)
    {
        _conversations = conversations;
        _crowd = crowd;
        _log = log;
        _turns = turns;
        _settings = settings.Value;
        _time = time;
        _logger = logger;
        Use(new CompletionMiddleware());
    }

    public IReadOnlyList<TimeSpan> Waits => [];

    public bool Serves(ChatAddress chat) => chat is { Channel: ChannelId, Service: null };

    public Task WakeAsync(ChatAddress chat, BotCallbackHandler callback, CancellationToken ct) =>
        ContinueConversationAsync(
            BotId,
            new ConversationReference
            {
                ChannelId = chat.Channel,
                Conversation = new ConversationAccount(id: chat.Conversation),
                User = new ChannelAccount(chat.User),
                Bot = new ChannelAccount(BotId),
                Locale = chat.Language,
            },
            callback,
            ct);

    /// <summary>Runs one turn for what a client posted; its sender, conversation, id and time are set here, whatever they were.</summary>
    public async Task<PostOutcome> ProcessAsync(Activity activity, Visitor visitor, IBot bot, CancellationToken ct)
    {
        if (_conversations.TryRent(visitor.Chat.Conversation) is not { } lease)
        {
            return new PostOutcome.Busy();
        }

        using (lease)
        {
            var conversation = lease.Conversation;
            using var place = _crowd.TryEnter(begins: false);
            if (place is null || !conversation.TryCount(_settings.MessagesPerMinute) || await conversation.Turns.TryEnterAsync(ct) is not { } pass)
            {
                return new PostOutcome.Busy();
            }

            using (pass)
            {
                return await IsHeldAsync(conversation, visitor.Chat.User, ct)
                    ? await PostAsync(conversation, activity, visitor, bot, ct)
                    : new PostOutcome.Unknown();
            }
        }
    }

    /// <summary>Starts the visitor's conversation and lets the bot greet, or finds it as it was left.</summary>
    internal async Task<StartOutcome> StartAsync(Visitor visitor, IBot bot, CancellationToken ct)
    {
        if (_conversations.TryRent(visitor.Chat.Conversation) is not { } lease)
        {
            return StartOutcome.Busy;
        }

        using (lease)
        {
            var conversation = lease.Conversation;
            using var pass = await conversation.Turns.EnterAsync(ct);
            var begins = !await conversation.LoadAsync(_log, ct);
            using var place = _crowd.TryEnter(begins);
            if (place is null)
            {
                return StartOutcome.Busy;
            }

            var started = begins && await BeginAsync(conversation, visitor, ct);
            if (!await IsHeldAsync(conversation, visitor.Chat.User, ct))
            {
                return StartOutcome.Unknown;
            }

            await GreetAsync(conversation, visitor, bot, ct);
            return started ? StartOutcome.Started : StartOutcome.Resumed;
        }
    }

    /// <summary>Lets the bot speak without being asked. In a conversation that nobody remembers nothing happens.</summary>
    public override async Task ContinueConversationAsync(
        string botId, ConversationReference reference, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        using var lease = _conversations.TryRent(reference.Conversation.Id) ?? throw new InvalidOperationException("Too many conversations are in use.");
        var conversation = lease.Conversation;
        using var pass = await conversation.Turns.EnterAsync(cancellationToken);
        if (!await conversation.LoadAsync(_log, cancellationToken))
        {
            return;
        }

        await _turns.ClaimAsync(conversation, cancellationToken);
        var start = conversation.Start!;
        var language = Locales.Known(reference.Locale) ?? start.Locale;
        var visitor = new Visitor(new ChatAddress(ChannelId, conversation.Id, start.User, language), start.Sender);
        var fault = await RunAsync(Turn(conversation, echoes: false), reference.GetContinuationActivity(), visitor, callback);
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<DirectLineTurn>();
        return Task.FromResult(Array.ConvertAll(activities, activity => new ResourceResponse(turn.Send(activity))));
    }

    /// <summary>Replaces an activity by another with the same id, in the same place.</summary>
    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<DirectLineTurn>();
        turn.Replace(
            activity,
            ActivityId.Parse(activity.Id, turn.Conversation.Id) ?? throw new ArgumentException("No activity of this conversation.", nameof(activity)));
        return Task.FromResult(new ResourceResponse(activity.Id));
    }

    /// <summary>Does nothing: Web Chat cannot take a message back. Replace it by a text.</summary>
    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private async Task<bool> IsHeldAsync(Conversation conversation, string user, CancellationToken ct) =>
        await conversation.LoadAsync(_log, ct) && conversation.Start!.User == user;

    private async Task<bool> BeginAsync(Conversation conversation, Visitor visitor, CancellationToken ct)
    {
        var start = new ConversationStart(visitor.Chat.User, visitor.Chat.Language, visitor.Sender, _time.GetUtcNow());
        if (!await _log.TryStartAsync(conversation.Id, start, ct))
        {
            return false;
        }

        conversation.Start = start;
        return true;
    }

    private async Task GreetAsync(Conversation conversation, Visitor visitor, IBot bot, CancellationToken ct)
    {
        if (conversation.Greeted || conversation.LastTurn > 0)
        {
            return;
        }

        // Another instance may greet at this moment.
        await _turns.ClaimAsync(conversation, ct);
        if (conversation.LastTurn > 0)
        {
            await _turns.ReleaseAsync(conversation);
            return;
        }

        conversation.Greeted = true;
        var arrival = new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [User(visitor), Bot()] };
        Report(await RunAsync(Turn(conversation, echoes: false), arrival, visitor, bot.OnTurnAsync));
    }

    private async Task<PostOutcome> PostAsync(Conversation conversation, Activity activity, Visitor visitor, IBot bot, CancellationToken ct)
    {
        var clientId = IncomingActivity.ClientId(activity);
        if (conversation.Find(clientId) is { } known)
        {
            return new PostOutcome.Posted(known);
        }

        // Another instance may have taken the same meanwhile.
        await _turns.ClaimAsync(conversation, ct);
        if (conversation.Find(clientId) is { } taken)
        {
            await _turns.ReleaseAsync(conversation);
            return new PostOutcome.Posted(taken);
        }

        activity.Locale ??= conversation.Start!.Locale;
        var turn = Turn(conversation, echoes: true);
        var fault = await RunAsync(turn, activity, visitor, bot.OnTurnAsync);
        var id = turn.Id.ToString();
        conversation.Remember(clientId is null ? null : new Posting(clientId, id));
        Report(fault);
        return fault is null ? new PostOutcome.Posted(id) : new PostOutcome.Failed();
    }

    /// <returns>What the bot failed with, or null.</returns>
    private async Task<Exception?> RunAsync(DirectLineTurn turn, Activity incoming, Visitor visitor, BotCallbackHandler callback)
    {
        var typed = incoming.Text is not null;
        Address(incoming, turn.Id, visitor);
        var run = PlayAsync(turn, incoming, visitor, callback);
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await turn.CommitAsync(_turns, incoming, visitor.Chat.User, typed);
        return run.IsCompletedSuccessfully ? null : run.Exception?.InnerException ?? new OperationCanceledException();
    }

    // Without the request's token: the answer does not leave by the request, and who reloads a page has not taken his words back.
    private async Task PlayAsync(DirectLineTurn turn, Activity incoming, Visitor visitor, BotCallbackHandler callback)
    {
        using var limit = new CancellationTokenSource(s_turnLimit, _time);
        using var context = new TurnContext(this, incoming);
        context.TurnState.Set(turn);
        context.TurnState.Set(visitor with { Chat = visitor.Chat with { Language = incoming.Locale } });
        await RunPipelineAsync(context, ToEndAsync, limit.Token);

        async Task ToEndAsync(ITurnContext turnContext, CancellationToken ct)
        {
            await callback(turnContext, ct);
            turn.Answered = true;
        }
    }

    private void Report(Exception? fault)
    {
        if (fault is not null)
        {
            // Not its message: that may hold what the user typed.
            _logger.TurnFailed(fault.GetType().Name);
        }
    }

    private void Address(Activity incoming, ActivityId id, Visitor visitor)
    {
        incoming.Id = id.ToString();
        incoming.Timestamp = id.At;
        incoming.ChannelId = ChannelId;
        incoming.ServiceUrl = Service;
        incoming.Conversation = new ConversationAccount(id: id.Conversation);
        incoming.From = User(visitor);
        incoming.Recipient = Bot();
        incoming.Locale ??= visitor.Chat.Language;
    }

    private DirectLineTurn Turn(Conversation conversation, bool echoes) => new(conversation, Bot(), echoes, _time);

    private static ChannelAccount User(Visitor visitor) => new(visitor.Chat.User, role: RoleTypes.User);

    private ChannelAccount Bot() => new(BotId, _settings.BotName, RoleTypes.Bot);

    private sealed class CompletionMiddleware : Microsoft.Bot.Builder.IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            await next(cancellationToken);
            turnContext.TurnState.Get<DirectLineTurn>().Completed = true;
        }
    }
}
