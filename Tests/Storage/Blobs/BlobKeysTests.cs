using Microsoft.AspNetCore.DataProtection;
using Xunit;

namespace SsprBot.Storage.Blobs;

/// <summary>Peppers that several instances have together.</summary>
[Collection(AzuriteShared.Name)]
public sealed class BlobKeysTests(AzuriteServer server)
{
    private readonly string _container = server.NewName();
    private readonly EphemeralDataProtectionProvider _keys = new();

    private Azure.Storage.Blobs.BlobContainerClient Outside => new(server.ConnectionString(), _container, new(BlobContainer.Version));

    [Fact]
    public async Task Instances_that_make_a_pepper_at_once_have_the_same()
    {
        var marks = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Mark(Peppers.Codes))));

        Assert.Single(marks.Distinct());
        Assert.NotEqual(marks[0], Mark(Peppers.Audit));
        Assert.Equal(["peppers/audit", "peppers/codes"], Outside.GetBlobs().Select(blob => blob.Name));
    }

    [Fact]
    public async Task A_pepper_whose_answer_was_lost_is_the_one_that_is_kept()
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        Mark(Peppers.Audit);
        road.Plan(BlobRoad.Nothing, BlobRoad.AnswerLost);

        Assert.Equal(Mark(Peppers.Codes, road), Mark(Peppers.Codes));
    }

    [Fact]
    public void A_pepper_that_was_edited_or_moved_is_not_made_anew()
    {
        Mark(Peppers.Codes);
        var bytes = Outside.GetBlobClient("peppers/codes").DownloadContent().Value.Content.ToArray();
        Outside.GetBlobClient("peppers/audit").Upload(BinaryData.FromBytes(bytes), overwrite: true);
        bytes[^1] ^= 1;
        Outside.GetBlobClient("peppers/codes").Upload(BinaryData.FromBytes(bytes), overwrite: true);

        Assert.Throws<RecordDamagedException>(() => Mark(Peppers.Codes));
        Assert.Throws<RecordDamagedException>(() => Mark(Peppers.Audit));
        Assert.Equal(bytes, Outside.GetBlobClient("peppers/codes").DownloadContent().Value.Content.ToArray());
    }

    [Fact]
    public async Task A_storage_that_refuses_is_named()
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        road.Always = BlobRoad.Refused(403, "AuthorizationFailure");

        var refused = Assert.Throws<InvalidOperationException>(() => Mark(Peppers.Codes, road));

        Assert.StartsWith($"Storage:Blobs: the container {_container} at 127.0.0.1 cannot be used (AuthorizationFailure).", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pepper_that_is_not_encrypted_is_not_taken()
    {
        new BlobKeys(server.Settings(_container)).Keep(Peppers.Codes, new byte[32]);

        Assert.Throws<RecordDamagedException>(() => Mark(Peppers.Codes));
    }

    private string Mark(string name, BlobRoad? road = null) =>
        new Peppers(new BlobKeys(server.Settings(_container, road?.Address, TimeSpan.FromSeconds(2))), _keys).For(name).Pseudonym("a");
}
