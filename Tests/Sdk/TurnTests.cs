using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.TraceExtensions;
using Microsoft.Bot.Schema;
using Xunit;

namespace SsprBot.Sdk;

public sealed class TurnTests
{
    private readonly WritingAdapter _adapter = new();

    [Fact]
    public async Task What_is_sent_is_addressed_to_the_sender_and_gets_the_id_of_the_channel()
    {
        using var context = new TurnContext(_adapter, Incoming.Message());
        var message = new Activity(ActivityTypes.Message, text: "hello");

        Assert.False(context.Responded);
        var response = await context.SendActivityAsync(message);

        Assert.True(context.Responded);
        Assert.Equal(
            ("out1", "out1", "in1", "bot", "user1", "c1", "test", "https://service"),
            (response.Id, message.Id, message.ReplyToId, message.From.Id, message.Recipient.Id, message.Conversation.Id, message.ChannelId, message.ServiceUrl));
        Assert.Equal(["send message hello"], _adapter.Written);
    }

    [Fact]
    public async Task Text_accepts_input_unless_it_says_otherwise()
    {
        var sent = new List<Activity>();
        using var context = new TurnContext(_adapter, Incoming.Message());
        context.OnSendActivities((_, activities, next) =>
        {
            sent.AddRange(activities);
            return next();
        });

        await Ask(context);
        await context.SendActivityAsync("two", "spoken", InputHints.IgnoringInput);
        await context.SendActivityAsync("three");

        Assert.Equal(
            ["message one  acceptingInput", "message two spoken ignoringInput", "message three  "],
            sent.Select(activity => $"{activity.Type} {activity.Text} {activity.Speak} {activity.InputHint}"));

        static Task Ask<T>(T context)
            where T : ITurnContext => context.SendActivityAsync("one");
    }

    [Fact]
    public async Task A_trace_is_no_response()
    {
        using var context = new TurnContext(_adapter, Incoming.Message());

        await context.TraceActivityAsync("name", 5, label: "label");
        Assert.False(context.Responded);

        await context.SendActivitiesAsync([new Activity(ActivityTypes.Trace), new Activity(ActivityTypes.Typing)]);
        Assert.True(context.Responded);
        Assert.Equal(["send trace", "send trace", "send typing"], _adapter.Written);
    }

    [Fact]
    public async Task Handlers_run_in_the_order_they_were_added()
    {
        using var context = new TurnContext(_adapter, Incoming.Message());
        context.OnSendActivities(async (_, activities, next) =>
        {
            activities[0].Text += " first";
            activities.Add(new Activity(ActivityTypes.Typing));
            var responses = await next();
            _adapter.Written.Add($"{responses.Length} sent");
            return responses;
        }).OnSendActivities((_, activities, next) =>
        {
            activities[0].Text += " second";
            return next();
        });

        await context.SendActivityAsync(new Activity(ActivityTypes.Message, text: "said"));

        Assert.Equal(["send message said first second", "send typing", "2 sent"], _adapter.Written);
    }

    [Fact]
    public async Task A_handler_can_keep_activities_from_being_sent()
    {
        using var context = new TurnContext(_adapter, Incoming.Message());
        context.OnSendActivities((_, _, _) => Task.FromResult(Array.Empty<ResourceResponse>()));

        Assert.Null((await context.SendActivityAsync("nothing")).Id);
        Assert.False(context.Responded);
        Assert.Empty(_adapter.Written);
    }

    [Fact]
    public async Task Updates_and_deletions_go_through_their_handlers()
    {
        using var context = new TurnContext(_adapter, Incoming.Message());
        context.OnUpdateActivity((_, activity, next) =>
        {
            activity.Text += "!";
            return next();
        }).OnDeleteActivity((_, reference, next) =>
        {
            _adapter.Written.Add($"deleting {reference.ActivityId}");
            return next();
        });

        Assert.Equal("updated", (await context.UpdateActivityAsync(new Activity(id: "x", text: "new"))).Id);
        await context.DeleteActivityAsync("x");
        await context.DeleteActivityAsync(new ConversationReference("y"));

        Assert.Equal(["update x new! in c1", "deleting x", "delete x in c1", "deleting y", "delete y in"], _adapter.Written.Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task Expected_replies_are_kept_and_not_sent()
    {
        var incoming = Incoming.Message();
        incoming.DeliveryMode = DeliveryModes.ExpectReplies;
        using var context = new TurnContext(_adapter, incoming);

        await context.SendActivityAsync("one");
        await context.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse));

        Assert.Equal(["message", "invokeResponse"], context.BufferedReplyActivities.Select(activity => activity.Type));
        Assert.Same(context.BufferedReplyActivities[1], context.TurnState.Get<Activity>(BotAdapter.InvokeResponseKey));
        Assert.True(context.Responded);
        Assert.Empty(_adapter.Written);
    }

