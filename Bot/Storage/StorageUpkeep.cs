using System.Globalization;
using Microsoft.Data.Sqlite;
using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Storage;

/// <summary>
/// Every ten minutes removes what has expired, at one instance of all, and writes the head of the audit log into the application's log, so that a log that
/// was cut off or put back is noticed elsewhere.
/// </summary>
public sealed class StorageUpkeep(IStoredRecords records, StorageSettings storage, SqliteAuditLog audit, TimeProvider time, ILogger<StorageUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly RecordKind Turns = new("upkeep", 2 * Every, Fleeting: true);
    private static readonly byte[] Mark = [1];

    private AuditHead? _told;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        TellHead();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunAsync(stoppingToken);
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            if (await IsOursAsync(ct))
            {
                log.ExpiredRecordsRemoved(await records.RemoveExpiredAsync(ct));
            }

            TellHead();
        }
        catch (Exception fault) when (fault is SqliteException or StorageDownException)
        {
            log.UpkeepFailed(fault);
        }
    }

    private async Task<bool> IsOursAsync(CancellationToken ct)
    {
        if (!storage.IsShared)
        {
            return true;
        }

        var turn = (time.GetUtcNow().UtcTicks / Every.Ticks).ToString(CultureInfo.InvariantCulture);
        return await records.TryCreateAsync(new RecordKey(Turns, turn), Mark, ct) is not null;
    }

    private void TellHead()
    {
        if (audit.Head is not { } head)
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
