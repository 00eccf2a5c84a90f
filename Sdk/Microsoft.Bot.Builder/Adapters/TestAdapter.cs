using System.Globalization;
using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Adapters;

/// <summary>A channel inside a test: what the bot sends waits in a queue.</summary>
public class TestAdapter : BotAdapter
{
    private readonly Lock _queueLock = new();
    private readonly Queue<TaskCompletionSource<IActivity>> _waiting = [];
    private int _nextId;

    public TestAdapter(string channelId, bool sendTraceActivity = false)
        : this(null, channelId, sendTraceActivity)
    {
    }

    /// <summary>Without a reference: User1 and Bot in conversation Conversation1 of the channel "test" at https://test.com, locale en-us.</summary>
    public TestAdapter(ConversationReference conversation = null, bool sendTraceActivity = false)
        : this(conversation, Channels.Test, sendTraceActivity)
    {
    }

    private TestAdapter(ConversationReference conversation, string channelId, bool sendTraceActivity)
    {
        EnableTrace = sendTraceActivity;
        Conversation = conversation ?? new ConversationReference
        {
            ChannelId = channelId,
            ServiceUrl = "https://test.com",
            User = new ChannelAccount("user1", "User1"),
            Bot = new ChannelAccount("bot", "Bot"),
            Conversation = new ConversationAccount(false, conversationType: "convo1", id: "Conversation1"),
            Locale = Locale,
        };
    }

    /// <summary>Trace activities are dropped unless this is set.</summary>
    public bool EnableTrace { get; set; }

    public string Locale { get; set; } = "en-us";

    /// <summary>What the bot sent and nobody took yet.</summary>
    public Queue<Activity> ActiveQueue { get; } = [];

    public ConversationReference Conversation { get; set; }

    /// <summary>Ids of accounts are their names in lower case.</summary>
    public static ConversationReference CreateConversation(string name, string user = "User1", string bot = "Bot") => new()
    {
        ChannelId = Channels.Test,
        ServiceUrl = "https://test.com",
        Conversation = new ConversationAccount(false, conversationType: name, id: name),
        User = new ChannelAccount(CultureInfo.InvariantCulture.TextInfo.ToLower(user), user),
        Bot = new ChannelAccount(CultureInfo.InvariantCulture.TextInfo.ToLower(bot), bot),
        Locale = "en-us",
    };

    public new TestAdapter Use(IMiddleware middleware)
    {
        base.Use(middleware);
        return this;
    }

    /// <summary>Fills in what is missing (type, channel, sender, time), addresses the activity to the bot and gives it the next id.</summary>
    public async Task ProcessActivityAsync(Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        activity.Type ??= ActivityTypes.Message;
        activity.ChannelId ??= Conversation.ChannelId;
        if (activity.From is null or { Id: "unknown" } or { Role: RoleTypes.Bot })
        {
            activity.From = Conversation.User;
        }

        activity.Recipient = Conversation.Bot;
        activity.Conversation = Conversation.Conversation;
        activity.ServiceUrl = Conversation.ServiceUrl;
        activity.Id = NextId();
        if (activity.Timestamp is null || activity.Timestamp == default(DateTimeOffset))
        {
            activity.Timestamp = DateTimeOffset.UtcNow;
        }

        if (activity.LocalTimestamp is null || activity.LocalTimestamp == default(DateTimeOffset))
        {
            activity.LocalTimestamp = DateTimeOffset.Now;
        }

        using var turnContext = CreateTurnContext(activity);
        await RunPipelineAsync(turnContext, callback, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<InvokeResponse> ProcessActivityAsync(ClaimsIdentity claimsIdentity, Activity activity, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        await ProcessActivityAsync(activity, callback, cancellationToken).ConfigureAwait(false);
        return null;
    }

    public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0)
        {
            throw new ArgumentException("Expecting one or more activities, but the array was empty.", nameof(activities));
        }

        var responses = new ResourceResponse[activities.Length];
        for (var index = 0; index < activities.Length; index++)
        {
            var activity = activities[index];
            if (string.IsNullOrEmpty(activity.Id))
            {
                activity.Id = Guid.NewGuid().ToString("n");
            }

            activity.Timestamp ??= DateTimeOffset.UtcNow;
            if (activity.Type == ActivityTypesEx.Delay)
            {
                await Task.Delay(Convert.ToInt32(activity.Value, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
            }
            else if (activity.Type != ActivityTypes.Trace || EnableTrace)
            {
                Enqueue(activity);
            }

            responses[index] = new ResourceResponse(activity.Id);
        }

        return responses;
    }

    /// <summary>Replaces what still waits in the queue; the id of the response is null when it was not there.</summary>
    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var found = Rebuild(queued => queued.Id == activity.Id ? activity : queued, activity.Id);
        return Task.FromResult(found ? new ResourceResponse(activity.Id) : new ResourceResponse());
    }

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Rebuild(queued => queued.Id == reference.ActivityId ? null : queued, reference.ActivityId);
        return Task.CompletedTask;
    }

