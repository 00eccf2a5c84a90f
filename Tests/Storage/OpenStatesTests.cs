using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Storage;

/// <summary>States of conversations that are going on, between two turns.</summary>
public sealed class OpenStatesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CountedRecords _records;
    private readonly BotStateStorage _storage;

    public OpenStatesTests()
    {
        _records = new CountedRecords(new MemoryRecords());
        _storage = new BotStateStorage(_records, new Pepper(new byte[32]), [], new OpenStates(_time));
    }

    private string Asked => string.Join(", ", _records.Asked);

    [Fact]
    public async Task What_a_turn_wrote_the_next_one_has_without_reading()
    {
        foreach (var words in new[] { "one", "two", "three" })
        {
            var (state, turn) = Turn();
            var before = await Words(state).GetAsync(turn, () => []);
            before.Add(words);
            await state.SaveChangesAsync(turn);
        }

        Assert.Equal("read, create, replace, replace", Asked);
        Assert.Equal(["one", "two", "three"], await KeptAsync());
    }

    [Fact]
    public async Task What_a_turn_did_before_it_failed_is_gone()
    {
        await SaveAsync("one");
        var (failed, failedTurn) = Turn();
        (await Words(failed).GetAsync(failedTurn)).Add("two");

        var (state, turn) = Turn();
        Assert.Equal(["one"], await Words(state).GetAsync(turn));
    }

    [Fact]
    public async Task Of_two_turns_at_once_the_second_to_save_fails()
    {
        await SaveAsync("one");
        var (first, firstTurn) = Turn();
        var (second, secondTurn) = Turn();
        (await Words(first).GetAsync(firstTurn)).Add("first");
        (await Words(second).GetAsync(secondTurn)).Add("second");
        await second.SaveChangesAsync(secondTurn);

        await Assert.ThrowsAsync<InvalidOperationException>(() => first.SaveChangesAsync(firstTurn));
        Assert.Equal(["one", "second"], await KeptAsync());
    }

    [Fact]
    public async Task A_turn_that_saves_twice_does_not_let_another_one_pass_in_between()
    {
        await SaveAsync("one");
        var (first, firstTurn) = Turn();
        var words = await Words(first).GetAsync(firstTurn);
        await first.SaveChangesAsync(firstTurn);
        var (second, secondTurn) = Turn();
        await second.LoadAsync(secondTurn);
        words.Add("two");
        await first.SaveChangesAsync(firstTurn);

        await Assert.ThrowsAsync<InvalidOperationException>(() => second.SaveChangesAsync(secondTurn));
        Assert.Equal(["one", "two"], await KeptAsync());
    }

    [Fact]
    public async Task What_is_deleted_is_not_there_any_more()
    {
        await SaveAsync("one");
        var (state, turn) = Turn();
        await state.DeleteAsync(turn);

        Assert.Null(await Words(state).GetAsync(turn));
    }

    [Fact]
    public async Task What_rested_for_five_minutes_is_read_again()
    {
        await SaveAsync("one");
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        await SaveAsync("two");
        Assert.Equal("read, create, replace", Asked);

        _time.Advance(TimeSpan.FromMinutes(5));
        await SaveAsync("three");
        Assert.Equal("read, create, replace, read, replace", Asked);
    }

    [Fact]
    public async Task When_there_is_no_room_those_leave_that_rested_longest()
    {
        for (var number = 0; number <= OpenStates.Room; number++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await SaveAsync("one", $"{number}");
        }

        _records.Asked.Clear();
        await SaveAsync("two", $"{(OpenStates.Room / 2) - 1}");
        await SaveAsync("two", $"{OpenStates.Room / 2}");
        Assert.Equal("read, replace, replace", Asked);
    }

    [Fact]
    public async Task A_turn_that_did_not_ask_for_the_state_does_not_write_it()
    {
        var (state, turn) = Turn();
        await state.SaveChangesAsync(turn);

        Assert.Empty(_records.Asked);
    }

    [Fact]
    public async Task A_turn_that_asked_for_the_state_writes_it_once_and_loads_it_once()
    {
        var (state, turn) = Turn();
        await state.LoadAsync(turn);
        await state.LoadAsync(turn);
        await state.SaveChangesAsync(turn);
        Assert.Equal("read, create", Asked);

        await state.LoadAsync(turn, force: true);
        Assert.Empty(state.GetCachedState(turn).State);
    }

    private static IStatePropertyAccessor<List<string>> Words(ConversationState state) => state.CreateProperty<List<string>>("words");

    private (ConversationState State, TurnContext Turn) Turn(string conversation = "one") => (
        new WrittenState(_storage),
        new TurnContext(new TestAdapter(), new Activity("message", channelId: "test", conversation: new ConversationAccount(id: conversation))));

    private async Task SaveAsync(string words, string conversation = "one")
    {
        var (state, turn) = Turn(conversation);
        await Words(state).SetAsync(turn, [words]);
        await state.SaveChangesAsync(turn);
    }

    /// <summary>As it stands in the records.</summary>
    private async Task<List<string>> KeptAsync()
    {
        var state = new WrittenState(new BotStateStorage(_records, new Pepper(new byte[32]), []));
        return await Words(state).GetAsync(Turn().Turn);
    }
}
