using System.Text;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage.Blobs;

/// <summary>The two containers of an audit log of one test.</summary>
internal sealed class AuditShelf(AzuriteServer server, Pepper pepper) : IAsyncLifetime
{
    private static readonly RecordKey Head = new(new RecordKind("audit-head"), "head");

    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly BlobShelf _heads = new(server);
    private readonly BlobShelf _lines = new(server);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Where the lines lie, as whoever runs the storage sees it.</summary>
    public BlobShelf Lines => _lines;

    public async Task InitializeAsync()
    {
        await _heads.InitializeAsync();
        await _lines.InitializeAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The log as an instance of its own opens it.</summary>
    /// <param name="road">The way to the lines.</param>
    /// <param name="roadToHead">The way to the head.</param>
    public BlobAuditLog Open(BlobRoad? road = null, BlobRoad? roadToHead = null, int mostBatches = 1000, Pepper? forged = null) => new(
        new ProtectedRecords(new BlobRecords(roadToHead is null ? _heads.Container : _heads.By(roadToHead), Time), _keys),
        new AuditParts(road is null ? _lines.Container : _lines.By(road)),
        forged ?? pepper,
        Time,
        mostBatches);

    public async Task<List<AuditLine>> ReadAsync()
    {
        var lines = await Open().NewestFirstAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default).ToListAsync();
        lines.Reverse();
        return lines;
    }

    public async Task<string> TextAsync(string part) => (await _lines.Outside.GetBlobClient(part).DownloadContentAsync()).Value.Content.ToString();

    /// <summary>Puts another text in the place of a part.</summary>
    public async Task PutAsync(string part, string text)
    {
        var blob = _lines.Outside.GetAppendBlobClient(part);
        await blob.CreateAsync(new AppendBlobCreateOptions());
        if (text.Length > 0)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            await blob.AppendBlockAsync(stream);
        }
    }

    public Task RemoveAsync(string part) => _lines.Outside.GetBlobClient(part).DeleteAsync();

    /// <summary>The head as it lies there.</summary>
    public async Task<BinaryData> HeadAsync() => (await _heads.Outside.GetBlobClient(BlobName.Of(Head)).DownloadContentAsync()).Value.Content;

    /// <param name="content">Null removes it.</param>
    public async Task PutHeadAsync(BinaryData? content)
    {
        await _heads.Outside.GetBlobClient(BlobName.Of(Head)).DeleteAsync();
        if (content is not null)
        {
            await _heads.Outside.GetBlobClient(BlobName.Of(Head)).UploadAsync(content);
        }
    }
}