    /// <summary>Empties the queue and runs the callback in a new conversation, past the middleware.</summary>
    public async Task CreateConversationAsync(string channelId, BotCallbackHandler callback, CancellationToken cancellationToken)
    {
        lock (_queueLock)
        {
            ActiveQueue.Clear();
        }

        var update = new Activity(ActivityTypes.ConversationUpdate)
        {
            ChannelId = channelId,
            Conversation = new ConversationAccount(id: Guid.NewGuid().ToString("n")),
            MembersAdded = [],
            MembersRemoved = [],
        };
        using var turnContext = new TurnContext(this, update);
        await callback(turnContext, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Null when nothing waits.</summary>
    public IActivity GetNextReply()
    {
        lock (_queueLock)
        {
            return ActiveQueue.TryDequeue(out var reply) ? reply : null;
        }
    }

    /// <summary>Waits until the bot sends something or the token is cancelled.</summary>
    public Task<IActivity> GetNextReplyAsync(CancellationToken cancellationToken = default)
    {
        lock (_queueLock)
        {
            if (ActiveQueue.TryDequeue(out var reply))
            {
                return Task.FromResult<IActivity>(reply);
            }

            var waiting = new TaskCompletionSource<IActivity>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiting);
            return CancelledByAsync(waiting, cancellationToken);
        }
    }

    public Activity MakeActivity(string text = null) => new(ActivityTypes.Message)
    {
        Locale = Locale ?? "en-us",
        From = Conversation.User,
        Recipient = Conversation.Bot,
        Conversation = Conversation.Conversation,
        ServiceUrl = Conversation.ServiceUrl,
        Id = NextId(),
        Text = text,
    };

    public virtual Task SendTextToBotAsync(string userSays, BotCallbackHandler callback, CancellationToken cancellationToken) =>
        ProcessActivityAsync(MakeActivity(userSays), callback, cancellationToken);

    protected virtual TurnContext CreateTurnContext(Activity activity) => new(this, activity);

    private static async Task<IActivity> CancelledByAsync(TaskCompletionSource<IActivity> waiting, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => waiting.TrySetCanceled(cancellationToken)).ConfigureAwait(false);
        return await waiting.Task.ConfigureAwait(false);
    }

    private string NextId() => (Interlocked.Increment(ref _nextId) - 1).ToString(CultureInfo.InvariantCulture);

    private void Enqueue(Activity activity)
    {
        lock (_queueLock)
        {
            while (_waiting.TryDequeue(out var waiting))
            {
                if (waiting.TrySetResult(activity))
                {
                    return;
                }
            }

            ActiveQueue.Enqueue(activity);
        }
    }

    private bool Rebuild(Func<Activity, Activity> change, string id)
    {
        lock (_queueLock)
        {
            var queued = ActiveQueue.ToArray();
            ActiveQueue.Clear();
            foreach (var activity in queued)
            {
                if (change(activity) is { } kept)
                {
                    ActiveQueue.Enqueue(kept);
                }
            }

            return Array.Exists(queued, activity => activity.Id == id);
        }
    }
}
