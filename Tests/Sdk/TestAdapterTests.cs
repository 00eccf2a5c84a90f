using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Xunit;

namespace SsprBot.Sdk;

public sealed class TestAdapterTests
{
    private readonly TestAdapter _adapter = new();

    [Fact]
    public async Task A_message_gets_what_it_lacks()
    {
        var heard = new List<string>();
        Task Hear(ITurnContext context, CancellationToken ct)
        {
            var activity = context.Activity;
            heard.Add($"{activity.Id} {activity.Type} {activity.Text} {activity.ChannelId} {activity.From.Id} {activity.Recipient.Id} {activity.Conversation.Id} {activity.ServiceUrl} {activity.Timestamp is not null}");
            return Task.CompletedTask;
        }

        await _adapter.ProcessActivityAsync(new Activity(text: "plain"), Hear);
        await _adapter.ProcessActivityAsync(new Activity(ActivityTypes.Event, channelId: "own", from: new ChannelAccount("other")), Hear);
        await _adapter.ProcessActivityAsync(new Activity(text: "echo", from: new ChannelAccount("bot", role: "bot")), Hear);
        await new TestAdapter("sms").SendTextToBotAsync("text", Hear, default);
        await new TestAdapter(TestAdapter.CreateConversation("Talk", "Ada")).SendTextToBotAsync("text", Hear, default);

        Assert.Equal(
            [
                "0 message plain test user1 bot Conversation1 https://test.com True",
                "1 event  own other bot Conversation1 https://test.com True",
                "2 message echo test user1 bot Conversation1 https://test.com True",
                "1 message text sms user1 bot Conversation1 https://test.com True",
                "1 message text test ada bot Talk https://test.com True",
            ],
            heard);
    }

    [Fact]
    public async Task What_the_bot_sends_waits_in_the_queue_and_can_be_changed_there()
    {
        await _adapter.SendTextToBotAsync("hi", async (context, ct) =>
        {
            await context.SendActivityAsync("one", cancellationToken: ct);
            var two = await context.SendActivityAsync("two", cancellationToken: ct);
            var three = await context.SendActivityAsync("three", cancellationToken: ct);
            Assert.Equal(two.Id, (await context.UpdateActivityAsync(new Activity("message", two.Id, text: "changed"), ct)).Id);
            Assert.Null((await context.UpdateActivityAsync(new Activity("message", "unknown"), ct)).Id);
            await context.DeleteActivityAsync(three.Id, ct);
            await context.DeleteActivityAsync("unknown", ct);
        }, default);

        Assert.Equal(["one", "changed"], _adapter.ActiveQueue.Select(activity => activity.Text));
        Assert.Equal("one", Next().AsMessageActivity().Text);
        Assert.Equal("changed", (await _adapter.GetNextReplyAsync()).AsMessageActivity().Text);
        Assert.Null(Next());

        IActivity Next() => _adapter.GetNextReply();
    }

