using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SsprBot.Domain;
using SsprBot.Senders.Twilio;
using SsprBot.Turn;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Types;

namespace SsprBot.Channels.Twilio;

/// <summary>Runs the turns of conversations by text. They come one after another; what is said in one leaves when it is over, in order.</summary>
public sealed class SmsAdapter : BotAdapter, IWaker
{
    public const string ChannelId = "sms";

    private const string BotId = "bot";
    private const string Service = "urn:ssprbot:sms";
    private static readonly TimeSpan s_turnLimit = TimeSpan.FromSeconds(15);

    private readonly TurnQueues _queues;
    private readonly TwilioTexts _texts;
    private readonly SmsNumbers _numbers;
    private readonly TimeProvider _time;

    internal SmsAdapter(TwilioTexts texts, SmsNumbers numbers, TurnQueues queues, TimeProvider time)
    {
        _texts = texts;
        _numbers = numbers;
        _queues = queues;
        _time = time;
    }

    /// <summary>A turn that was taken is not taken again; a text that did not leave is sent again by itself.</summary>
    public IReadOnlyList<TimeSpan> Waits => [];

    public bool Serves(ChatAddress chat) => chat.Channel is ChannelId;

    public Task WakeAsync(ChatAddress chat, BotCallbackHandler callback, CancellationToken ct) =>
        RunAsync(
            new Visitor(chat, chat.User, Phone: chat.User),
            new Activity(ActivityTypes.Event) { Name = ActivityEventNames.ContinueConversation },
            callback,
            SaidWhenStopped.Nothing,
            ct);

    /// <summary>Keeps what is said until the turn is over.</summary>
    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        var said = turnContext.TurnState.Get<List<string>>();
        said.AddRange(activities.Where(activity => activity is { Type: ActivityTypes.Message, Text.Length: > 0 }).SelectMany(message => SmsText.Split(message.Text)));
        return Task.FromResult(Array.ConvertAll(activities, _ => new ResourceResponse(Secrets.NewId())));
    }

    /// <summary>Does nothing: what was texted stays as it is.</summary>
    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        Task.FromResult(new ResourceResponse(activity.Id));

    /// <summary>Does nothing: what was texted stays.</summary>
    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Runs a turn for a text.</summary>
    internal Task ProcessAsync(IncomingText text, BotCallbackHandler callback, SaidWhenStopped stopped, CancellationToken ct)
    {
        var chat = new ChatAddress(ChannelId, _numbers.NameOf(text.From), text.From, SmsWords.LanguageOf(text.From));
        var message = new Activity(ActivityTypes.Message, text.Sid) { Text = text.Words };
        return RunAsync(new Visitor(chat, text.From, Phone: text.From), message, callback, stopped, ct);
    }

    private async Task RunAsync(Visitor visitor, Activity incoming, BotCallbackHandler callback, SaidWhenStopped stopped, CancellationToken ct)
    {
        using var place = _queues.Rent(visitor.Chat.Conversation);
        await using var turn = await place.EnterAsync(ct);
        Address(incoming, visitor.Chat);
        var said = await PlayAsync(visitor, incoming, callback, ct);
        if (stopped is SaidWhenStopped.Nothing && await _numbers.IsStoppedAsync(visitor.Chat.Conversation, ct))
        {
            return;
        }

        foreach (var text in said)
        {
            await _texts.SendAsync($"chat-{Secrets.NewId()}", session: null, new CreateMessageOptions(new PhoneNumber(visitor.Chat.User)) { Body = text }, ct);
        }
    }

    private async Task<IReadOnlyList<string>> PlayAsync(Visitor visitor, Activity incoming, BotCallbackHandler callback, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(s_turnLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var context = new TurnContext(this, incoming);
        var said = new List<string>();
        context.TurnState.Set(said);
        context.TurnState.Set(visitor);
        await RunPipelineAsync(context, callback, either.Token);
        return said;
    }

    // The sender goes by the conversation's name: the number is in the visitor alone.
    private void Address(Activity incoming, ChatAddress chat)
    {
        incoming.Id ??= Secrets.NewId();
        incoming.Timestamp = _time.GetUtcNow();
        incoming.ChannelId = ChannelId;
        incoming.ServiceUrl = Service;
        incoming.Conversation = new ConversationAccount(id: chat.Conversation);
        incoming.From = new ChannelAccount(chat.Conversation, role: RoleTypes.User);
        incoming.Recipient = new ChannelAccount(BotId, role: RoleTypes.Bot);
        incoming.Locale = chat.Language;
    }
}

/// <summary>What still leaves for a number that wants nothing any more.</summary>
internal enum SaidWhenStopped { Nothing, All }
