using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories;

public sealed class EvenDirectoryTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(250);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeDirectory _directory;

    public EvenDirectoryTests() => _directory = new FakeDirectory(_time) { [FakeDirectory.Anna] = FakeDirectory.Person(FakeDirectory.Anna) };

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(FakeDirectory.Anna, true)]
    [InlineData("nobody@contoso.test", false)]
    public async Task Who_is_looked_for_is_found_or_not_at_the_step(string userId, bool isFound)
    {
        var even = new EvenDirectory(_directory, s_step, _time);
        var found = even.FindAsync(userId, None);
        _time.Advance(TimeSpan.FromMilliseconds(249));
        var early = found.IsCompleted;
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((false, isFound), (early, await found is Found.One));
    }

    [Fact]
    public async Task What_takes_longer_waits_for_the_next_step()
    {
        var slow = new EvenDirectory(_directory, TimeSpan.FromMilliseconds(300), _time);
        var isRight = CompareAsync(new EvenDirectory(slow, s_step, _time));
        _time.Advance(s_step);
        _time.Advance(TimeSpan.FromMilliseconds(249));
        var early = isRight.IsCompleted;
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((false, true), (early, await isRight));
    }

    [Fact]
    public async Task What_is_asked_after_a_proof_is_answered_at_once()
    {
        var even = new EvenDirectory(_directory, s_step, _time);

        Assert.IsType<Found.One>(await even.ReadAsync($"id-{FakeDirectory.Anna}", None));
        Assert.Equal(new DirectoryWrite.Done(), await even.UnlockAsync(_directory[FakeDirectory.Anna], None));
    }

    [Fact]
    public async Task Who_goes_away_does_not_wait()
    {
        using var left = new CancellationTokenSource();
        var found = new EvenDirectory(_directory, s_step, _time).FindAsync(FakeDirectory.Anna, left.Token);
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => found);
    }

    private async Task<bool?> CompareAsync(EvenDirectory directory)
    {
        using var password = Password.From(_directory.CurrentPassword);
        return await directory.IsPasswordAsync(_directory[FakeDirectory.Anna], password, None);
    }
}
