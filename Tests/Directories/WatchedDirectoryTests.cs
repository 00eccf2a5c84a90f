using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories;

public sealed class WatchedDirectoryTests : IDisposable
{
    private const string Anna = FakeDirectory.Anna;

    private readonly FakeTimeProvider _time = new();
    private readonly StubbornDirectory _directory;
    private readonly Switches _switches = new(Policy.For(Baseline.Entra));
    private readonly WatchedDirectory _watched;
    private readonly Account _anna = FakeDirectory.Person(Anna);
    private readonly Password _password = Password.From("New-Password-1");

    public WatchedDirectoryTests()
    {
        _directory = new StubbornDirectory(_time);
        _watched = new WatchedDirectory("corp", _directory, new DirectorySettings { CallsAtOnce = 2, CallLimit = TimeSpan.FromSeconds(10) }, _switches, _time, NullLogger<WatchedDirectory>.Instance);
    }

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_directory_that_is_down_is_left_alone_and_everything_is_answered_at_once()
    {
        await GoDownAsync();
        var asked = _directory.Asked;
        Assert.IsType<Found.Unavailable>(await _watched.FindAsync(Anna, None));
        Assert.IsType<Found.Unavailable>(await _watched.ReadAsync("id", None));
        Assert.Equal(DirectoryRules.None, await _watched.RulesAsync(_anna, None));
        Assert.IsType<DirectoryWrite.Unavailable>(await _watched.SetPasswordAsync(_anna, _password, None));
        Assert.IsType<DirectoryWrite.Unavailable>(await _watched.UnlockAsync(_anna, None));
        Assert.IsType<DirectoryWrite.Unavailable>(await _watched.ChangePasswordAsync(_anna, _password, _password, None));
        Assert.Null(await _watched.IsPasswordAsync(_anna, _password, None));
        await Assert.ThrowsAsync<IOException>(() => _watched.EndSessionsAsync(_anna, None));
        Assert.Equal(asked, _directory.Asked);
    }

    [Fact]
    public async Task After_a_minute_it_is_asked_again_and_served_again()
    {
        await GoDownAsync();
        _directory.Answer = Answered;
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.IsType<Found.Unavailable>(await _watched.FindAsync(Anna, None));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<Found.None>(await _watched.FindAsync(Anna, None));
        Assert.IsType<Found.None>(await _watched.FindAsync(Anna, None));
    }

    [Fact]
    public async Task An_answer_that_nobody_is_there_is_no_failure()
    {
        _directory.Answer = Answered;
        for (var i = 0; i < 50; i++)
        {
            Assert.IsType<Found.None>(await _watched.FindAsync(Anna, None));
        }
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up_and_a_write_may_have_been_done()
    {
        _directory.Answer = call => Task.Delay(Timeout.Infinite, call);
        var read = _watched.FindAsync(Anna, None);
        var write = _watched.SetPasswordAsync(_anna, _password, None);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<Found.Unavailable>(await read);
        Assert.IsType<DirectoryWrite.Unknown>(await write);
    }

    [Fact]
    public async Task A_write_that_broke_off_may_have_been_done_and_nothing_is_thrown()
    {
        _directory.Answer = _ => throw new IOException("The directory broke off.");
        Assert.IsType<DirectoryWrite.Unknown>(await _watched.SetPasswordAsync(_anna, _password, None));
        Assert.IsType<Found.Unavailable>(await _watched.FindAsync(Anna, None));
        Assert.Null(await _watched.IsPasswordAsync(_anna, _password, None));
    }

    [Fact]
    public async Task Only_so_many_calls_are_under_way_at_once_and_a_write_that_found_no_room_was_not_done()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _directory.Answer = _ => open.Task;
        var calls = Enumerable.Range(0, 4).Select(_ => _watched.FindAsync(Anna, None)).ToArray();
        Assert.IsType<Found.Unavailable>(await _watched.FindAsync(Anna, None));
        Assert.IsType<DirectoryWrite.Unavailable>(await _watched.SetPasswordAsync(_anna, _password, None));
        Assert.Equal(2, _directory.Asked);

        open.SetResult();
        Assert.All(await Task.WhenAll(calls), found => Assert.IsType<Found.None>(found));
    }

    [Fact]
    public async Task Who_goes_away_stops_the_call_and_counts_for_nothing()
    {
        _directory.Answer = call => Task.Delay(Timeout.Infinite, call);
        for (var i = 0; i < 10; i++)
        {
            using var left = new CancellationTokenSource();
            var call = _watched.FindAsync(Anna, left.Token);
            await left.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        _directory.Answer = Answered;
        Assert.IsType<Found.None>(await _watched.FindAsync(Anna, None));
    }

    public void Dispose() => _password.Dispose();

    private static Task Answered(CancellationToken ct) => Task.CompletedTask;

    private async Task GoDownAsync()
    {
        _directory.Answer = _ => throw new IOException("The directory broke off.");
        for (var i = 0; i < 5; i++)
        {
            Assert.IsType<Found.Unavailable>(await _watched.FindAsync(Anna, None));
        }
    }

    /// <summary>A directory that knows nobody, and whose every call does first what a test wants.</summary>
    private sealed class StubbornDirectory(TimeProvider time) : IDirectory
    {
        private readonly FakeDirectory _nobody = new(time);
        private int _asked;

        public Func<CancellationToken, Task> Answer { get; set; } = Answered;

        public int Asked => _asked;

        public Task<Found> FindAsync(string userId, CancellationToken ct) => AskAsync(() => _nobody.FindAsync(userId, ct), ct);

        public Task<Found> ReadAsync(string accountId, CancellationToken ct) => AskAsync(() => _nobody.ReadAsync(accountId, ct), ct);

        public Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct) => AskAsync(() => _nobody.RulesAsync(account, ct), ct);

        public Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct) => AskAsync(DoneAsync, ct);

        public Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct) => AskAsync(DoneAsync, ct);

        public Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct) => AskAsync(DoneAsync, ct);

        public Task<bool?> IsPasswordAsync(Account account, Password password, CancellationToken ct) => AskAsync(() => Task.FromResult<bool?>(false), ct);

        public Task EndSessionsAsync(Account account, CancellationToken ct) => AskAsync(() => Task.FromResult(true), ct);

        private static Task<DirectoryWrite> DoneAsync() => Task.FromResult<DirectoryWrite>(new DirectoryWrite.Done());

        private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken ct)
        {
            Interlocked.Increment(ref _asked);
            await Answer(ct);
            return await ask();
        }
    }
}
