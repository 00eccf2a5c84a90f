using SsprBot.Domain;
using SsprBot.Storage;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories;

/// <summary>Who waits for the directory, on records that outlive the host.</summary>
public sealed class DirectoryPatienceTests : IDisposable
{
    private readonly Shelf _shelf = new();
    private readonly TestWorld _world = new();

    public DirectoryPatienceTests() => _world.Directory.IsDown = true;

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

    public void Dispose() => _shelf.Dispose();

    private DirectoryReturn Opened() =>
        new(new Vault(new SqliteRecords(_shelf.File, _shelf.Fleeting, _world.Time), _world.Pepper, _world, _world.Time), _world.Directory);
}
