using SsprBot.World;
using Xunit;
using static System.Threading.CancellationToken;

namespace SsprBot.Domain;

/// <summary>Who waits for a directory, and who is told that it is back.</summary>
public sealed class DirectoryReturnTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public async Task Who_came_while_it_was_away_is_told_once_when_it_is_back()
    {
        _world.Directory.IsDown = true;
        await _world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), None);

        Assert.True(await _world.DirectoryReturn.AskAsync(TestWorld.Stranger(), "", None));
        Assert.True(await _world.DirectoryReturn.AskAsync(TestWorld.Stranger(), "", None));
        Assert.Empty(await _world.DirectoryReturn.TakeAsync(None));

        _world.Directory.IsDown = false;
        Assert.Equal([TestWorld.Stranger().Chat], await _world.DirectoryReturn.TakeAsync(None));
        Assert.Empty(await _world.DirectoryReturn.TakeAsync(None));
    }

    [Fact]
    public async Task Nobody_waits_for_what_answers()
    {
        _world.Directory.IsDown = true;
        await _world.DirectoryReturn.MissedAsync(TestWorld.Stranger().Chat, FakeDirectory.Anna, None);
        _world.Directory.IsDown = false;

        Assert.False(await _world.DirectoryReturn.AskAsync(TestWorld.Stranger(), "", None));
        Assert.Empty(await _world.DirectoryReturn.TakeAsync(None));
    }

    [Fact]
    public async Task Who_asked_for_nobody_waits_for_nothing()
    {
        _world.Directory.IsDown = true;

        Assert.False(await _world.DirectoryReturn.AskAsync(TestWorld.Stranger(), "", None));
        Assert.Empty(_world.Directory.Looked);
    }

    [Fact]
    public async Task The_visit_that_is_open_tells_whom_it_is_about_before_what_was_missed_earlier()
    {
        var session = await _world.IdentifiedAsync();
        await _world.DirectoryReturn.MissedAsync(TestWorld.Stranger().Chat, "ben@school.test", None);
        _world.Directory.IsDown = true;
        _world.Directory.Looked.Clear();

        Assert.True(await _world.DirectoryReturn.AskAsync(TestWorld.Stranger(), session.Id, None));
        Assert.Equal([FakeDirectory.Anna], _world.Directory.Looked);
        Assert.True(await _world.DirectoryReturn.AskAsync(TestWorld.Stranger(), "", None));
        Assert.Equal("ben@school.test", _world.Directory.Looked[^1]);
    }

    [Fact]
    public async Task Many_who_wait_for_one_directory_cost_one_look_and_all_are_told()
    {
        _world.Directory.IsDown = true;
        foreach (var (chat, userId) in ((string, string)[])[("1", "a@corp.example"), ("2", "b@CORP.example"), ("3", "c@school.example"), ("4", "plain"), ("5", "other")])
        {
            var visitor = TestWorld.Stranger() with { Chat = TestWorld.Stranger().Chat with { Conversation = chat } };
            await _world.DirectoryReturn.MissedAsync(visitor.Chat, userId, None);
            Assert.True(await _world.DirectoryReturn.AskAsync(visitor, "", None));
        }

        _world.Directory.IsDown = false;
        _world.Directory.Looked.Clear();
        var told = await _world.DirectoryReturn.TakeAsync(None);
        Assert.Equal(["1", "2", "3", "4", "5"], told.Select(chat => chat.Conversation).Order());
        Assert.Equal(["@CORP.EXAMPLE", "@SCHOOL.EXAMPLE", "without"], _world.Directory.Looked.Select(SuffixOf).Order());
    }

    private static string SuffixOf(string userId) => userId.Contains('@', StringComparison.Ordinal) ? userId[userId.IndexOf('@', StringComparison.Ordinal)..].ToUpperInvariant() : "without";
}
