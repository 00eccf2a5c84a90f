using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

/// <summary>What bot state must be on every store of records.</summary>
public abstract class BotStateContract
{
    private static readonly RecordKind Kind = new("bot-state", TimeSpan.FromHours(24), Fleeting: true);

    /// <summary>The store's clock.</summary>
    protected FakeTimeProvider Time { get; } = new();

    protected abstract IRecords Records { get; }

    /// <summary>Ends the store and begins it again on what it left.</summary>
    protected abstract void Restart();

    /// <summary>All bytes that are kept.</summary>
    protected abstract Task<byte[]> BytesAsync();

    [Fact]
    public async Task A_dialog_goes_on_where_it_was_in_another_process()
    {
        List<string> said = [];
        foreach (var typed in new[] { "hello", "the second", "2026-01-02T03:04:05Z" })
        {
            said.AddRange(await TalkAsync(typed));
            Restart();
        }

        Assert.Equal(["Which? (1) mail or (2) call", "Why?", "Reset GatesOf2 call because 2026-01-02T03:04:05Z"], said);
    }

    [Fact]
    public async Task What_a_state_holds_comes_back_as_it_was()
    {
        var storage = Storage();
        var (state, turn) = Turn(storage);
        await SetAsync(state, turn, new Dictionary<string, object>
        {
            ["text"] = "2026-01-02T03:04:05Z",
            ["json in text"] = """{"$type":"System.IO.FileInfo"}""",
            ["number"] = 7L,
            ["truth"] = true,
            ["list"] = new List<object> { "a", 1L, new List<string> { "b" } },
            ["card"] = new JObject { ["$schema"] = "card", ["body"] = new JArray("c") },
            ["asked"] = new Asked(Goal.Unlock, [GateMethod.EmailAlternate]),
            ["found"] = new FoundChoice { Index = 1, Value = "v", Score = 0.5f },
        });
        await state.SaveChangesAsync(turn);

        var kept = (Dictionary<string, object>)(await GetAsync(Storage()))!;

        Assert.Equal(
            ["2026-01-02T03:04:05Z", """{"$type":"System.IO.FileInfo"}""", 7L, true], [kept["text"], kept["json in text"], kept["number"], kept["truth"]]);
        Assert.Equal(["a", 1L, new List<string> { "b" }], Assert.IsType<List<object>>(kept["list"]));
        Assert.Equal("""{"$schema":"card","body":["c"]}""", Assert.IsType<JObject>(kept["card"]).ToString(Formatting.None));
        var asked = Assert.IsType<Asked>(kept["asked"]);
        Assert.Equal((Goal.Unlock, GateMethod.EmailAlternate), (asked.Goal, Assert.Single(asked.Methods)));
        Assert.Equal((1, "v", 0.5f), Assert.IsType<FoundChoice>(kept["found"]) is var found ? (found.Index, found.Value, found.Score) : default);
    }

