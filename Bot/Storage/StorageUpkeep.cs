using System.Globalization;
using Microsoft.Data.Sqlite;
using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Storage;

/// <summary>
/// Every ten minutes removes what has expired, at one of the instances, and writes the head of the audit log into the application's log, so that
/// a log that was cut off or put back is noticed elsewhere.
/// </summary>
public sealed class StorageUpkeep(IStoredRecords records, IStoredAuditLog audit, StorageSettings storage, TimeProvider time, ILogger<StorageUpkeep> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly RecordKind Turns = new("upkeep", 2 * Every, Fleeting: true);

    private AuditHead? _told;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(TellHeadAsync, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(RunAsync, stoppingToken);
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        if (!storage.IsShared || await IsOursAsync(ct))
        {
            log.ExpiredRecordsRemoved(await records.RemoveExpiredAsync(ct));
        }

        await TellHeadAsync(ct);
    }

    private async Task<bool> IsOursAsync(CancellationToken ct)
    {
        var turn = (time.GetUtcNow().UtcTicks / Every.Ticks).ToString(CultureInfo.InvariantCulture);
        return await records.TryCreateAsync(new RecordKey(Turns, turn), default, ct) is not null;
    }

    private async Task TryAsync(Func<CancellationToken, Task> keepUp, CancellationToken ct)
    {
        try
        {
            await keepUp(ct);
        }
        catch (Exception fault) when (fault is SqliteException or StorageDownException)
        {
            log.UpkeepFailed(fault);
        }
    }

    private async Task TellHeadAsync(CancellationToken ct)
    {
        if (await audit.HeadAsync(ct) is not { } head)
        {
            log.AuditHeadDamaged();
        }
        else if (head != _told)
        {
            log.AuditHead(head.Number, head.Hash);
            _told = head;
        }
    }
}
