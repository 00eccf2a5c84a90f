using Azure;
using Azure.Storage.Blobs.Models;
using SsprBot.Domain;

namespace SsprBot.Storage.Blobs;

/// <summary>
/// Writes on a condition. A write whose answer was lost is sent again as it was: its condition holds only once, so that it is not done twice, and
/// by its id it is known again when it was done the first time.
/// </summary>
internal sealed class BlobWriter(BlobContainer container)
{
    private const int Tries = 3;

    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1));

    /// <summary>Once begun it is not cancelled, so that its answer is always true.</summary>
    /// <returns>Null when the condition does not hold.</returns>
    /// <exception cref="StorageDownException">It was not done, or nobody can tell.</exception>
    public Task<ETag?> TryWriteAsync(string name, ReadOnlyMemory<byte> content, long? ends, BlobRequestConditions condition)
    {
        var options = new BlobUploadOptions { Conditions = condition, Metadata = BlobMarks.New(ends) };
        var data = BinaryData.FromBytes(content);
        return TryAsync(
            () => container.UploadAsync(name, data, options),
            async () => await container.FindAsync(name, CancellationToken.None) is { } there && there.Metadata.IsWrite(options.Metadata) ? there.ETag : null);
    }

    /// <returns>False when the blob is no longer as it was seen.</returns>
    /// <exception cref="StorageDownException">It was not done, or nobody can tell: of a blob that is gone nobody knows who deleted it.</exception>
    public async Task<bool> TryDeleteAsync(string name, ETag seen) =>
        await TryAsync(
            async () =>
            {
                await container.DeleteAsync(name, seen);
                return seen;
            },
            () => Task.FromResult<ETag?>(null)) is not null;

    private async Task<ETag?> TryAsync(Func<Task<ETag>> write, Func<Task<ETag?>> findOwn)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (RequestFailedException refused) when (refused.IsConflict())
            {
                return attempt == 1 ? null : await findOwn() ?? throw container.Down(refused);
            }
            catch (Exception lost) when (lost.IsLost() && attempt < Tries)
            {
                await Task.Delay(Pauses.After(attempt));
            }
            catch (Exception accident) when (accident.IsLost())
            {
                return await findOwn() ?? throw container.Down(accident);
            }
            catch (Exception accident) when (accident.IsOfTheStorage())
            {
                throw container.Down(accident);
            }
        }
    }
}
