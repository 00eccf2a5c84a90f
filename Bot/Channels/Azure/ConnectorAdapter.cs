using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Texts;
using SsprBot.Turn;

namespace SsprBot.Channels.Azure;

/// <summary>Runs the turns of Teams and of other channels of Azure Bot Service. The turns of a conversation come one after another, each once.</summary>
public sealed class ConnectorAdapter : CloudAdapter, IWaker
{
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_wakingLimit = TimeSpan.FromSeconds(30);
    private static readonly InvokeResponse s_notKnown = new() { Status = (int)HttpStatusCode.NotImplemented };

    private readonly TurnQueues _queues;
    private readonly ConnectorAuthentication _authentication;
    private readonly Visitors _visitors;
    private readonly Duplicates _duplicates;
    private readonly string _appId;
    private readonly TimeProvider _time;

    internal ConnectorAdapter(
        ConnectorAuthentication authentication,
        Visitors visitors,
        Duplicates duplicates,
        TurnQueues queues,
        IOptions<BotRegistration> registration,
        TimeProvider time,
        ILogger<ConnectorAdapter> logger)
        : base(authentication, logger)
    {
        _authentication = authentication;
        _visitors = visitors;
        _duplicates = duplicates;
        _queues = queues;
        _appId = registration.Value.MicrosoftAppId;
        _time = time;
    }

    public IReadOnlyList<TimeSpan> Waits { get; } = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)];

    public bool Serves(ChatAddress chat) => chat.Service is not null;

    public async Task WakeAsync(ChatAddress chat, BotCallbackHandler callback, CancellationToken ct)
    {
        using var place = _queues.Rent(chat.Conversation);
        await using var turn = await place.EnterAsync(ct);
        using var limit = new CancellationTokenSource(s_wakingLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        await ContinueConversationAsync(_appId, Reference(chat), WithVisitor(callback), either.Token);
    }

    /// <summary>Without traces: the dialogs put into them what was typed.</summary>
    public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        var said = Array.FindAll(activities, activity => activity.Type is not ActivityTypes.Trace);
        var sent = new Queue<ResourceResponse>(said.Length > 0 ? await base.SendActivitiesAsync(turnContext, said, cancellationToken) : []);
        return Array.ConvertAll(activities, activity => activity.Type is ActivityTypes.Trace ? new ResourceResponse("") : sent.Dequeue());
    }

    /// <summary>Runs a turn for an activity whose sender was let in.</summary>
    /// <param name="answer">Answers an invoke; null where it is not known.</param>
    /// <returns>What an invoke is answered with; null where the channel only wants to know that it arrived.</returns>
    internal async Task<InvokeResponse?> ProcessAsync(
        ConnectorCaller caller, Activity activity, IBot bot, Func<ITurnContext, CancellationToken, Task<InvokeResponse?>> answer, CancellationToken ct)
    {
        var isPersonal = Wanted.IsPersonal(activity);
        if (!Wanted.Is(activity) || (!isPersonal && activity.Type is not ActivityTypes.Message))
        {
            return activity.Type is ActivityTypes.Invoke ? s_notKnown : null;
        }

        if (!await IsNewAsync(activity, ct))
        {
            Logger.ActivityDropped();
            return null;
        }

        BotCallbackHandler play = activity.Type is ActivityTypes.Invoke ? (turn, turnCt) => AnswerAsync(turn, answer, turnCt) : bot.OnTurnAsync;
        return isPersonal ? await TakeTurnAsync(caller, activity, play, ct) : await RunAsync(caller, activity, Saying(Say.PersonalChatOnly), ct);
    }

    // Teams calls a bot by its app id.
    private ConversationReference Reference(ChatAddress chat) => new()
    {
        Bot = new ChannelAccount($"28:{_appId}"),
        ChannelId = chat.Channel,
        ServiceUrl = chat.Service,
        Conversation = new ConversationAccount(id: chat.Conversation),
        User = new ChannelAccount(chat.User),
        Locale = chat.Language,
    };

    private static BotCallbackHandler Saying(Func<Activity> words) => (turn, ct) => turn.SendActivityAsync(words(), ct);

    private async Task<bool> IsNewAsync(Activity activity, CancellationToken ct) =>
        !(activity.Timestamp < _time.GetUtcNow() - s_late)
        && (activity.Id is not { Length: > 0 } id || await _duplicates.TryTakeAsync(activity.ChannelId, activity.Conversation.Id, id, ct));

    private async Task<InvokeResponse?> TakeTurnAsync(ConnectorCaller caller, Activity activity, BotCallbackHandler play, CancellationToken ct)
    {
        using var place = _queues.Rent(activity.Conversation.Id);
        await using var turn = await place.TryEnterAsync(ct);
        return turn is null
            ? place.TryNotice() ? await RunAsync(caller, activity, Saying(Say.OneAtATime), ct) : null
            : await RunAsync(caller, activity, WithVisitor(play), ct);
    }

    private Task<InvokeResponse?> RunAsync(ConnectorCaller caller, Activity activity, BotCallbackHandler callback, CancellationToken ct) =>
        ProcessActivityAsync(_authentication.Result(caller), activity, callback, ct)!;

    private BotCallbackHandler WithVisitor(BotCallbackHandler callback) => async (turn, ct) =>
    {
        if (await _visitors.FindAsync(turn, ct) is { } visitor)
        {
            turn.TurnState.Set(visitor);
            await callback(turn, ct);
        }
        else if (turn.Activity.Type is ActivityTypes.Message)
        {
            await turn.SendActivityAsync(Say.NoGuests(), ct);
        }
    };

    private static async Task AnswerAsync(ITurnContext turn, Func<ITurnContext, CancellationToken, Task<InvokeResponse?>> answer, CancellationToken ct)
    {
        if (await answer(turn, ct) is { } given)
        {
            await turn.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = given }, ct);
        }
    }
}
