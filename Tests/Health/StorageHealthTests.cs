using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Storage;
using Xunit;

namespace SsprBot.Health;

public sealed class StorageHealthTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly Answering _records = new();

    [Fact]
    public async Task A_host_that_lives_and_can_serve_says_so()
    {
        await using var host = await BotProcess.StartAsync();

        Assert.Equal(("Healthy", "Healthy"), (await host.Http.GetStringAsync(new Uri("/healthz", UriKind.Relative)), await host.Http.GetStringAsync(new Uri("/readyz", UriKind.Relative))));
    }

    [Fact]
    public async Task Storage_that_is_down_is_told_and_asked_again_after_two_seconds()
    {
        var health = new StorageHealth(_records, _time);
        _records.Answer = () => Task.FromException<StoredRecord?>(new StorageDownException("It is down.", new IOException()));
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync(new HealthCheckContext())).Status);

        _records.Answer = () => Task.FromResult<StoredRecord?>(null);
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync(new HealthCheckContext())).Status);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new HealthCheckContext())).Status);
        Assert.Equal(2, _records.Asked);
    }

    [Fact]
    public async Task Storage_that_says_nothing_is_down_after_five_seconds()
    {
        var health = new StorageHealth(_records, _time);
        _records.Answer = () => new TaskCompletionSource<StoredRecord?>().Task;
        var answer = health.CheckHealthAsync(new HealthCheckContext());
        Assert.False(answer.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HealthStatus.Unhealthy, (await answer).Status);
    }

    private sealed class Answering : IStoredRecords
    {
        public Func<Task<StoredRecord?>> Answer { get; set; } = () => Task.FromResult<StoredRecord?>(null);

        public int Asked { get; private set; }

        public Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct)
        {
            Asked++;
            return Answer();
        }

        public Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct) => throw new NotSupportedException();

        public Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct) => throw new NotSupportedException();

        public Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct) => throw new NotSupportedException();

        public IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, CancellationToken ct) => throw new NotSupportedException();

        public Task<int> RemoveExpiredAsync(CancellationToken ct) => throw new NotSupportedException();
    }
}
