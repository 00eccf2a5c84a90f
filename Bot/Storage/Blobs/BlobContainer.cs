using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using SsprBot.Doctor;
using SsprBot.Settings;

namespace SsprBot.Storage.Blobs;

/// <summary>A container. What only reads is tried again by the SDK, for what writes <see cref="BlobWriter"/> and <see cref="AuditParts"/> know how.</summary>
/// <param name="settings">Which storage it is in.</param>
/// <param name="log">Told when the storage is at fault.</param>
/// <param name="name">Another container than that of the records.</param>
public sealed class BlobContainer(BlobSettings settings, ILogger<BlobContainer> log, string? name = null) : IOtherClock
{
    /// <summary>What is spoken with the storage; the one that the tests have knows no later version.</summary>
    internal const BlobClientOptions.ServiceVersion Version = BlobClientOptions.ServiceVersion.V2025_11_05;

    private readonly BlobContainerClient _reads = BlobAccount.Open(settings, name, BlobAccount.ReadRetries);
    private readonly BlobContainerClient _writes = BlobAccount.Open(settings, name, 0);

    /// <summary>Makes the container where it is missing.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the message says why.</exception>
    public async Task PrepareAsync(CancellationToken ct)
    {
        try
        {
            if (!await IsThereAsync(ct))
            {
                await _reads.CreateIfNotExistsAsync(cancellationToken: ct);
            }
        }
        catch (Exception accident) when (accident.IsOfTheStorage() && !ct.IsCancellationRequested)
        {
            throw BlobAccount.Unusable(_reads, accident);
        }
    }

    /// <returns>Null when there is none.</returns>
    public Task<BlobDownloadResult?> ReadAsync(string name, CancellationToken ct) =>
        AskAsync<BlobDownloadResult?>(() => InTimeAsync(limit => _reads.GetBlobClient(name).DownloadContentAsync(limit), ct), ct);

    /// <returns>Null when there is none.</returns>
    public Task<BlobProperties?> FindAsync(string name, CancellationToken ct) =>
        AskAsync<BlobProperties?>(() => InTimeAsync(limit => _reads.GetBlobClient(name).GetPropertiesAsync(cancellationToken: limit), ct), ct);

    /// <returns>What stands from a place on, at most so many bytes; null when there is no such blob.</returns>
    public Task<BlobDownloadResult?> ReadAsync(string name, long from, long most, CancellationToken ct) =>
        AskAsync<BlobDownloadResult?>(
            () => InTimeAsync(limit => _reads.GetBlobClient(name).DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(from, most) }, limit), ct), ct);

    /// <summary>In the order of their names.</summary>
    public async IAsyncEnumerable<BlobItem> ListAsync(string beginning, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var blobs = _reads.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, beginning, ct).GetAsyncEnumerator(ct);
        while (await AskAsync(() => blobs.MoveNextAsync().AsTask(), ct))
        {
            yield return blobs.Current;
        }
    }

    public async Task<DateTimeOffset?> TimeAsync(CancellationToken ct)
    {
        try
        {
            await using var pages = _reads.GetBlobsAsync(cancellationToken: ct).AsPages(pageSizeHint: 1).GetAsyncEnumerator(ct);
            return await pages.MoveNextAsync() ? pages.Current.GetRawResponse().Headers.Date : null;
        }
        catch (Exception accident) when (accident.IsOfTheStorage())
        {
            return null;
        }
    }

    /// <summary>Asks once.</summary>
    /// <param name="options">With a condition: nothing is overwritten blindly.</param>
    internal async Task<ETag> UploadAsync(string name, BinaryData content, BlobUploadOptions options) =>
        (await _writes.GetBlobClient(name).UploadAsync(content, options)).Value.ETag;

    /// <summary>Asks once.</summary>
    /// <param name="at">Where the blob ends, or nothing is appended.</param>
    internal async Task AppendAsync(string name, BinaryData content, long at)
    {
        using var stream = content.ToStream();
        await _writes.GetAppendBlobClient(name).AppendBlockAsync(
            stream, new AppendBlobAppendBlockOptions { Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = at } });
    }

    /// <summary>Asks once for an empty blob that can be appended to.</summary>
    internal Task CreateAppendableAsync(string name) => _writes.GetAppendBlobClient(name).CreateAsync(
        new AppendBlobCreateOptions { Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All } });

    /// <summary>Asks once.</summary>
    internal Task DeleteAsync(string name, ETag seen) =>
        _writes.GetBlobClient(name).DeleteAsync(conditions: new BlobRequestConditions { IfMatch = seen });

    /// <summary>What is thrown when the storage is at fault; why it is stands in the log.</summary>
    internal StorageDownException Down(Exception accident)
    {
        log.BlobStorageFailed(BlobAnswers.ReasonOf(accident));
        return new StorageDownException("The blob storage did not do what it was asked.", accident);
    }

    private async Task<T?> AskAsync<T>(Func<Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (RequestFailedException refused) when (refused.IsAbsent())
        {
            return default;
        }
        catch (Exception accident) when (accident.IsOfTheStorage() && !ct.IsCancellationRequested)
        {
            throw Down(accident);
        }
    }

    // A storage that is busy may ask for any pause; nobody in a chat waits that long.
    private async Task<T?> InTimeAsync<T>(Func<CancellationToken, Task<Response<T>>> ask, CancellationToken ct)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter((BlobAccount.ReadRetries + 1) * settings.CallLimit);
        return (await ask(limit.Token)).Value;
    }

    // Listing is a right that is needed anyway; to look at the container itself a shared access signature may not be enough.
    private async Task<bool> IsThereAsync(CancellationToken ct)
    {
        try
        {
            await using var pages = _reads.GetBlobsAsync(cancellationToken: ct).AsPages(pageSizeHint: 1).GetAsyncEnumerator(ct);
            return await pages.MoveNextAsync();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return false;
        }
    }
}
