namespace SsprBot.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(600, LogLevel.Debug, "{Count} expired records removed")]
    public static partial void ExpiredRecordsRemoved(this ILogger log, int count);

    [LoggerMessage(601, LogLevel.Warning, "The upkeep of the storage failed; it is tried again in ten minutes")]
    public static partial void UpkeepFailed(this ILogger log, Exception fault);

    [LoggerMessage(602, LogLevel.Information, "The audit log ends at line {Number} with hash {Hash}")]
    public static partial void AuditHead(this ILogger log, long number, string hash);

    [LoggerMessage(603, LogLevel.Critical, "The head of the audit log was changed outside the product: nothing can be audited, so nothing can be done")]
    public static partial void AuditHeadDamaged(this ILogger log);

    [LoggerMessage(604, LogLevel.Warning, "The blob storage did not do what it was asked: {Reason}")]
    public static partial void BlobStorageFailed(this ILogger log, string reason);
}