    [Fact]
    public async Task A_turn_reads_once_and_writes_once()
    {
        var counted = new CountedRecords(Records);
        var storage = new BotStateStorage(counted, new Pepper(new byte[32]), []);
        foreach (var text in new[] { "one", "two" })
        {
            var (state, turn) = Turn(storage);
            await SetAsync(state, turn, text);
            await state.SaveChangesAsync(turn);
            await state.SaveChangesAsync(turn);
        }

        Assert.Equal("read, create, read, replace", string.Join(", ", counted.Asked));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_turns_at_once_the_second_to_save_fails(bool isNew)
    {
        var storage = Storage();
        if (!isNew)
        {
            await SaveAsync(storage, "before");
        }

        var (first, firstTurn) = Turn(storage);
        var (second, secondTurn) = Turn(storage);
        await SetAsync(first, firstTurn, "first");
        await SetAsync(second, secondTurn, "second");
        await first.SaveChangesAsync(firstTurn);

        await Assert.ThrowsAsync<InvalidOperationException>(() => second.SaveChangesAsync(secondTurn));
        Assert.Equal("first", await GetAsync(storage));
    }

    [Fact]
    public async Task What_another_process_wrote_is_not_undone()
    {
        var storage = Storage();
        await SaveAsync(storage, "before");
        var (state, turn) = Turn(storage);
        await SetAsync(state, turn, "mine");
        await SaveAsync(Storage(), "theirs");

        await Assert.ThrowsAsync<InvalidOperationException>(() => state.SaveChangesAsync(turn));
        Assert.Equal("theirs", await GetAsync(storage));
    }

    [Fact]
    public async Task A_turn_may_save_more_than_once()
    {
        var storage = Storage();
        var (state, turn) = Turn(storage);
        foreach (var text in new[] { "one", "two", "three" })
        {
            await SetAsync(state, turn, text);
            await state.SaveChangesAsync(turn);
        }

        Assert.Equal("three", await GetAsync(storage));
    }

    [Fact]
    public async Task A_state_that_is_cleared_takes_the_place_of_what_was_read()
    {
        var storage = Storage();
        await SaveAsync(storage, "before");
        var (state, turn) = Turn(storage);
        await state.LoadAsync(turn);
        await state.ClearStateAsync(turn);
        await state.SaveChangesAsync(turn);
        Assert.Null(await GetAsync(storage));

        await SetAsync(state, turn, "after");
        await state.SaveChangesAsync(turn);
        Assert.Equal("after", await GetAsync(storage));
    }

    [Fact]
    public async Task A_state_that_is_cleared_does_not_undo_what_another_process_wrote()
    {
        var storage = Storage();
        await SaveAsync(storage, "before");
        var (state, turn) = Turn(storage);
        await state.LoadAsync(turn);
        await state.ClearStateAsync(turn);
        await SaveAsync(Storage(), "theirs");

        await Assert.ThrowsAsync<InvalidOperationException>(() => state.SaveChangesAsync(turn));
        Assert.Equal("theirs", await GetAsync(storage));
    }

    [Fact]
    public async Task A_state_that_is_deleted_is_gone_and_may_begin_again()
    {
        var storage = Storage();
        await SaveAsync(storage, "before");
        var (state, turn) = Turn(storage);
        await state.DeleteAsync(turn);
        Assert.Null(await GetAsync(storage));

        await state.DeleteAsync(turn);
        await SetAsync(state, turn, "after");
        await state.SaveChangesAsync(turn);
        Assert.Equal("after", await GetAsync(storage));
    }

    [Fact]
    public async Task A_state_is_gone_a_day_after_its_last_write()
    {
        var storage = Storage();
        await SaveAsync(storage, "before");

        Time.Advance(TimeSpan.FromHours(24));

        Assert.Null(await GetAsync(storage));
        await SaveAsync(storage, "after");
        Assert.Equal("after", await GetAsync(storage));
    }

    [Fact]
    public async Task The_name_of_a_record_tells_nothing_about_the_conversation()
    {
        await SaveAsync(Storage(), "before", "+15550100");

        Assert.Equal(-1, (await BytesAsync()).AsSpan().IndexOf(RecordId.Sortable("5550100")));
        Assert.Equal(-1, (await BytesAsync()).AsSpan().IndexOf("5550100"u8));
        Assert.Equal("before", await GetAsync(Storage(), "+15550100"));
        Assert.Null(await GetAsync(Storage(), "+15550101"));
    }

    [Fact]
    public async Task What_is_not_in_the_list_is_not_written()
    {
        object[] strangers =
        [
            new FileInfo("a"),
            new StringBuilder(),
            new Dictionary<string, string> { ["a"] = "b" },
            new List<FileInfo>(),
            new Choice[1],
            new Asked[1],
            new HeroCard(),
            new Dictionary<string, object> { ["inner"] = new StringBuilder() },
            new PromptOptions { Validations = new StringBuilder() },
            new JObject { ["$type"] = "Activity" },
            new JArray(new JObject { ["$ref"] = "1" }),
            new Dictionary<string, object> { ["$type"] = "Activity" },
        ];
        foreach (var stranger in strangers)
        {
            await Assert.ThrowsAsync<JsonSerializationException>(() => SaveAsync(Storage(), stranger));
        }

        Assert.Null(await GetAsync(Storage()));
    }

    [Theory]
    [InlineData("System.IO.FileInfo, System.Private.CoreLib")]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("System.Windows.Data.ObjectDataProvider, PresentationFramework")]
    [InlineData("Activity, Microsoft.Bot.Schema")]
    [InlineData("Microsoft.Bot.Schema.Activity")]
    [InlineData("SsprBot.Storage.BotStateContract+Asked")]
    [InlineData("activity")]
    [InlineData("map[]")]
    [InlineData("")]
    [InlineData("Never, NoSuchAssembly")]
    public async Task What_is_not_in_the_list_is_not_read_or_looked_for(string name)
    {
        List<string> sought = [];
        ResolveEventHandler seek = (_, missing) =>
        {
            lock (sought)
            {
                sought.Add(missing.Name);
            }

            return null;
        };
        AppDomain.CurrentDomain.AssemblyResolve += seek;

        await PlantAsync($$$"""{"value":{"$type":"{{{name}}}","a":"b"}}""");
        await Assert.ThrowsAnyAsync<JsonException>(() => GetAsync(Storage()));
        await PlantAsync($$$$"""{"value":{"$type":"PromptOptions","validations":{"$type":"{{{{name}}}}"}}}""");
        await Assert.ThrowsAnyAsync<JsonException>(() => GetAsync(Storage()));

        AppDomain.CurrentDomain.AssemblyResolve -= seek;
        Assert.DoesNotContain(sought, assembly => assembly.StartsWith("NoSuch", StringComparison.Ordinal) || assembly.StartsWith("Pres", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_type_is_declared_no_name_changes_it()
    {
        await PlantAsync("""{"value":{"$type":"Choice","action":{"$type":"System.IO.FileInfo, System.Private.CoreLib","title":"a"}}}""");

        Assert.Equal("a", Assert.IsType<Choice>(await GetAsync(Storage())).Action.Title);
    }

    [Fact]
    public async Task A_state_of_32_levels_is_kept()
    {
        await SaveAsync(Storage(), Nested(31));

        var levels = 0;
        for (var inner = await GetAsync(Storage()); inner is Dictionary<string, object> map; inner = map.GetValueOrDefault("inner"))
        {
            levels++;
        }

        Assert.Equal(31, levels);
    }

    [Fact]
    public async Task A_state_of_33_levels_is_neither_written_nor_read()
    {
        await Assert.ThrowsAsync<JsonSerializationException>(() => SaveAsync(Storage(), Nested(32)));
        Assert.Null(await GetAsync(Storage()));

        await PlantAsync("{\"value\":" + new string('[', 32) + new string(']', 32) + "}");
        await Assert.ThrowsAnyAsync<JsonException>(() => GetAsync(Storage()));
    }

    private static Dictionary<string, object> Nested(int levels) =>
        levels == 1 ? [] : new Dictionary<string, object> { ["inner"] = Nested(levels - 1) };

    private static (ConversationState State, TurnContext Turn) Turn(IStorage storage, string conversation = "one") => (
        new ConversationState(storage),
        new TurnContext(new TestAdapter(), new Activity("message", channelId: "test", conversation: new ConversationAccount(id: conversation))));

    private static Task SetAsync(ConversationState state, TurnContext turn, object value) =>
        state.CreateProperty<object>("value").SetAsync(turn, value);

    private static async Task SaveAsync(IStorage storage, object value, string conversation = "one")
    {
        var (state, turn) = Turn(storage, conversation);
        await SetAsync(state, turn, value);
        await state.SaveChangesAsync(turn);
    }

    private static async Task<object?> GetAsync(IStorage storage, string conversation = "one")
    {
        var (state, turn) = Turn(storage, conversation);
        return await state.CreateProperty<object?>("value").GetAsync(turn);
    }

    private BotStateStorage Storage() => new(Records, new Pepper(new byte[32]), [typeof(Asked)]);

    /// <summary>Puts JSON where the state of conversation one is kept.</summary>
    private async Task PlantAsync(string json)
    {
        await Storage().DeleteAsync(["test/conversations/one"]);
        await SaveAsync(Storage(), "any");
        await foreach (var id in Records.ListAsync(Kind, "", default))
        {
            var key = new RecordKey(Kind, id);
            var stored = await Records.ReadAsync(key, default);
            Assert.NotNull(await Records.TryReplaceAsync(key, Encoding.UTF8.GetBytes(json), stored!.Version, default));
        }
    }

    private async Task<IEnumerable<string>> TalkAsync(string typed)
    {
        var state = new ConversationState(Storage());
        var adapter = new TestAdapter();
        await adapter.ProcessActivityAsync(new Activity("message", text: typed), async (turn, ct) =>
        {
            await new Outer().RunAsync(turn, state.CreateProperty<DialogState>("dialogs"), ct);
            await state.SaveChangesAsync(turn, false, ct);
        });
        return adapter.ActiveQueue.Select(said => said.Text);
    }

    private sealed record Asked(Goal Goal, IReadOnlyList<GateMethod> Methods);

    private sealed class Outer : ComponentDialog
    {
        public Outer()
        {
            AddDialog(new WaterfallDialog("steps", [(step, ct) => step.BeginDialogAsync(nameof(Inner), new Asked(Goal.Reset, [GateMethod.EmailAlternate, GateMethod.SecurityQuestions]), ct)]));
            AddDialog(new Inner());
        }
    }

    private sealed class Inner : ComponentDialog
    {
        public Inner()
        {
            AddDialog(new WaterfallDialog("steps", [WhichAsync, WhyAsync, EndAsync]));
            AddDialog(new ChoicePrompt("choice", defaultLocale: "en-us") { Style = ListStyle.Inline });
            AddDialog(new TextPrompt("text"));
        }

        private static Task<DialogTurnResult> WhichAsync(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync(
            "choice", new PromptOptions { Prompt = MessageFactory.Text("Which?"), Choices = [new Choice("mail"), new Choice("call") { Synonyms = ["the second"] }] }, ct);

        private static Task<DialogTurnResult> WhyAsync(WaterfallStepContext step, CancellationToken ct)
        {
            step.Values["which"] = step.Result;
            return step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("Why?") }, ct);
        }

        private static async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, CancellationToken ct)
        {
            var asked = (Asked)step.Options;
            await step.Context.SendActivityAsync(
                $"{asked.Goal} GatesOf{asked.Methods.Count} {((FoundChoice)step.Values["which"]).Value} because {step.Result}", cancellationToken: ct);
            return await step.EndDialogAsync(null, ct);
        }
    }
}
