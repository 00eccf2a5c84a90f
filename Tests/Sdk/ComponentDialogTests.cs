using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using Xunit;

namespace SsprBot.Sdk;

public class ComponentDialogTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_component_talks_on_its_own_stack_and_its_result_goes_to_the_caller(bool untyped)
    {
        var inner = new ComponentDialog("inner").AddDialog(Asking("name?")).AddDialog(new TextPrompt("text"));
        var outer = new ComponentDialog("outer").AddDialog(new WaterfallDialog("main", [
            (step, ct) => step.BeginDialogAsync("inner", "given", ct),
            async (step, ct) =>
            {
                await step.Context.SendActivityAsync($"{step.Result}!", cancellationToken: ct);
                return await step.EndDialogAsync(step.Result, ct);
            },
        ])).AddDialog(inner);
        var talk = new DialogTalk(outer) { Untyped = untyped };

        await talk.SayAsync("hi");
        Assert.Equal(["outer", "main", "inner", "asking", "text"], talk.Ids);
        Assert.Equal(
            """
            user: hi
            bot:  name?
            user: Ana
            bot:  Ana!
            over: Complete "Ana"
            """,
            await talk.SayAsync("Ana"));
    }

    [Fact]
    public async Task What_is_stored_is_the_inner_stack_and_the_version()
    {
        var component = new ComponentDialog("outer").AddDialog(new TextPrompt("text"));
        var talk = new DialogTalk(component) { Untyped = true, Options = new PromptOptions { Prompt = new Activity(ActivityTypes.Message, text: "name?") } };
        await talk.SayAsync("hi");

        Assert.Equal("outer", (string?)talk.Stack[0]!["id"]);
        Assert.Equal(component.Dialogs.GetVersion(), (string?)talk.Stack[0]!["version"]);
        Assert.Equal("text", (string?)talk.Stack[0]!["state"]!["dialogs"]!["dialogStack"]![0]!["id"]);
        Assert.Single(talk.Stack[0]!["state"]!.Children());
    }

    [Fact]
    public void The_first_dialog_is_the_initial_one_unless_another_is_named()
    {
        Assert.Equal("a", new ComponentDialog().AddDialog(new TextPrompt("a")).AddDialog(new TextPrompt("b")).InitialDialogId);
        Assert.Equal("b", new ComponentDialog { InitialDialogId = "b" }.AddDialog(new TextPrompt("a")).InitialDialogId);
        Assert.Equal(nameof(Lazily), new Lazily().Id);
        Assert.Null(new ComponentDialog().FindDialog("a"));
    }

    [Fact]
    public async Task A_dialog_of_the_parent_can_be_begun_inside()
    {
        var talk = new DialogTalk(
            new ComponentDialog("outer").AddDialog(new WaterfallDialog("main", [(step, ct) => step.BeginDialogAsync("shared", null, ct)])),
            new WaterfallDialog("shared", [(step, ct) => step.EndDialogAsync("found", ct)]));

        Assert.Equal(
            """
            user: hi
            over: Complete "found"
            """,
            await talk.SayAsync("hi"));
    }

    [Fact]
    public async Task Help_inside_a_component_asks_the_question_again()
    {
        var talk = new DialogTalk(new Helpful());

        Assert.Equal(
            """
            user: hi
            bot:  name?
            user: help
            bot:  I ask for your name.
            bot:  name?
            user: Ana
            over: Complete "Ana"
            """,
            await talk.SayAsync("hi", "help", "Ana"));
    }

    [Fact]
    public async Task A_cancel_inside_reaches_the_caller_as_nothing()
    {
        var talk = new DialogTalk(new Helpful());

        Assert.Equal(
            """
            user: hi
            bot:  name?
            user: cancel
            over: Complete null
            """,
            await talk.SayAsync("hi", "cancel"));
        Assert.Empty(talk.Stack);
    }

    [Fact]
    public async Task Cancelling_a_component_ends_what_is_inside()
    {
        var telemetry = new Telemetry();
        var component = new ComponentDialog("outer").AddDialog(Asking("name?")).AddDialog(new TextPrompt("text"));
        component.TelemetryClient = telemetry;
        var talk = new DialogTalk(component);
        await talk.SayAsync("hi");
        await talk.TurnAsync(new Activity(ActivityTypes.Message), (dc, ct) => dc.CancelAllDialogsAsync(ct));

        Assert.Equal(
            ["view outer", "WaterfallStart asking ", "view asking", "WaterfallStep asking Step1of2", "WaterfallCancel asking Step1of2"],
            telemetry.Events);
        Assert.Empty(talk.Stack);
    }

    [Fact]
    public async Task Cancelling_from_inside_can_take_the_parents_along()
    {
        var talk = new DialogTalk(new ComponentDialog("outer").AddDialog(new WaterfallDialog("main", [
            (step, ct) => step.CancelAllDialogsAsync(true, cancellationToken: ct),
        ])));
        await talk.SayAsync("hi");

        Assert.Empty(talk.Stack);
    }

    [Fact]
    public async Task A_dialog_begun_on_top_gives_the_turn_back_to_the_question()
    {
        var talk = new DialogTalk(
            new ComponentDialog("outer").AddDialog(Asking("name?")).AddDialog(new TextPrompt("text")),
            new WaterfallDialog("aside", [(step, ct) => step.EndDialogAsync("ignored", ct)]));
        await talk.SayAsync("hi");

        Assert.Equal(
            """
            user: hi
            bot:  name?
            bot:  name?
            """,
            await talk.TurnAsync(new Activity(ActivityTypes.Message), (dc, ct) => dc.BeginDialogAsync("aside", null, ct)));
        Assert.Equal(["outer", "asking", "text"], talk.Ids);
    }

    [Fact]
    public async Task Other_dialogs_than_before_are_noticed()
    {
        var before = new DialogTalk(new Watchful(1));
        await before.SayAsync("hi");

        var after = new Watchful(2);
        await new DialogTalk(after) { Memory = { [before.Memory.Keys.Single()] = before.Memory.Values.Single() } }.SayAsync("Ana");
        Assert.Equal(["activityReceived", "versionChanged watchful"], after.Seen);

        var same = new Watchful(1);
        await new DialogTalk(same).SayAsync("hi", "Ana");
        Assert.Equal(["activityReceived"], same.Seen);
    }

    [Fact]
    public async Task A_change_that_nobody_deals_with_is_traced_and_the_conversation_goes_on()
    {
        var before = new DialogTalk(new ComponentDialog("outer").AddDialog(Asking("name?")).AddDialog(new TextPrompt("text")));
        await before.SayAsync("hi");
        var component = new ComponentDialog("outer").AddDialog(Asking("name?")).AddDialog(new TextPrompt("text")).AddDialog(new TextPrompt("more"));
        var talk = new DialogTalk(component) { EnableTrace = true, Memory = { [before.Memory.Keys.Single()] = before.Memory.Values.Single() } };

        Assert.Equal(
            """
            user: Ana
            bot:  (trace) Nobody dealt with 'versionChanged' of dialog 'outer'.
            over: Complete "Ana"
            """,
            await talk.SayAsync("Ana"));
    }

    [Fact]
    public async Task Dialogs_that_come_late_are_added_once_for_all_conversations()
    {
        var lazily = new Lazily();
        var talks = Enumerable.Range(0, 8).Select(_ => new DialogTalk(lazily)).ToList();
        var turns = talks.ConvertAll(talk => Task.Run(() => talk.SayAsync("hi")));
        lazily.Ready.SetResult();

        Assert.All(await Task.WhenAll(turns), said => Assert.EndsWith("bot:  name?", said, StringComparison.Ordinal));
        Assert.Equal(1, lazily.Initialized);
    }

    [Fact]
    public async Task A_failed_start_is_tried_again()
    {
        var lazily = new Lazily();
        lazily.Ready.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => new DialogTalk(lazily).SayAsync("hi"));

        lazily.Ready = new();
        lazily.Ready.SetResult();
        Assert.EndsWith("bot:  name?", await new DialogTalk(lazily).SayAsync("hi"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_the_question_can_be_asked_again_and_cancelled()
    {
        var before = new DialogTalk(new Lazily(ready: true));
        await before.SayAsync("hi");

        var asked = new DialogTalk(new Lazily(ready: true)) { Memory = { [before.Memory.Keys.Single()] = before.Memory.Values.Single() } };
        Assert.Equal("bot:  name?", await asked.TurnAsync(new Activity(ActivityTypes.Message), (dc, ct) => dc.RepromptDialogAsync(ct)));

        var telemetry = new Telemetry();
        var cancelled = new DialogTalk(new Lazily(ready: true) { TelemetryClient = telemetry })
        {
            Memory = { [before.Memory.Keys.Single()] = before.Memory.Values.Single() },
        };
        await cancelled.TurnAsync(new Activity(ActivityTypes.Message), (dc, ct) => dc.CancelAllDialogsAsync(ct));
        Assert.Equal(["WaterfallCancel asking Step1of2"], telemetry.Events);
    }

    [Fact]
    public async Task An_event_goes_from_the_innermost_dialog_up_until_one_deals_with_it()
    {
        var inner = new Watchful(1, "inner");
        var outer = new Watchful(1, "outer", inner);
        await new DialogTalk(outer).TurnAsync(new Activity(ActivityTypes.Message), async (dc, ct) =>
        {
            await dc.BeginDialogAsync("outer", null, ct);
            inner.Handles = "one";
            Assert.True(await dc.EmitEventAsync("one", 1, fromLeaf: true, cancellationToken: ct));
            Assert.False(await dc.EmitEventAsync("two", 2, fromLeaf: true, cancellationToken: ct));
            Assert.False(await dc.EmitEventAsync("three", 3, bubble: false, fromLeaf: true, cancellationToken: ct));
            Assert.False(await dc.EmitEventAsync("four", 4, cancellationToken: ct));
            Assert.Equal("text", dc.Child.Child.ActiveDialog.Id);
            Assert.Null(dc.Child.Child.Child);
            Assert.Same(dc, dc.Child.Parent);
        });

        Assert.Equal(["one 1", "two 2"], inner.Seen);
        Assert.Equal(["two 2", "four 4"], outer.Seen);
    }

    [Fact]
    public async Task An_answer_that_a_prompt_understands_is_not_for_its_parents()
    {
        var watchful = new Watchful(1, "outer", new ComponentDialog("inner").AddDialog(Asking("how many?")).AddDialog(new NumberPrompt<int>("text")));
        await new DialogTalk(watchful).SayAsync("hi", "many", "5");

        Assert.Equal(["activityReceived"], watchful.Seen.ConvertAll(seen => seen.Split(' ')[0]));
    }

    [Fact]
    public async Task What_a_text_prompt_takes_its_parents_hear_first()
    {
        var watchful = new Watchful(1, "outer");
        await new DialogTalk(watchful).SayAsync("hi", "Anna");

        Assert.Equal(["activityReceived"], watchful.Seen);
    }

    [Fact]
    public async Task Services_are_seen_by_the_children()
    {
        var component = new ComponentDialog("outer").AddDialog(Asking("name?")).AddDialog(new TextPrompt("text"));
        await new DialogTalk(component).TurnAsync(new Activity(ActivityTypes.Message), async (dc, ct) =>
        {
            dc.Services.Add("service", "x");
            await dc.BeginDialogAsync("outer", null, ct);
            Assert.Equal("x", dc.Child.Services.Get<string>("service"));
        });
    }

    private static WaterfallDialog Asking(string question) => new("asking", [
        (step, ct) => step.PromptAsync("text", new PromptOptions { Prompt = new Activity(ActivityTypes.Message, text: question) }, ct),
        (step, ct) => step.EndDialogAsync(step.Result, ct),
    ]);

    private sealed class Helpful : ComponentDialog
    {
        public Helpful() => AddDialog(Asking("name?")).AddDialog(new TextPrompt("text"));

        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
        {
            switch (innerDc.Context.Activity.Text)
            {
                case "help":
                    await innerDc.Context.SendActivityAsync("I ask for your name.", cancellationToken: cancellationToken);
                    await innerDc.RepromptDialogAsync(cancellationToken);
                    return EndOfTurn;

                case "cancel":
                    return await innerDc.CancelAllDialogsAsync(cancellationToken);

                default:
                    return await base.OnContinueDialogAsync(innerDc, cancellationToken);
            }
        }
    }

    private sealed class Watchful : ComponentDialog
    {
        public Watchful(int prompts, string id = "watchful", Dialog? initial = null)
            : base(id)
        {
            AddDialog(initial ?? Asking("name?"));
            for (var i = 0; i < prompts; i++)
            {
                AddDialog(new TextPrompt("text"));
            }
        }

        public List<string> Seen { get; } = [];

        public string? Handles { get; set; }

        public override async Task<bool> OnDialogEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            Seen.Add(e.Value is Activity ? e.Name : $"{e.Name} {e.Value}");
            return e.Name == Handles || await base.OnDialogEventAsync(dc, e, cancellationToken);
        }
    }

    private sealed class Lazily : ComponentDialog
    {
        public Lazily(bool ready = false)
        {
            if (ready)
            {
                Ready.SetResult();
            }
        }

        public TaskCompletionSource Ready { get; set; } = new();

        public int Initialized { get; private set; }

        protected override async Task OnInitializeAsync(DialogContext dc)
        {
            Initialized++;
            await Ready.Task;
            AddDialog(Asking("name?"));
            AddDialog(new TextPrompt("text"));
            await base.OnInitializeAsync(dc);
        }
    }
}
