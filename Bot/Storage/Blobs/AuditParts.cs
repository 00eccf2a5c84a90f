using Azure;
using SsprBot.Domain;

namespace SsprBot.Storage.Blobs;

/// <summary>The append blobs that hold the lines of the audit log. Each append says where the blob must end, so that nothing stands there twice.</summary>
internal sealed class AuditParts(BlobContainer container)
{
    private const int Calls = 10;
    private const int LostCalls = 3;

    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1));

    public BlobContainer Container => container;

    /// <summary>In the order of their lines; what others have put there is not among them.</summary>
    public async Task<IReadOnlyList<AuditPart>> ListAsync(CancellationToken ct) =>
        [.. (await container.ListAsync(AuditPart.Folder, ct).Select(blob => AuditPart.Parse(blob.Name)).ToListAsync(ct)).OfType<AuditPart>()];

    /// <summary>Sees to it that the last lines stand in their part. Several may do it at once: whoever is late finds it done.</summary>
    /// <returns>False when the part was cut off, removed or went another way: the lines have no place there any more.</returns>
    /// <exception cref="StorageDownException">It was not done, or nobody can tell.</exception>
    public async Task<bool> TryFillAsync(BlobAuditHead head)
    {
        var (name, at, lost) = (head.Part.ToString(), head.Start, 0);
        for (var call = 1; at < head.End; call++)
        {
            try
            {
                await container.AppendAsync(name, BinaryData.FromString(head.Pending[(int)(at - head.Start)..]), at);
                return true;
            }
            catch (RequestFailedException missing) when (call < Calls && missing.IsAbsent() && head.Start == 0)
            {
                await CreateAsync(name);
                continue;
            }
            catch (RequestFailedException refused) when (call < Calls && (refused.IsAbsent() || refused.IsElsewhere()))
            {
                // Where it ends is asked below.
            }
            catch (Exception accident) when (call < Calls && accident.IsLost() && ++lost <= LostCalls)
            {
                await Task.Delay(Pauses.After(lost));
            }
            catch (Exception accident) when (accident.IsOfTheStorage())
            {
                throw container.Down(accident);
            }

            at = await LengthAsync(name, CancellationToken.None);
            if (at < head.Start || !await StandsThereAsync(name, head, Math.Min(at, head.End)))
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>In bytes; 0 when there is none.</returns>
    public async Task<long> LengthAsync(string name, CancellationToken ct) => (await container.FindAsync(name, ct))?.ContentLength ?? 0;

    // Somebody who puts back an older head lets us write over what was written since.
    private async Task<bool> StandsThereAsync(string name, BlobAuditHead head, long end) =>
        end == head.Start
        || (await container.ReadAsync(name, head.Start, end - head.Start, CancellationToken.None) is { } there
            && there.Content.ToString() == head.Pending[..(int)(end - head.Start)]);

    private async Task CreateAsync(string name)
    {
        try
        {
            await container.CreateAppendableAsync(name);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // Another was faster, or it was us and the answer was lost.
        }
        catch (Exception lost) when (lost.IsLost())
        {
            // The append that follows finds out.
        }
        catch (Exception accident) when (accident.IsOfTheStorage())
        {
            throw container.Down(accident);
        }
    }
}
