using System.Text;
using Azure.Storage.Sas;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Domain;
using SsprBot.Settings;
using Xunit;

namespace SsprBot.Storage.Blobs;

[Collection(AzuriteShared.Name)]
public sealed class BlobRecordsTests(AzuriteServer server) : RecordsContract, IAsyncLifetime
{
    private const string Canary = "canary-7f3a91c2e5d8";

    private static readonly RecordKind Kind = new("kind", TimeSpan.FromMinutes(5));
    private static readonly RecordKind Kept = new("kept");

    private readonly BlobShelf _shelf = new(server);

    protected override IRecords Records => Blobs;

    protected override int Crowd => 60;

    private BlobRecords Blobs => new(_shelf.Container, Time);

    public Task InitializeAsync() => _shelf.InitializeAsync();

    public Task DisposeAsync() => _shelf.DisposeAsync();

    [Fact]
    public async Task What_is_fleeting_is_a_blob_as_well()
    {
        var key = new RecordKey(Kind with { Fleeting = true }, "a");

        var version = await Records.TryCreateAsync(key, Bytes("one"), default);

        Assert.Equal((version, 1), ((await Records.ReadAsync(key, default))?.Version, await CountAsync(key.Kind)));
        Assert.Single(await _shelf.NamesAsync());
    }

    [Fact]
    public async Task What_has_expired_is_removed_and_nothing_else()
    {
        for (var number = 0; number < 50; number++)
        {
            await Records.TryCreateAsync(new RecordKey(Kind, $"{number}"), Bytes("old"), default);
        }

        Time.Advance(TimeSpan.FromMinutes(5));
        await Records.TryCreateAsync(new RecordKey(Kind, "new"), Bytes("new"), default);
        await Records.TryCreateAsync(new RecordKey(Kind, "7"), Bytes("anew"), default);
        await Records.TryCreateAsync(new RecordKey(Kept, "kept"), Bytes("kept"), default);

        Assert.Equal((49, 0), (await Blobs.RemoveExpiredAsync(default), await Blobs.RemoveExpiredAsync(default)));
        Assert.Equal(3, (await _shelf.NamesAsync()).Count);
        Assert.Equal(Bytes("anew"), (await Records.ReadAsync(new RecordKey(Kind, "7"), default))?.Content.ToArray());
    }

    [Fact]
    public async Task A_name_says_how_long_and_of_what_kind_and_no_more()
    {
        await Records.TryCreateAsync(new RecordKey(Kind, "anna.lima@contoso.test"), Bytes("one"), default);
        await Records.TryCreateAsync(new RecordKey(Kept, "../a?b"), Bytes("two"), default);

        Assert.Equal(["lasting/kept/00n00bg05s06201v01h0", "temporary/kind/"], [.. (await _shelf.NamesAsync()).Select(name => name.Contains("kind", StringComparison.Ordinal) ? name[..15] : name)]);
        Assert.All(await _shelf.NamesAsync(), name => Assert.Matches("^(lasting|temporary)/[a-z-]+/[0-9a-v]+$", name));
    }

    [Theory]
    [InlineData('a')]
    [InlineData('\uFFFF')]
    [InlineData('\0')]
    public async Task The_longest_id_has_a_name(char character)
    {
        var key = new RecordKey(new RecordKind(new string('k', 32), TimeSpan.FromMinutes(5)), new string(character, 256));

        var version = await Records.TryCreateAsync(key, Bytes("one"), default);

        Assert.Equal(version, (await Records.ReadAsync(key, default))?.Version);
        Assert.Equal(863, Assert.Single(await _shelf.NamesAsync()).Length);
    }

    [Fact]
    public async Task What_others_have_put_there_is_neither_listed_nor_removed()
    {
        string[] strangers = ["lasting/kept/0", "lasting/kept/note.txt", "readme", "temporary/kind/w", "temporary/note"];
        foreach (var stranger in strangers)
        {
            await _shelf.Outside.GetBlobClient(stranger).UploadAsync(BinaryData.FromString("stranger"));
        }

        Assert.Equal((0, 0), (await CountAsync(Kept), await CountAsync(Kind)));
        Assert.Equal(0, await Blobs.RemoveExpiredAsync(default));
        Assert.Equal(strangers, await _shelf.NamesAsync());
    }

