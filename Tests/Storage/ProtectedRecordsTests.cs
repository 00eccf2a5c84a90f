using System.Text;
using Microsoft.AspNetCore.DataProtection;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

public sealed class ProtectedRecordsTests : RecordsContract, IDisposable
{
    private const string Canary = "canary-7f3a91c2e5d8";

    private static readonly RecordKind Kind = new("session", TimeSpan.FromHours(1));

    private readonly Shelf _shelf = new();
    private readonly EphemeralDataProtectionProvider _keys = new();

    protected override IRecords Records => new ProtectedRecords(Plain, _keys);

    private SqliteRecords Plain => new(_shelf.File, _shelf.Fleeting, Time);

    public void Dispose() => _shelf.Dispose();

    [Theory]
    [InlineData("session", "other")]
    [InlineData("other", "mine")]
    [InlineData("session", "Mine")]
    [InlineData("sessionm", "ine")]
    public async Task What_is_copied_to_another_key_cannot_be_read(string kind, string id)
    {
        var key = new RecordKey(Kind, "mine");
        await Records.TryCreateAsync(key, Bytes(Canary), default);
        var other = new RecordKey(new RecordKind(kind), id);
        await Plain.TryCreateAsync(other, (await Plain.ReadAsync(key, default))!.Content, default);

        var damaged = await Assert.ThrowsAsync<RecordDamagedException>(() => Records.ReadAsync(other, default));

        Assert.Equal($"A record of kind {kind} was changed outside the product, or its key is gone.", damaged.Message);
    }

    [Fact]
    public async Task A_byte_that_was_edited_is_noticed()
    {
        var key = new RecordKey(Kind, "mine");
        await Records.TryCreateAsync(key, Bytes(Canary), default);
        var (content, version) = await Plain.ReadAsync(key, default) is { } stored ? (stored.Content.ToArray(), stored.Version) : ([], "");

        for (var index = 0; index < content.Length; index++)
        {
            content[index] ^= 1;
            version = await Plain.TryReplaceAsync(key, content.ToArray(), version!, default);
            await Assert.ThrowsAsync<RecordDamagedException>(() => Records.ReadAsync(key, default));
            content[index] ^= 1;
        }

        await Plain.TryReplaceAsync(key, content, version!, default);
        Assert.Equal(Bytes(Canary), (await Records.ReadAsync(key, default))?.Content.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData(Canary)]
    public async Task What_was_not_encrypted_is_not_read(string content)
    {
        var key = new RecordKey(Kind, "mine");
        await Plain.TryCreateAsync(key, Bytes(content), default);

        await Assert.ThrowsAsync<RecordDamagedException>(() => Records.ReadAsync(key, default));
    }

    [Fact]
    public async Task Content_of_another_schema_is_not_read()
    {
        var key = new RecordKey(Kind, "mine");
        var protector = _keys.CreateProtector("ssprbot/v1", Kind.Name, key.Id);
        await Plain.TryCreateAsync(key, protector.Protect([2, 1, 1]), default);

        await Assert.ThrowsAsync<RecordDamagedException>(() => Records.ReadAsync(key, default));
    }

    [Fact]
    public async Task Another_key_ring_opens_nothing()
    {
        var key = new RecordKey(Kind, "mine");
        await Records.TryCreateAsync(key, Bytes(Canary), default);

        var others = new ProtectedRecords(Plain, new EphemeralDataProtectionProvider());

        await Assert.ThrowsAsync<RecordDamagedException>(() => others.ReadAsync(key, default));
    }

    [Fact]
    public async Task What_is_kept_cannot_be_seen_in_the_file()
    {
        await Plain.TryCreateAsync(new RecordKey(Kind, "plain"), Bytes("seen-" + Canary[..3]), default);
        var version = await Records.TryCreateAsync(new RecordKey(Kind, "mine"), Bytes(Canary), default);
        await Records.TryReplaceAsync(new RecordKey(Kind, "mine"), Bytes($"again {Canary}"), version!, default);

        var file = _shelf.Bytes();

        Assert.True(file.AsSpan().IndexOf(Bytes("seen-can")) >= 0);
        Assert.All(Shapes(Canary), shape => Assert.Equal(-1, file.AsSpan().IndexOf(shape)));
    }

    protected override void Restart() => _shelf.Close();

    // Base64 of a text inside another has three shapes, by where it begins; its ends depend on what is beside it.
    private static IEnumerable<byte[]> Shapes(string text) =>
    [
        Encoding.UTF8.GetBytes(text),
        Encoding.Unicode.GetBytes(text),
        Encoding.BigEndianUnicode.GetBytes(text),
        .. Enumerable.Range(0, 3).Select(before => Encoding.UTF8.GetBytes(Convert.ToBase64String(Bytes(new string(' ', before) + text))[4..^4])),
    ];
}
