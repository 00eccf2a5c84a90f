using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Xunit;

namespace SsprBot.Sdk;

public sealed class MiddlewareTests
{
    private readonly WritingAdapter _adapter = new();

    [Fact]
    public async Task Middleware_runs_around_the_bot_in_the_order_it_was_added()
    {
        _adapter.Use(Around("a")).Use(Around("b"));
        await _adapter.RunAsync(Incoming.Message(), Bot);
        Assert.Equal(["> a", "> b", "bot", "< b", "< a"], _adapter.Written);
        Assert.Equal(2, _adapter.MiddlewareSet.Count());
    }

    [Fact]
    public async Task Middleware_that_does_not_go_on_ends_the_turn()
    {
        _adapter.Use(new Step((_, _) => Task.CompletedTask)).Use(Around("b"));
        await _adapter.RunAsync(Incoming.Message(), Bot);
        Assert.Empty(_adapter.Written);
    }

    [Fact]
    public async Task A_set_inside_a_set_runs_to_its_end_first()
    {
        _adapter.Use(new MiddlewareSet().Use(Around("inner"))).Use(Around("outer"));
        await _adapter.RunAsync(Incoming.Message(), Bot);
        Assert.Equal(["> inner", "< inner", "> outer", "bot", "< outer"], _adapter.Written);
    }

    [Fact]
    public async Task A_set_runs_without_a_bot()
    {
        await new MiddlewareSet().ReceiveActivityWithStatusAsync(null, null, default);
        await new MiddlewareSet().Use(Around("a")).ReceiveActivityWithStatusAsync(null, null, default);
        Assert.Equal(["> a", "< a"], _adapter.Written);
        Assert.Throws<ArgumentNullException>(() => new MiddlewareSet().Use(null));
    }

    [Fact]
    public async Task Services_are_registered_for_the_turn()
    {
        var (storage, state) = (new MemoryStorage(), new UserState(new MemoryStorage()));
        _adapter.UseStorage(storage).UseBotState(state).Use(new RegisterClassMiddleware<string>("service", "key"));

        await _adapter.RunAsync(Incoming.Message(), (context, _) =>
        {
            Assert.Same(storage, context.TurnState.Get<IStorage>());
            Assert.Same(state, context.TurnState.Get<UserState>());
            Assert.Equal("service", context.TurnState.Get<string>("key"));
            _adapter.Written.Add("checked");
            return Task.CompletedTask;
        });

        Assert.Equal(["checked"], _adapter.Written);
        Assert.Throws<ArgumentNullException>(() => _adapter.UseStorage(null));
        Assert.Throws<ArgumentNullException>(() => _adapter.UseBotState(null, null));
    }

    [Fact]
    public async Task Typing_is_shown_while_a_message_takes_long_and_not_after()
    {
        var shown = new TaskCompletionSource();
        _adapter.Use(new ShowTypingMiddleware(0, 1)).Use(new Step(async (context, next) =>
        {
            await shown.Task;
            await next(default);
        }));

        var turn = _adapter.RunAsync(Incoming.Message(), Bot);
        while (_adapter.Written.Count < 2)
        {
            await Task.Yield();
        }

        shown.SetResult();
        await turn;
        var written = _adapter.Written.ToArray();

        Assert.Equal("bot", Assert.Single(written, line => line != "send typing"));
        await _adapter.RunAsync(new Activity(ActivityTypes.Event), Bot);
        Assert.Equal([.. written, "bot"], _adapter.Written);
    }

