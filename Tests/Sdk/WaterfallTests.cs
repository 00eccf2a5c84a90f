using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SsprBot.Sdk;

public class WaterfallTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Steps_take_turns_and_the_last_result_ends_the_waterfall(bool untyped)
    {
        var talk = new DialogTalk(Waterfall(
            Say("name?"),
            (step, ct) =>
            {
                step.Values["name"] = step.Result;
                step.Values["length"] = ((string)step.Result).Length;
                return SayAsync(step, "town?", ct);
            },
            (step, ct) => step.EndDialogAsync($"{step.Values["name"]} ({step.Values["length"]}), {step.Result}, {step.Options}", ct)))
        {
            Untyped = untyped,
            Options = "hello",
        };

        Assert.Equal(
            """
            user: hi
            bot:  name?
            user: Ana
            bot:  town?
            user: Madrid
            over: Complete "Ana (3), Madrid, hello"
            """,
            await talk.SayAsync("hi", "Ana", "Madrid"));
    }

    [Fact]
    public async Task What_is_stored_is_the_stack_and_four_values_of_the_waterfall()
    {
        var talk = new DialogTalk(Waterfall(Say("name?"), Say("town?"))) { Untyped = true, Options = 7 };
        await talk.SayAsync("hi", "Ana");

        var instance = talk.Stack[0]!;
        Assert.True(Guid.TryParse((string?)instance["state"]!["instanceId"], out _));
        instance["state"]!["instanceId"] = "an id";
        Assert.Equal(
            """[{"id":"steps","state":{"options":7,"values":{},"instanceId":"an id","stepIndex":1}}]""",
            talk.Stack.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public async Task Only_messages_move_a_waterfall()
    {
        var talk = new DialogTalk(Waterfall(Say("name?"), Say("town?")));
        await talk.SayAsync("hi");
        await talk.SendAsync(new Activity(ActivityTypes.Event, name: "ping"));

        Assert.Equal(DialogTurnStatus.Waiting, talk.Last.Status);
        Assert.Equal(
            """
            user: hi
            bot:  name?
            user: Ana
            bot:  town?
            """,
            await talk.SayAsync("Ana"));
    }

    [Fact]
    public async Task Past_the_last_step_the_waterfall_ends_with_what_came()
    {
        Assert.Equal(
            """
            user: hi
            bot:  name?
            user: Ana
            over: Complete "Ana"
            """,
            await new DialogTalk(Waterfall(Say("name?"))).SayAsync("hi", "Ana"));
        Assert.Equal(
            """
            user: hi
            over: Complete null
            """,
            await new DialogTalk(Waterfall()).SayAsync("hi"));
    }

    [Fact]
    public async Task Steps_know_why_they_run_and_where_they_are()
    {
        var seen = new List<string>();
        var talk = new DialogTalk(
            Waterfall(Note, Note, (step, ct) => step.BeginDialogAsync("other", null, ct), Note),
            new WaterfallDialog("other", [(step, ct) => step.EndDialogAsync("back", ct)]));
        await talk.SayAsync("hi", "go");

        Assert.Equal(["0 BeginCalled ", "1 NextCalled next", "3 EndCalled back"], seen);

        async Task<DialogTurnResult> Note(WaterfallStepContext step, CancellationToken ct)
        {
            seen.Add($"{step.Index} {step.Reason} {step.Result}");
            return step.Index == 0 ? await step.NextAsync("next", ct) : Dialog.EndOfTurn;
        }
    }

    [Fact]
    public async Task A_step_goes_on_once()
    {
        var talk = new DialogTalk(Waterfall(
            async (step, ct) =>
            {
                await step.NextAsync(null, ct);
                return await step.NextAsync(null, ct);
            },
            Say("one")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => talk.SayAsync("hi"));
    }

    [Fact]
    public async Task A_token_in_the_place_of_a_value_is_refused()
    {
        var token = CancellationToken.None;
        var refusals = new List<string?>();
        var talk = new DialogTalk(Waterfall(async (step, ct) =>
        {
            foreach (var mistake in new Func<Task>[]
            {
                () => step.BeginDialogAsync("steps", token, ct),
                () => step.ReplaceDialogAsync("steps", token, ct),
                () => step.EndDialogAsync(token, ct),
                () => step.NextAsync(token, ct),
                () => step.CancelAllDialogsAsync(true, "x", token, ct),
                () => step.EmitEventAsync("x", token, cancellationToken: ct),
            })
            {
                refusals.Add((await Assert.ThrowsAsync<ArgumentException>(mistake)).ParamName);
            }

            return Dialog.EndOfTurn;
        }));
        await talk.SayAsync("hi");

        Assert.Equal(["options", "options", "result", "result", "eventValue", "value"], refusals);
    }

    [Fact]
    public async Task An_unknown_dialog_is_named()
    {
        var beginning = await Assert.ThrowsAsync<ArgumentException>(
            () => new DialogTalk(Waterfall((step, ct) => step.BeginDialogAsync("nowhere", null, ct))).SayAsync("hi"));
        Assert.Contains("'nowhere'", beginning.Message, StringComparison.Ordinal);

        var old = new DialogTalk(new WaterfallDialog("gone", [Say("name?")]));
        await old.SayAsync("hi");
        var renamed = new DialogTalk(Waterfall());
        renamed.Memory[old.Memory.Keys.Single()] = old.Memory.Values.Single();
        var continuing = await Assert.ThrowsAsync<InvalidOperationException>(() => renamed.SayAsync("Ana"));
        Assert.Contains("'gone'", continuing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_is_taken_gets_a_number_and_the_same_dialog_is_added_once()
    {
        var (first, second, third) = (new WaterfallDialog("a"), new WaterfallDialog("a"), new WaterfallDialog("a"));
        var set = new DialogSet().Add(first).Add(second).Add(third).Add(first).Add(second).Add(new WithDependency(third));

        Assert.Equal(["a", "a2", "a3", "WithDependency"], set.GetDialogs().Select(dialog => dialog.Id));
        Assert.Same(second, set.Find("a2"));
        Assert.Null(set.Find("b"));
        Assert.Throws<ArgumentNullException>(() => set.Find(""));
        Assert.Throws<ArgumentNullException>(() => set.Add(null));
    }

    [Fact]
    public void Dependencies_are_added_too()
    {
        var set = new DialogSet().Add(new WithDependency(new WaterfallDialog("inner")));

        Assert.Equal(["WithDependency", "inner"], set.GetDialogs().Select(dialog => dialog.Id));
    }

    [Fact]
    public async Task A_set_without_a_place_for_state_makes_no_context()
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message));

        await Assert.ThrowsAsync<InvalidOperationException>(() => new DialogSet().CreateContextAsync(turn));
        Assert.Throws<ArgumentNullException>(() => new DialogSet(null));
    }

    [Fact]
    public void A_version_says_what_a_set_is_made_of()
    {
        var one = new DialogSet().Add(new WaterfallDialog("a", [Say("x")]));
        var same = new DialogSet().Add(new WaterfallDialog("a", [Say("y")]));
        var longer = new DialogSet().Add(new WaterfallDialog("a", [Say("x"), Say("y")]));

        Assert.Equal("a:1", one.Find("a").GetVersion());
        Assert.Equal(one.GetVersion(), same.GetVersion());
        Assert.NotEqual(one.GetVersion(), longer.GetVersion());
        Assert.NotEqual(one.GetVersion(), one.Add(new TextPrompt("b")).GetVersion());
    }

    [Fact]
    public async Task A_replaced_dialog_leaves_no_trace_on_the_stack()
    {
        var talk = new DialogTalk(
            Waterfall((step, ct) => step.ReplaceDialogAsync("other", "given", ct)),
            new WaterfallDialog("other", [(step, ct) => SayAsync(step, $"got {step.Options}", ct)]));

        Assert.Equal(
            """
            user: hi
            bot:  got given
            """,
            await talk.SayAsync("hi"));
        Assert.Equal(["other"], talk.Ids);
    }

    [Fact]
    public async Task Cancelling_ends_all_and_asks_each_but_the_first()
    {
        var log = new List<string>();
        var talk = new DialogTalk(new Listener("bottom", "top", log), new Listener("top", null, log));
        await talk.SayAsync("hi");
        await talk.TurnAsync(new Activity(ActivityTypes.Message), async (dc, ct) =>
        {
            Assert.Equal(DialogTurnStatus.Cancelled, (await dc.CancelAllDialogsAsync(false, "away", 5, ct)).Status);
            Assert.Equal(DialogTurnStatus.Empty, (await dc.CancelAllDialogsAsync(ct)).Status);
        });

        Assert.Equal(["top ended: CancelCalled", "bottom away 5", "bottom ended: CancelCalled"], log);
    }

    [Fact]
    public async Task A_dialog_can_refuse_to_be_cancelled()
    {
        var log = new List<string>();
        var talk = new DialogTalk(new Listener("bottom", "top", log) { Handles = DialogEvents.CancelDialog }, new Listener("top", null, log));
        await talk.SayAsync("hi");
        await talk.TurnAsync(new Activity(ActivityTypes.Message), (dc, ct) => dc.CancelAllDialogsAsync(ct));

        Assert.Equal(["bottom"], talk.Ids);
    }

    [Fact]
    public async Task Telemetry_follows_a_waterfall_and_lambdas_are_numbered()
    {
        var telemetry = new Telemetry();
        var steps = Waterfall(Say("name?"), NamedAsync);
        steps.TelemetryClient = telemetry;
        await new DialogTalk(steps).SayAsync("hi", "Ana");

        Assert.Equal(
            ["WaterfallStart steps ", "view steps", "WaterfallStep steps Step1of2", "WaterfallStep steps NamedAsync", "WaterfallComplete steps "],
            telemetry.Events);
        steps.TelemetryClient = null;
        Assert.Same(NullBotTelemetryClient.Instance, steps.TelemetryClient);
    }

    [Fact]
    public void A_set_gives_its_telemetry_to_all_its_dialogs()
    {
        var telemetry = new Telemetry();
        var own = new WaterfallDialog("own") { TelemetryClient = telemetry };
        var set = new DialogSet().Add(own).Add(new WaterfallDialog("before"));
        Assert.Same(telemetry, own.TelemetryClient);

        set.TelemetryClient = telemetry;
        set.Add(new WaterfallDialog("after"));
        Assert.All(set.GetDialogs(), dialog => Assert.Same(telemetry, dialog.TelemetryClient));
    }

    [Fact]
    public async Task Run_begins_continues_and_begins_again()
    {
        var root = Waterfall(Say("name?"), (step, ct) => step.EndDialogAsync(null, ct));
        var (replies, traces) = await RunAsync(root, "hi", "Ana", "hi");

        Assert.Equal(["name?", "name?"], replies);
        Assert.Equal(3, traces.Count);
        Assert.All(traces, trace => Assert.Equal(("BotState", null), (trace.Name, trace.Value)));
    }

    [Fact]
    public async Task Run_throws_what_no_dialog_deals_with()
    {
        var broken = Waterfall((_, _) => throw new TimeoutException("broken"));

        Assert.Equal("broken", (await Assert.ThrowsAsync<TimeoutException>(() => RunAsync(broken, "hi"))).Message);
    }

    [Fact]
    public async Task Run_tries_again_after_an_error_that_was_dealt_with()
    {
        var mends = new Mending(2);
        var (replies, _) = await RunAsync(mends, "hi");
        Assert.Equal(["mended"], replies);

        var mendsNothing = new Mending(int.MaxValue);
        await Assert.ThrowsAsync<TimeoutException>(() => RunAsync(mendsNothing, "hi"));
        Assert.Equal(10, mendsNothing.Broken);
    }

    [Fact]
    public async Task Run_saves_the_states_that_the_adapter_offers()
    {
        var memory = new Dictionary<string, JObject>();
        var conversation = new ConversationState(new MemoryStorage(memory));
        var adapter = new TestAdapter();
        await adapter.SendTextToBotAsync(
            "hi",
            (turn, ct) =>
            {
                turn.TurnState.Add(conversation);
                return Waterfall(Say("name?")).RunAsync(turn, conversation.CreateProperty<DialogState>("dialog"), ct);
            },
            CancellationToken.None);

        Assert.Single(memory);
    }

    private static WaterfallDialog Waterfall(params WaterfallStep[] steps) => new("steps", steps);

    private static WaterfallStep Say(string text) => (step, ct) => SayAsync(step, text, ct);

    private static async Task<DialogTurnResult> SayAsync(WaterfallStepContext step, string text, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(text, cancellationToken: ct);
        return Dialog.EndOfTurn;
    }

    private static Task<DialogTurnResult> NamedAsync(WaterfallStepContext step, CancellationToken ct) => step.NextAsync(null, ct);

    private static async Task<(List<string> Replies, List<Activity> Traces)> RunAsync(Dialog root, params string[] lines)
    {
        var state = new ConversationState(new MemoryStorage());
        var accessor = state.CreateProperty<DialogState>("dialog");
        var adapter = new TestAdapter(sendTraceActivity: true).Use(new AutoSaveStateMiddleware(state));
        foreach (var line in lines)
        {
            await adapter.SendTextToBotAsync(line, (turn, ct) => root.RunAsync(turn, accessor, ct), CancellationToken.None);
        }

        var sent = adapter.ActiveQueue.ToLookup(activity => activity.Type);
        return ([.. sent[ActivityTypes.Message].Select(reply => reply.Text)], [.. sent[ActivityTypes.Trace]]);
    }

    private sealed class WithDependency(Dialog dependency) : Dialog, IDialogDependencies
    {
        public IEnumerable<Dialog> GetDependencies() => [dependency];

        public override Task<DialogTurnResult> BeginDialogAsync(
            DialogContext dc, object? options = null, CancellationToken cancellationToken = default) => Task.FromResult(EndOfTurn);
    }

    private sealed class Listener(string id, string? above, List<string> log) : Dialog(id)
    {
        public string? Handles { get; init; }

        public override Task<DialogTurnResult> BeginDialogAsync(
            DialogContext dc, object? options = null, CancellationToken cancellationToken = default) =>
            above is null ? Task.FromResult(EndOfTurn) : dc.BeginDialogAsync(above, null, cancellationToken);

        public override Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default) =>
            Task.FromResult(EndOfTurn);

        public override Task EndDialogAsync(
            ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
        {
            log.Add($"{Id} ended: {reason}");
            return Task.CompletedTask;
        }

        protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            log.Add($"{Id} {e.Name} {e.Value}");
            return Task.FromResult(e.Name == Handles);
        }
    }

    private sealed class Mending(int after) : Dialog
    {
        public int Broken { get; private set; }

        public override async Task<DialogTurnResult> BeginDialogAsync(
            DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
        {
            if (Broken < after)
            {
                Broken++;
                throw new TimeoutException();
            }

            await dc.Context.SendActivityAsync("mended", cancellationToken: cancellationToken);
            return EndOfTurn;
        }

        public override Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default) =>
            BeginDialogAsync(dc, null, cancellationToken);

        protected override Task<bool> OnPostBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) =>
            Task.FromResult(e is { Name: DialogEvents.Error, Value: TimeoutException });
    }
}
