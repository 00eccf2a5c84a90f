using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Turn;

/// <summary>One turn of a conversation at a time over all instances. A single instance, whose own queue is enough, spends nothing on it.</summary>
public sealed class TurnLeases(IRecords records, StorageSettings storage, TimeProvider time)
{
    // Far more than others take in the meantime: a storage that takes nothing is not asked for ever.
    private const int MaxTries = 50;

    private static readonly RecordKind s_kind = new("turn", TimeSpan.FromHours(1), Fleeting: true);

    /// <returns>To be disposed of when the turn is over.</returns>
    public async Task<IAsyncDisposable?> TakeAsync(string conversation, CancellationToken ct)
    {
        if (!storage.IsShared)
        {
            return null;
        }

        var key = new RecordKey(s_kind, Secrets.Hash(conversation));
        var overtime = new Overtime(time);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await records.TryCreateAsync(key, default, ct) is { } created)
            {
                return new Lease(records, key, created);
            }

            if (await WaitAsync(key, overtime, ct) is { } inherited)
            {
                return new Lease(records, key, inherited);
            }
        }

        throw new InvalidOperationException("The storage takes no turn of the conversation.");
    }

    /// <returns>The version under which a dead instance's lease is ours; null when it was given back.</returns>
    private async Task<string?> WaitAsync(RecordKey key, Overtime overtime, CancellationToken ct)
    {
        while (await records.ReadAsync(key, ct) is { Version: var version })
        {
            if (await overtime.IsOverAsync(version, ct) && await records.TryReplaceAsync(key, default, version, ct) is { } ours)
            {
                return ours;
            }
        }

        return null;
    }

    private sealed class Lease(IRecords records, RecordKey key, string version) : IAsyncDisposable
    {
        // Must be given back, however the turn ended; when that fails the next one waits until it is taken for dead.
        public async ValueTask DisposeAsync()
        {
            Task given = records.TryDeleteAsync(key, version, CancellationToken.None);
            await given.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