    [Fact]
    public async Task Another_context_of_the_same_turn_shares_state_and_handlers()
    {
        using var context = new TurnContext(_adapter, Incoming.Message());
        context.TurnState.Add("key", "value");
        context.OnSendActivities((_, activities, next) =>
        {
            activities[0].Text += " handled";
            return next();
        });
        await context.SendActivityAsync("one");

        using var other = new TurnContext(context, Incoming.Message("other"));
        Assert.True(other.Responded);
        await other.SendActivityAsync("two");

        Assert.Equal(("other", "value"), (other.Activity.Text, other.TurnState.Get<string>("key")));
        Assert.Equal(["send message one handled", "send message two handled"], _adapter.Written);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused()
    {
        using var context = new TurnContext(_adapter, Incoming.Message());

        await Assert.ThrowsAsync<ArgumentNullException>(() => context.SendActivityAsync(" "));
        await Assert.ThrowsAsync<ArgumentNullException>(() => context.SendActivityAsync((IActivity)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => context.SendActivitiesAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>(() => context.SendActivitiesAsync([]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => context.UpdateActivityAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => context.DeleteActivityAsync(" "));
        await Assert.ThrowsAsync<ArgumentNullException>(() => context.DeleteActivityAsync((ConversationReference)null!));
        Assert.Throws<ArgumentNullException>(() => context.OnSendActivities(null));
        Assert.Throws<ArgumentNullException>(() => context.OnUpdateActivity(null));
        Assert.Throws<ArgumentNullException>(() => context.OnDeleteActivity(null));
        Assert.Throws<ArgumentNullException>(() => new TurnContext(_adapter, null!));
        Assert.Throws<ArgumentNullException>(() => new TurnContext((BotAdapter)null!, new Activity()));
    }

    [Fact]
    public async Task A_turn_that_is_over_says_nothing_more()
    {
        using var context = new TurnContext(_adapter, Incoming.Message());
        context.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => context.SendActivityAsync("late"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => context.UpdateActivityAsync(new Activity()));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => context.DeleteActivityAsync("x"));
        Assert.Throws<ObjectDisposedException>(() => context.OnSendActivities((_, _, next) => next()));
        Assert.Throws<ObjectDisposedException>(() => context.TurnState.Get<string>("key"));
    }

    [Fact]
    public void Turn_state_is_kept_by_name_or_by_type()
    {
        using var value = new TurnContext(_adapter, Incoming.Message());
        var state = new TurnContextStateCollection();
        state.Add("named", "text");
        state.Add(value);

        Assert.Equal("text", state.Get<string>("named"));
        Assert.Same(value, state.Get<TurnContext>());
        Assert.Same(value, state[typeof(TurnContext).FullName!]);
        Assert.Null(state.Get<string>("absent"));
        Assert.Null(state.Get<Activity>("named"));
        Assert.Throws<ArgumentException>(() => state.Add("named", "again"));
        Assert.Throws<ArgumentNullException>(() => state.Add<string>("null", null!));
        Assert.Throws<ArgumentNullException>(() => state.Get<string>(null!));

        state.Set("named", (string)null!);
        Assert.Null(state.Get<string>("named"));

        state.Dispose();
        Assert.Throws<ObjectDisposedException>(() => state.Set("named", "late"));
        Assert.NotNull(value.TurnState);
    }

    [Theory]
    [InlineData("nl-NL", "nl-NL", "nl-NL")]
    [InlineData("nonsense-LANGUAGE", "", null)]
    [InlineData("", "", null)]
    public async Task A_turn_runs_in_the_culture_of_the_activity_when_that_is_known(string locale, string culture, string? expected)
    {
        var incoming = Incoming.Message();
        incoming.Locale = locale;
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        await _adapter.RunAsync(incoming, (context, _) =>
        {
            Assert.Equal((culture, expected), (CultureInfo.CurrentCulture.Name, ((TurnContext)context).Locale));
            return Task.CompletedTask;
        });

        Assert.Equal(CultureInfo.InvariantCulture, CultureInfo.CurrentCulture);
        CultureInfo.CurrentCulture = before;
    }

    [Fact]
    public async Task What_a_turn_throws_goes_to_the_handler_of_errors_or_out()
    {
        static Task Throw(ITurnContext context, CancellationToken ct) => throw new InvalidOperationException("broken");

        await Assert.ThrowsAsync<InvalidOperationException>(() => _adapter.RunAsync(Incoming.Message(), Throw));
        _adapter.OnTurnError = (context, thrown) => context.SendActivityAsync(thrown.Message);
        await _adapter.RunAsync(Incoming.Message(), Throw);

        Assert.Equal(["send message broken"], _adapter.Written);
    }

    [Fact]
    public async Task A_bot_speaks_up_by_itself_in_a_turn_of_its_own()
    {
        await _adapter.ContinueConversationAsync("app", Incoming.Message().GetConversationReference(), (context, ct) => context.SendActivityAsync(context.Activity.Name, cancellationToken: ct), default);

        Assert.Equal(["send message ContinueConversation"], _adapter.Written);
        await Assert.ThrowsAsync<NotImplementedException>(() => _adapter.ContinueConversationAsync("app", new Activity(), (_, _) => Task.CompletedTask, default));
    }
}