    [Fact]
    public async Task A_reply_can_be_waited_for()
    {
        using var impatient = new CancellationTokenSource();
        var given = _adapter.GetNextReplyAsync(impatient.Token);
        var waiting = _adapter.GetNextReplyAsync();
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(waiting.IsCompleted);
        await _adapter.SendTextToBotAsync("hi", (context, ct) => context.SendActivityAsync("here", cancellationToken: ct), default);
        Assert.Equal("here", (await waiting).AsMessageActivity().Text);
        Assert.Empty(_adapter.ActiveQueue);
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "trace")]
    public async Task Traces_are_seen_only_when_asked_for(bool traces, string expected)
    {
        var adapter = new TestAdapter(sendTraceActivity: traces);
        await adapter.SendTextToBotAsync(
            "hi",
            (context, ct) => context.SendActivitiesAsync([new Activity(ActivityTypes.Trace), new Activity(ActivityTypesEx.Delay, value: 0)], ct),
            default);
        Assert.Equal(expected, string.Join(' ', adapter.ActiveQueue.Select(activity => activity.Type)));
    }

    [Fact]
    public async Task A_new_conversation_begins_with_an_empty_queue()
    {
        _adapter.ActiveQueue.Enqueue(new Activity());
        await _adapter.CreateConversationAsync("sms", (context, ct) => context.SendActivityAsync($"{context.Activity.Type} {context.Activity.ChannelId}", cancellationToken: ct), default);
        Assert.Equal(["conversationUpdate sms"], _adapter.ActiveQueue.Select(activity => activity.Text));
    }

    [Fact]
    public async Task The_adapter_needs_its_arguments()
    {
        using var context = new TurnContext(_adapter, new Activity());
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.SendActivitiesAsync(null, [], default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.SendActivitiesAsync(context, null, default));
        await Assert.ThrowsAsync<ArgumentException>(() => _adapter.SendActivitiesAsync(context, [], default));
    }

    [Fact]
    public async Task A_flow_is_a_talk_with_the_bot_step_by_step() => await new TestFlow(_adapter, Echo)
        .SendConversationUpdate()
        .AssertReply("conversationUpdate user1")
        .Test("one", "echo one")
        .Test("two", new Activity(ActivityTypes.Message, text: " echo two "))
        .Test("three", reply => Assert.Equal("echo three", reply.AsMessageActivity().Text))
        .Send("four").AssertReplyContains("four")
        .Send("five").AssertReplyOneOf(["no", "echo five"])
        .Send(new Activity(ActivityTypes.Event)).AssertReply(new Activity(ActivityTypes.Message, text: "event "))
        .Delay(TimeSpan.Zero)
        .Delay(0u)
        .Test([new Activity("message", text: "six", from: new("ada")), new Activity("message", text: "echo six", from: new("bot", role: "bot"))])
        .AssertNoReply(timeout: 1)
        .StartTestAsync();

    [Fact]
    public async Task Nothing_is_sent_before_a_flow_starts_and_each_start_is_a_new_talk()
    {
        var flow = new TestFlow(_adapter, Echo).Send("one");
        Assert.Empty(_adapter.ActiveQueue);
        await flow.AssertReply("echo one").StartTestAsync();
        await flow.AssertReply("echo one").StartTestAsync();
        Assert.Empty(_adapter.ActiveQueue);
    }

    public static TheoryData<string, Func<TestFlow, TestFlow>, string> Failures => new()
    {
        { "another text", flow => flow.AssertReply("other", "why"), "InvalidOperationException why:\nExpected:other\nReceived:echo hi" },
        { "another type", flow => flow.AssertReply(new Activity("event"), "why"), "InvalidOperationException why:\nExpected:event\nReceived:message" },
        { "no part", flow => flow.AssertReplyContains("other"), "InvalidOperationException Expected:other\nReceived:echo hi" },
        { "none of them", flow => flow.AssertReplyOneOf(["a", "b"]), "InvalidOperationException Expected:a | b\nReceived:echo hi" },
        { "a comparer", flow => flow.AssertReply(new Activity("message"), new Never(), "why"), "InvalidOperationException why:\nExpected:message\nReceived:message" },
        { "a reply", flow => flow.AssertNoReply("why", 1), "InvalidOperationException why:\nExpected:no reply\nReceived:echo hi" },
        { "silence", flow => flow.AssertReply("echo hi").AssertReply("more", timeout: 1), "TimeoutException 1ms Timed out waiting for:'more'" },
        { "own check", flow => flow.AssertReply(_ => throw new FormatException("mine")), "FormatException mine" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_flow_fails_on(string what, Func<TestFlow, TestFlow> step, string expected)
    {
        var failure = await Record.ExceptionAsync(() => step(new TestFlow(_adapter, Echo).Send("hi")).StartTestAsync());
        Assert.Equal($"{what}: {expected}", $"{what}: {failure?.GetType().Name} {failure?.Message}");
    }

    [Fact]
    public async Task What_the_bot_throws_comes_out_of_the_flow()
    {
        static Task Throw(ITurnContext context, CancellationToken ct) => throw new FormatException(JsonConvert.SerializeObject(context.Activity.Text));
        var thrown = await Assert.ThrowsAsync<FormatException>(() => new TestFlow(_adapter, Throw).Send("hi").StartTestAsync());
        Assert.Equal("\"hi\"", thrown.Message);
    }

    private static async Task Echo(ITurnContext context, CancellationToken ct) => await context.SendActivityAsync(
        context.Activity.Type == ActivityTypes.Message
            ? $"echo {context.Activity.Text}"
            : $"{context.Activity.Type} {context.Activity.MembersAdded?[0].Id}",
        cancellationToken: ct);

    private sealed class Never : IEqualityComparer<IActivity>
    {
        public bool Equals(IActivity? x, IActivity? y) => false;

        public int GetHashCode(IActivity obj) => 0;
    }
}
