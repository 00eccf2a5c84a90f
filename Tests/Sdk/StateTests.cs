using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SsprBot.Sdk;

public sealed class StateTests
{
    private readonly CountingStorage _storage = new();

    [Fact]
    public async Task State_is_kept_under_a_key_for_each_scope()
    {
        using var turn = Turn();
        foreach (var state in new BotState[] { new ConversationState(_storage), new UserState(_storage), new PrivateConversationState(_storage) })
        {
            await state.CreateProperty<string>("p").SetAsync(turn, "v");
            await state.SaveChangesAsync(turn);
        }

        Assert.Equal(
            ["test/conversations/c1", "test/conversations/c1/users/user1", "test/users/user1"],
            _storage.Memory.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_key_needs_its_parts()
    {
        using var turn = new TurnContext(new WritingAdapter(), new Activity());
        var missing = new List<string>();
        foreach (var state in new BotState[] { new ConversationState(_storage), new UserState(_storage), new PrivateConversationState(_storage) })
        {
            turn.Activity.ChannelId = null;
            missing.Add((await Assert.ThrowsAsync<InvalidOperationException>(() => state.LoadAsync(turn))).Message);
            turn.Activity.ChannelId = "test";
            missing.Add((await Assert.ThrowsAsync<InvalidOperationException>(() => state.LoadAsync(turn))).Message);
        }

        Assert.Equal(
            [
                "invalid activity-missing channelId",
                "invalid activity-missing Conversation.Id",
                "invalid activity-missing channelId",
                "invalid activity-missing From.Id",
                "invalid activity-missing channelId",
                "invalid activity-missing Conversation.Id",
            ],
            missing);
    }

    [Fact]
    public async Task Storage_is_read_once_and_written_only_when_something_changed()
    {
        var state = new ConversationState(_storage);
        var basket = state.CreateProperty<Basket>("basket");
        using (var first = Turn())
        {
            (await basket.GetAsync(first, () => new Basket())).Items.Add("apple");
            await basket.GetAsync(first);
            await state.SaveChangesAsync(first);
            await state.SaveChangesAsync(first);
        }

        Assert.Equal("read, write", _storage.Log);

        using (var second = Turn())
        {
            Assert.Equal(["apple"], (await basket.GetAsync(second)).Items);
            await state.SaveChangesAsync(second);
            await state.SaveChangesAsync(second, force: true);
            (await basket.GetAsync(second)).Items.Clear();
            await state.SaveChangesAsync(second);
            await state.LoadAsync(second);
            await state.LoadAsync(second, force: true);
        }

        Assert.Equal("read, write, read, write, write, read", _storage.Log);
    }

    [Fact]
    public async Task After_a_forced_save_only_what_changed_since_is_written()
    {
        var state = new ConversationState(_storage);
        var text = state.CreateProperty<string>("text");
        using (var first = Turn())
        {
            await text.SetAsync(first, "a");
            await state.SaveChangesAsync(first);
        }

        using var second = Turn();
        await text.SetAsync(second, "b");
        await state.SaveChangesAsync(second, force: true);
        await state.SaveChangesAsync(second);
        Assert.Equal("read, write, read, write", _storage.Log);

        await text.SetAsync(second, "a");
        await state.SaveChangesAsync(second);
        Assert.Equal("read, write, read, write, write", _storage.Log);
    }

    [Fact]
    public async Task State_that_nobody_looked_at_is_not_written()
    {
        var state = new UserState(_storage);
        using var turn = Turn();

        await state.SaveChangesAsync(turn, force: true);
        await state.LoadAsync(turn);
        await state.SaveChangesAsync(turn);

        Assert.Equal("read", _storage.Log);
        Assert.NotNull(state.GetCachedState(turn));
    }

    [Fact]
    public async Task A_missing_value_is_the_default_or_what_the_factory_makes()
    {
        var state = new UserState(_storage);
        using var turn = Turn();

        Assert.Equal(0, await state.CreateProperty<int>("number").GetAsync(turn));
        Assert.Null(await state.CreateProperty<string>("text").GetAsync(turn));
        Assert.Empty(state.GetCachedState(turn).State);
        Assert.Equal(5, await state.CreateProperty<int>("number").GetAsync(turn, () => 5));
        Assert.Equal("made", await state.CreateProperty<string>("text").GetAsync(turn, () => "made"));
        Assert.Equal("""{"number":5,"text":"made"}""", state.Get(turn).ToString(Formatting.None));
        await state.CreateProperty<string>("text").DeleteAsync(turn);
        Assert.Equal("""{"number":5}""", state.Get(turn).ToString(Formatting.None));
    }

    [Fact]
    public async Task A_property_needs_a_name_and_a_turn()
    {
        var state = new UserState(_storage);
        Assert.Throws<ArgumentNullException>(() => state.CreateProperty<string>(" "));
        Assert.Throws<ArgumentNullException>(() => new UserState(null));
        Assert.Equal("p", state.CreateProperty<string>("p").Name);
        await Assert.ThrowsAsync<ArgumentNullException>(() => state.CreateProperty<string>("p").GetAsync(null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => state.LoadAsync(null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => state.SaveChangesAsync(null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => state.ClearStateAsync(null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => state.DeleteAsync(null));
    }

    [Fact]
    public async Task Cleared_state_is_written_as_empty_and_deleted_state_is_gone()
    {
        var state = new ConversationState(_storage);
        using var turn = Turn();
        await state.CreateProperty<string>("p").SetAsync(turn, "v");
        await state.SaveChangesAsync(turn);

        await state.ClearStateAsync(turn);
        await state.SaveChangesAsync(turn);
        Assert.DoesNotContain("p", _storage.Memory["test/conversations/c1"].Properties().Select(property => property.Name));

        await state.DeleteAsync(turn);
        Assert.Empty(_storage.Memory);
        Assert.Null(state.GetCachedState(turn));
    }

    [Fact]
    public async Task Json_without_type_names_is_read_as_the_type_and_changes_to_it_are_saved()
    {
        var stored = JObject.Parse("""{"basket":{"Items":["apple"]},"numbers":[1,2],"count":3}""");
        _storage.Raw = stored;
        var state = new ConversationState(_storage);
        var basket = state.CreateProperty<Basket>("basket");
        using var turn = Turn();

        Assert.Equal("1 2", string.Join(' ', await state.CreateProperty<int[]>("numbers").GetAsync(turn)));
        Assert.Equal(3, await state.CreateProperty<int>("count").GetAsync(turn));
        await state.SaveChangesAsync(turn);
        Assert.Equal("read", _storage.Log);

        (await basket.GetAsync(turn)).Items.Add("pear");
        Assert.Equal(["apple", "pear"], (await basket.GetAsync(turn)).Items);
        await state.SaveChangesAsync(turn);
        Assert.Equal("read, write", _storage.Log);
    }

    [Fact]
    public async Task Stored_state_that_is_no_dictionary_is_refused()
    {
        _storage.Raw = new Basket();
        using var turn = Turn();
        await Assert.ThrowsAsync<InvalidOperationException>(() => new UserState(_storage).LoadAsync(turn));
    }

    [Fact]
    public async Task A_set_of_states_loads_and_saves_them_all()
    {
        var (conversation, user) = (new ConversationState(_storage), new UserState(_storage));
        var states = new BotStateSet(conversation).Add(user);
        using var turn = Turn();

        await states.LoadAllAsync(turn);
        await conversation.CreateProperty<int>("p").SetAsync(turn, 1);
        await user.CreateProperty<int>("p").SetAsync(turn, 2);
        await states.SaveAllChangesAsync(turn);

        Assert.Equal("read, read, write, write", _storage.Log);
        Assert.Throws<ArgumentNullException>(() => states.Add(null));
    }

    [Fact]
    public async Task Auto_save_saves_after_the_turn_and_not_when_it_throws()
    {
        var state = new UserState(_storage);
        var adapter = new WritingAdapter();
        adapter.Use(new AutoSaveStateMiddleware().Add(state));

        await Assert.ThrowsAsync<InvalidOperationException>(() => adapter.RunAsync(Incoming.Message(), async (turn, ct) =>
        {
            await state.CreateProperty<int>("p").SetAsync(turn, 1, ct);
            throw new InvalidOperationException("broken");
        }));
        Assert.Empty(_storage.Memory);

        await adapter.RunAsync(Incoming.Message(), (turn, ct) => state.CreateProperty<int>("p").SetAsync(turn, 1, ct));
        Assert.Single(_storage.Memory);
    }

    [Fact]
    public async Task Memory_storage_gives_back_what_was_stored()
    {
        var storage = new MemoryStorage();
        var written = new Dictionary<string, object>
        {
            ["basket"] = new Basket { Items = { "apple" }, Extra = new Dictionary<string, object[]> { ["k"] = [1L, "two", new Basket()] } },
            ["json"] = new JObject { ["a"] = 1 },
        };
        await storage.WriteAsync(written, default);
        ((Basket)written["basket"]).Items.Clear();

        var read = await storage.ReadAsync(["basket", "json", "absent"], default);
        Assert.Equal(["basket", "json"], read.Keys.Order(StringComparer.Ordinal));
        var basket = Assert.IsType<Basket>(read["basket"]);
        Assert.Equal(["apple"], basket.Items);
        var extra = Assert.IsType<Dictionary<string, object[]>>(basket.Extra)["k"];
        Assert.Equal([typeof(long), typeof(string), typeof(Basket)], extra.Select(item => item.GetType()));
        Assert.Equal(1, (int?)Assert.IsType<JObject>(read["json"])["a"]);
        Assert.Equal(["basket"], (await storage.ReadAsync<Basket>(["basket", "json"])).Keys);

        await storage.DeleteAsync(["basket", "absent"], default);
        Assert.Empty(await storage.ReadAsync(["basket"], default));
    }

    [Fact]
    public async Task Memory_storage_makes_no_type_that_came_from_outside()
    {
        Dictionary<string, JObject> memory = [];
        var storage = new MemoryStorage(memory);
        var hostile = JObject.Parse("""{"$type":"","Name":"x","inner":{"$type":"System.IO.FileInfo, System.Private.CoreLib","a":1}}""");
        hostile["$type"] = typeof(Trap).AssemblyQualifiedName;
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = new Dictionary<string, object> { ["v"] = hostile } }, default);

        Assert.Contains("Trap", memory["k"].ToString(), StringComparison.Ordinal);
        var read = Assert.IsType<Dictionary<string, object>>((await storage.ReadAsync(["k"], default))["k"]);
        Assert.Equal("x", (string?)Assert.IsType<JObject>(read["v"])["Name"]);
        Assert.False(Trap.Sprung);
    }

    [Fact]
    public async Task Memory_storage_guards_items_by_their_etag()
    {
        var storage = new MemoryStorage();
        async Task<Item> Stored() => (Item)(await storage.ReadAsync(["i"], default))["i"];
        Task Write(string text, string? eTag) => storage.WriteAsync(new Dictionary<string, object> { ["i"] = new Item { Text = text, ETag = eTag! } }, default);

        await Write("first", null);
        var first = await Stored();
        await Write("second", first.ETag);
        Assert.NotEqual(first.ETag, (await Stored()).ETag);

        await Assert.ThrowsAsync<ArgumentException>(() => Write("late", first.ETag));
        await Assert.ThrowsAsync<ArgumentException>(() => Write("late", ""));
        Assert.Equal("second", (await Stored()).Text);

        await Write("any", "*");
        await Write("none", null);
        Assert.Equal("none", (await Stored()).Text);
    }

    [Fact]
    public async Task Memory_storage_needs_its_arguments()
    {
        var storage = new MemoryStorage();
        await Assert.ThrowsAsync<ArgumentNullException>(() => storage.ReadAsync(null, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => storage.WriteAsync(null, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => storage.DeleteAsync(null, default));
        Assert.Throws<ArgumentNullException>(() => new MemoryStorage((JsonSerializer)null!));
    }

    [Fact]
    public async Task Memory_storage_shares_the_dictionary_it_is_given()
    {
        Dictionary<string, JObject> memory = [];
        await new MemoryStorage(memory).WriteAsync(new Dictionary<string, object> { ["k"] = new Basket() }, default);

        Assert.IsType<Basket>((await new MemoryStorage(memory).ReadAsync(["k"], default))["k"]);
        Assert.Equal($"{typeof(Basket).FullName}, {typeof(Basket).Assembly.GetName().Name}", (string?)memory["k"]["$type"]);
    }

    private static TurnContext Turn() => new(new WritingAdapter(), Incoming.Message());

    private sealed class Basket
    {
        public IList<string> Items { get; init; } = [];

        public object? Extra { get; init; }
    }

    private sealed class Item : IStoreItem
    {
        public string? Text { get; init; }

        public string ETag { get; set; } = null!;
    }

    public sealed class Trap
    {
        public Trap() => Sprung = true;

        public static bool Sprung { get; private set; }

        public string? Name { get; init; }
    }

    private sealed class CountingStorage : IStorage
    {
        private readonly List<string> _log = [];
        private readonly MemoryStorage _storage;

        public CountingStorage() => _storage = new MemoryStorage(Memory);

        public Dictionary<string, JObject> Memory { get; } = [];

        public object? Raw { get; set; }

        public string Log => string.Join(", ", _log);

        public async Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            _log.Add("read");
            return Raw is null ? await _storage.ReadAsync(keys, cancellationToken) : keys.ToDictionary(key => key, _ => Raw);
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            _log.Add("write");
            return _storage.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => _storage.DeleteAsync(keys, cancellationToken);
    }
}