    [Fact]
    public void Typing_needs_times_that_make_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShowTypingMiddleware(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShowTypingMiddleware(0, 0));
    }

    [Fact]
    public async Task A_transcript_has_copies_of_all_that_was_said_also_of_a_turn_that_throws()
    {
        var log = new Transcript();
        _adapter.Use(new TranscriptLoggerMiddleware(log));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _adapter.RunAsync(Incoming.Message(), async (context, ct) =>
        {
            var sent = new Activity(ActivityTypes.Message, text: "one");
            await context.SendActivityAsync(sent, ct);
            sent.Text = "two";
            await context.UpdateActivityAsync(sent, ct);
            await context.DeleteActivityAsync(sent.Id, ct);
            throw new InvalidOperationException("broken");
        }));
        await _adapter.RunAsync(new Activity(ActivityTypes.Event, name: ActivityEventNames.ContinueConversation), Bot);

        Assert.Equal(["in1 message hi from user1 (user)", "out1 message one from bot ()", "out1 messageUpdate two from bot ()", "out1 messageDelete  from bot ()"], log.Lines);
    }

    [Fact]
    public async Task A_transcript_that_cannot_be_written_does_not_stop_the_turn()
    {
        _adapter.Use(new TranscriptLoggerMiddleware(new Transcript { Broken = true }));
        await _adapter.RunAsync(Incoming.Message(), Bot);
        Assert.Equal(["bot"], _adapter.Written);
        Assert.Throws<ArgumentNullException>(() => new TranscriptLoggerMiddleware(null));
    }

    [Fact]
    public void Messages_are_made_in_one_line()
    {
        static string Json(object message) => JsonConvert.SerializeObject(message, new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore });

        Assert.Equal("""{"type":"message","inputHint":"acceptingInput","attachments":[],"entities":[]}""", Json(MessageFactory.Text(" ", "")));
        Assert.Equal(
            """{"type":"message","text":"t","speak":"s","inputHint":"expectingInput","attachments":[],"entities":[]}""",
            Json(MessageFactory.Text("t", "s", InputHints.ExpectingInput)));
        Assert.Equal(
            """{"type":"message","text":"t","inputHint":"acceptingInput","suggestedActions":{"to":["u"],"actions":[{"type":"imBack","title":"yes","value":"yes"}]},"attachments":[],"entities":[]}""",
            Json(MessageFactory.SuggestedActions(["yes"], "t", toList: ["u"])));
        Assert.Equal(
            """{"type":"message","attachmentLayout":"list","inputHint":"acceptingInput","attachments":[{"contentType":"image/png","contentUrl":"https://x","name":""}],"entities":[]}""",
            Json(MessageFactory.ContentUrl("https://x", "image/png")));
        Assert.Equal(
            """{"type":"message","attachmentLayout":"carousel","inputHint":"acceptingInput","attachments":[{},{}],"entities":[]}""",
            Json(MessageFactory.Carousel([new Attachment(), new Attachment()])));

        Assert.Throws<ArgumentNullException>(() => MessageFactory.SuggestedActions((IEnumerable<string>)null!, "t", null, null));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.SuggestedActions((IEnumerable<CardAction>)null!, "t", null, null));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.Attachment((Attachment)null!));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.Attachment((IEnumerable<Attachment>)null!));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.Carousel(null));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.ContentUrl("", "x"));
        Assert.Throws<ArgumentNullException>(() => MessageFactory.ContentUrl("x", ""));
    }

    [Fact]
    public void Assertions_name_nothing_but_null()
    {
        using var context = new TurnContext(_adapter, new Activity());
        BotAssert.ContextNotNull(context);
        BotAssert.ActivityListNotNull([new Activity()]);
        Assert.Throws<ArgumentNullException>(() => BotAssert.ActivityNotNull(null));
        Assert.Throws<ArgumentNullException>(() => BotAssert.ContextNotNull(null));
        Assert.Throws<ArgumentNullException>(() => BotAssert.ConversationReferenceNotNull(null));
        Assert.Throws<ArgumentNullException>(() => BotAssert.ActivityListNotNull([null]));
        Assert.Throws<ArgumentNullException>(() => BotAssert.MiddlewareNotNull([null]));
    }

    private Step Around(string name) => new(async (_, next) =>
    {
        _adapter.Written.Add($"> {name}");
        await next(default);
        _adapter.Written.Add($"< {name}");
    });

    private Task Bot(ITurnContext context, CancellationToken ct)
    {
        _adapter.Written.Add("bot");
        return Task.CompletedTask;
    }

    private sealed class Transcript : ITranscriptLogger
    {
        public bool Broken { get; init; }

        public List<string> Lines { get; } = [];

        public Task LogActivityAsync(IActivity activity)
        {
            Assert.NotNull((activity as Activity)?.Timestamp);
            Lines.Add($"{activity.Id} {activity.Type} {(activity as Activity)?.Text} from {activity.From.Id} ({activity.From.Role})");
            return Broken ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        }
    }
}
