using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Storage;
using SsprBot.Storage.Blobs;

namespace SsprBot.Doctor;

/// <summary>Writes, replaces and deletes a record of its own, encrypted as all are, and sees whether a write on a stale version is refused.</summary>
internal sealed class StorageCheck(IRecords records, StorageSettings storage, BlobStart? start = null) : ICheck
{
    private static readonly RecordKind s_kind = new("doctor", TimeSpan.FromMinutes(10));

    private string HowToMend => storage.IsShared
        ? "Check the address, the network and the rights to read, write, delete and list blobs; the log, on the error stream, has the storage's own code."
        : "See whether the disk is full, and whether the data folder belongs to the user that the host runs as.";

    public async Task LookAsync(Findings findings, CancellationToken ct)
    {
        try
        {
            await (start?.StartAsync(ct) ?? Task.CompletedTask);
            if (await FailureAsync(new RecordKey(s_kind, RandomNumberGenerator.GetHexString(32, lowercase: true)), ct) is { } failure)
            {
                findings.Fault($"{failure} What is kept there is not safe.", "Take a storage of a kind that the product knows, and nothing in between that answers in its place.");
            }
            else
            {
                findings.Ok($"A record was made, read, replaced and deleted ({storage.Kind}), and what was stale was refused.");
            }
        }
        catch (Exception broken) when (broken is StorageDownException or SqliteException)
        {
            findings.Fault($"The storage did not do what it was asked ({storage.Kind}).", HowToMend);
        }
    }

    /// <returns>Null when all went as it should.</returns>
    private async Task<string?> FailureAsync(RecordKey key, CancellationToken ct)
    {
        byte[] first = [1], second = [2];
        if (await records.TryCreateAsync(key, first, ct) is not { } made)
        {
            return "A new record was not made.";
        }

        if (await records.TryCreateAsync(key, second, ct) is not null)
        {
            return "A record was made over another.";
        }

        if (await records.TryReplaceAsync(key, second, made, ct) is not { } replaced)
        {
            return "A record could not be replaced.";
        }

        if (await records.TryReplaceAsync(key, first, made, ct) is not null || await records.TryDeleteAsync(key, made, ct))
        {
            return "A record was changed by who had not seen its last state.";
        }

        if (await records.ReadAsync(key, ct) is not { } read || !read.Content.Span.SequenceEqual(second))
        {
            return "A record was read otherwise than it was written.";
        }

        return !await records.TryDeleteAsync(key, replaced, ct) || await records.ReadAsync(key, ct) is not null ? "A record could not be deleted." : null;
    }
}
