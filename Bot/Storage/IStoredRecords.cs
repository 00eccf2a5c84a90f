using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>Records as they come, where they are kept.</summary>
public interface IStoredRecords : IRecords
{
    /// <returns>How many were removed.</returns>
    Task<int> RemoveExpiredAsync(CancellationToken ct);
}
