using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SsprBot.Domain;
using SsprBot.Storage;

namespace SsprBot.Health;

/// <summary>
/// Whether records can be read. Without them nothing can be done; a directory that is down is not asked for, since people are told so
/// kindly. However often somebody asks, the storage is asked once in two seconds.
/// </summary>
internal sealed class StorageHealth(IStoredRecords records, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan s_holds = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private static readonly RecordKey s_nothing = new(new RecordKind("health", TimeSpan.FromMinutes(1)), "never-written");

    private readonly Lock _gate = new();
    private Task<HealthCheckResult> _answer = Task.FromResult(HealthCheckResult.Unhealthy());
    private DateTimeOffset _asked = DateTimeOffset.MinValue;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_answer.IsCompleted && now - _asked >= s_holds)
            {
                (_answer, _asked) = (AskAsync(), now);
            }

            return _answer.WaitAsync(cancellationToken);
        }
    }

    private async Task<HealthCheckResult> AskAsync()
    {
        try
        {
            await records.ReadAsync(s_nothing, CancellationToken.None).WaitAsync(s_limit, time);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is StorageDownException or TimeoutException or SqliteException)
        {
            return HealthCheckResult.Unhealthy(exception: fault);
        }
    }
}