    [Fact]
    public async Task What_is_kept_cannot_be_seen_and_not_moved()
    {
        var records = new ProtectedRecords(Records, new EphemeralDataProtectionProvider());
        var (mine, other) = (new RecordKey(Kept, "mine"), new RecordKey(Kept, "other"));
        await records.TryCreateAsync(mine, Bytes(Canary), default);
        await records.TryCreateAsync(other, Bytes("other"), default);

        Assert.Equal(-1, (await _shelf.BytesAsync()).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)));
        var names = await _shelf.NamesAsync();
        var sealedContent = (await _shelf.Outside.GetBlobClient(names[0]).DownloadContentAsync()).Value.Content;
        await _shelf.Outside.GetBlobClient(names[1]).UploadAsync(sealedContent, overwrite: true);
        Assert.Equal(Bytes(Canary), (await records.ReadAsync(mine, default))?.Content.ToArray());
        await Assert.ThrowsAsync<RecordDamagedException>(() => records.ReadAsync(other, default));
    }

    [Fact]
    public async Task A_container_that_is_lost_is_not_an_empty_one()
    {
        await _shelf.Outside.DeleteAsync();

        await Assert.ThrowsAsync<StorageDownException>(() => Records.ReadAsync(new RecordKey(Kind, "a"), default));
        await Assert.ThrowsAsync<StorageDownException>(() => Records.TryCreateAsync(new RecordKey(Kind, "a"), Bytes("one"), default));
        await Assert.ThrowsAsync<StorageDownException>(() => CountAsync(Kind));
    }

    [Fact]
    public async Task A_signature_for_this_container_alone_is_enough()
    {
        var signed = _shelf.Outside.GenerateSasUri(
            BlobContainerSasPermissions.Read | BlobContainerSasPermissions.Create | BlobContainerSasPermissions.Write | BlobContainerSasPermissions.Delete | BlobContainerSasPermissions.List,
            DateTimeOffset.UtcNow.AddHours(1));
        var service = new UriBuilder(signed) { Path = _shelf.Outside.AccountName };
        var container = new BlobContainer(new BlobSettings { ServiceUri = service.Uri, Container = _shelf.Outside.Name }, NullLogger<BlobContainer>.Instance);
        await container.PrepareAsync(default);
        var records = new BlobRecords(container, Time);
        var key = new RecordKey(Kind, "a");

        var created = await records.TryCreateAsync(key, Bytes("one"), default);
        var replaced = await records.TryReplaceAsync(key, Bytes("two"), created!, default);

        Assert.Equal(replaced, (await Records.ReadAsync(key, default))?.Version);
        Assert.True(await records.TryDeleteAsync(key, replaced!, default));
        Assert.Equal(0, await records.RemoveExpiredAsync(default));

        // The audit log may lie in it too.
        var log = new BlobAuditLog(records, new AuditParts(container), new Pepper(new byte[32]), Time);
        await log.AppendAsync(new AuditEvent(Time.GetUtcNow(), AuditActivity.FlowProgress, AuditResult.Failed, "wrong-code"), default);
        Assert.Equal(new AuditCheck.Whole(1), await log.VerifyAsync(default));
    }

    [Fact]
    public async Task A_container_is_made_once_and_found_again()
    {
        await Records.TryCreateAsync(new RecordKey(Kept, "a"), Bytes("one"), default);

        await _shelf.Container.PrepareAsync(default);

        Assert.Equal(1, await CountAsync(Kept));
    }

    protected override void Restart() => _shelf.Close();

    private async Task<int> CountAsync(RecordKind kind) => await Records.ListAsync(kind, "", default).CountAsync();
}
