using SsprBot.Domain;
using SsprBot.Storage;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories;

/// <summary>Who waits for the directory, on records that outlive the host.</summary>
public sealed class DirectoryReturnTests : IDisposable
{
    private readonly Shelf _shelf = new();
    private readonly TestWorld _world = new();

    public DirectoryReturnTests() => _world.Directory.IsDown = true;

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(239, 1)]
    [InlineData(241, 0)]
    public async Task After_four_hours_nobody_is_told_any_more(int minutes, int told)
    {
        await Opened().MissedAsync(TestWorld.Stranger().Chat, FakeDirectory.Anna, None);
        Assert.True(await Opened().AskAsync(TestWorld.Stranger(), "", None));
        _shelf.Close();

        _world.Directory.IsDown = false;
        _world.Time.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(told, (await Opened().TakeAsync(None)).Count);
    }

    [Fact]
    public async Task Many_who_wait_for_one_directory_cost_one_look_and_all_are_told()
    {
        foreach (var (chat, userId) in ((string, string)[])[("1", "a@corp.example"), ("2", "b@CORP.example"), ("3", "c@school.example"), ("4", "plain"), ("5", "other")])
        {
            var visitor = TestWorld.Stranger() with { Chat = TestWorld.Stranger().Chat with { Conversation = chat } };
            await Opened().MissedAsync(visitor.Chat, userId, None);
            Assert.True(await Opened().AskAsync(visitor, "", None));
        }

        _world.Directory.IsDown = false;
        _world.Directory.Looked.Clear();
        var told = await Opened().TakeAsync(None);
        Assert.Equal(["1", "2", "3", "4", "5"], told.Select(chat => chat.Conversation).Order());
        Assert.Equal(["@CORP.EXAMPLE", "@SCHOOL.EXAMPLE", "without"], _world.Directory.Looked.Select(SuffixOf).Order());
    }

    public void Dispose() => _shelf.Dispose();

    private static string SuffixOf(string userId) => userId.Contains('@', StringComparison.Ordinal) ? userId[userId.IndexOf('@', StringComparison.Ordinal)..].ToUpperInvariant() : "without";

    private DirectoryReturn Opened() =>
        new(new Vault(new SqliteRecords(_shelf.File, _shelf.Fleeting, _world.Time), _world.Pepper, _world, _world.Time), _world.Directory);
}
