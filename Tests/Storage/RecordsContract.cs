using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

/// <summary>What every store of records must do.</summary>
public abstract class RecordsContract
{
    private RecordKind Lasting => new("lasting", Fleeting: Fleeting);

    private RecordKind Brief => new("brief", TimeSpan.FromMinutes(5), Fleeting);

    /// <summary>The store's clock.</summary>
    protected FakeTimeProvider Time { get; } = new();

    protected abstract IRecords Records { get; }

    /// <summary>Whether the kinds of records that are tried are fleeting ones.</summary>
    protected virtual bool Fleeting => false;

    /// <summary>How many count at once; whenever one of them has counted, all others must try again.</summary>
    protected virtual int Crowd => 200;

    /// <summary>Ends the store and begins it again on what it left.</summary>
    protected abstract void Restart();

    [Fact]
    public async Task What_was_created_is_read_at_its_version()
    {
        var key = new RecordKey(Lasting, "a");

        var version = await Records.TryCreateAsync(key, Bytes("one"), default);

        Assert.Equal(("one", version), await ReadAsync(key));
    }

    [Fact]
    public async Task What_was_never_written_is_absent()
    {
        var key = new RecordKey(Lasting, "a");

        Assert.Null(await Records.ReadAsync(key, default));
        Assert.Null(await Records.TryReplaceAsync(key, Bytes("one"), "0123456789abcdef", default));
        Assert.False(await Records.TryDeleteAsync(key, "0123456789abcdef", default));
        Assert.Null(await Records.ReadAsync(key, default));
    }

    [Fact]
    public async Task Several_are_read_in_the_order_that_they_are_asked_for()
    {
        var (one, two, gone) = (new RecordKey(Lasting, "a"), new RecordKey(Brief, "a"), new RecordKey(Brief, "gone"));
        await Records.TryCreateAsync(gone, Bytes("gone"), default);
        Time.Advance(TimeSpan.FromMinutes(5));
        await Records.TryCreateAsync(one, Bytes("one"), default);
        var version = await Records.TryCreateAsync(two, Bytes("two"), default);
        await Records.TryReplaceAsync(two, Bytes("new"), version!, default);

        var found = await Records.ReadTogetherAsync([two, new RecordKey(Lasting, "never"), one, gone, two], default);

        Assert.Equal(["new", null, "one", null, "new"], found.Select(stored => stored is null ? null : Encoding.UTF8.GetString(stored.Content.Span)));
        Assert.Equal((await ReadAsync(two)).Version, found[0]!.Version);
        Assert.Equal((await ReadAsync(one)).Version, found[2]!.Version);
        Assert.Empty(await Records.ReadTogetherAsync([], default));
    }

    [Fact]
    public async Task Several_of_different_kinds_of_files_are_read_together()
    {
        var (lasting, fleeting) = (new RecordKey(new RecordKind("slow"), "a"), new RecordKey(new RecordKind("quick", Fleeting: true), "a"));
        await Records.TryCreateAsync(lasting, Bytes("slow"), default);
        await Records.TryCreateAsync(fleeting, Bytes("quick"), default);

        var found = await Records.ReadTogetherAsync([fleeting, lasting], default);

        Assert.Equal(["quick", "slow"], found.Select(stored => Encoding.UTF8.GetString(stored!.Content.Span)));
    }

    [Fact]
    public async Task Two_hundred_who_create_at_once_make_one_record()
    {
        var key = new RecordKey(Lasting, "a");

        var versions = await AtOnceAsync(200, number => Records.TryCreateAsync(key, Bytes($"{number}"), default));

        var winner = Assert.Single(versions.Index(), made => made.Item is not null);
        Assert.Equal(($"{winner.Index}", winner.Item), await ReadAsync(key));
    }

    [Fact]
    public async Task Of_two_hundred_who_replace_one_version_one_wins()
    {
        var key = new RecordKey(Lasting, "a");
        var first = await Records.TryCreateAsync(key, Bytes("first"), default);

        var versions = await AtOnceAsync(200, number => Records.TryReplaceAsync(key, Bytes($"{number}"), first!, default));

        var winner = Assert.Single(versions.Index(), made => made.Item is not null);
        Assert.Equal(($"{winner.Index}", winner.Item), await ReadAsync(key));
    }

    [Fact]
    public async Task Of_two_hundred_who_delete_one_version_one_wins()
    {
        var key = new RecordKey(Lasting, "a");
        var first = await Records.TryCreateAsync(key, Bytes("first"), default);

        var deleted = await AtOnceAsync(200, _ => Records.TryDeleteAsync(key, first!, default));

        Assert.Single(deleted, done => done);
        Assert.Null(await Records.ReadAsync(key, default));
    }

    [Fact]
    public async Task No_count_of_a_crowd_is_lost()
    {
        var key = new RecordKey(Lasting, "counter");
        await Records.TryCreateAsync(key, Bytes("0"), default);

        await AtOnceAsync(Crowd, async _ =>
        {
            while (true)
            {
                var (count, version) = await ReadAsync(key);
                var next = int.Parse(count, CultureInfo.InvariantCulture) + 1;
                if (await Records.TryReplaceAsync(key, Bytes($"{next}"), version!, default) is not null)
                {
                    return next;
                }
            }
        });

        Assert.Equal($"{Crowd}", (await ReadAsync(key)).Content);
    }

    [Fact]
    public async Task A_stale_version_changes_nothing()
    {
        var key = new RecordKey(Lasting, "a");
        var stale = await Records.TryCreateAsync(key, Bytes("one"), default);
        var current = await Records.TryReplaceAsync(key, Bytes("two"), stale!, default);

        Assert.NotEqual(stale, current);
        Assert.Null(await Records.TryReplaceAsync(key, Bytes("three"), stale!, default));
        Assert.False(await Records.TryDeleteAsync(key, stale!, default));
        Assert.Equal(("two", current), await ReadAsync(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("0")]
    [InlineData("' or 1=1 --")]
    public async Task A_version_that_was_never_given_changes_nothing(string version)
    {
        var key = new RecordKey(Lasting, "a");
        var current = await Records.TryCreateAsync(key, Bytes("one"), default);

        Assert.Null(await Records.TryReplaceAsync(key, Bytes("two"), version, default));
        Assert.False(await Records.TryDeleteAsync(key, version, default));
        Assert.Equal(("one", current), await ReadAsync(key));
    }

    [Fact]
    public async Task A_record_made_again_is_not_the_one_before()
    {
        var key = new RecordKey(Lasting, "a");
        var before = await Records.TryCreateAsync(key, Bytes("one"), default);
        Assert.True(await Records.TryDeleteAsync(key, before!, default));
        Assert.Null(await Records.ReadAsync(key, default));

        var after = await Records.TryCreateAsync(key, Bytes("one"), default);

        Assert.Null(await Records.TryReplaceAsync(key, Bytes("two"), before!, default));
        Assert.Equal(("one", after), await ReadAsync(key));
    }

    [Fact]
    public async Task Kinds_do_not_see_each_other()
    {
        var version = await Records.TryCreateAsync(new RecordKey(Lasting, "a"), Bytes("lasting"), default);

        Assert.NotNull(await Records.TryCreateAsync(new RecordKey(Brief, "a"), Bytes("brief"), default));
        Assert.Equal(("lasting", version), await ReadAsync(new RecordKey(Lasting, "a")));
        Assert.Equal(["a"], await ListAsync(Brief, ""));
    }

    [Fact]
    public async Task Ids_are_listed_in_ordinal_order_under_their_prefix()
    {
        string[] ids = ["a", "a/", "a/2", "a/10", "A/1", "a0", "b", "é", "z\0", "\uFF5E", "😀", "a/😀", "a/\uFF5E"];
        foreach (var id in ids)
        {
            await Records.TryCreateAsync(new RecordKey(Lasting, id), Bytes(id), default);
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), await ListAsync(Lasting, ""));
        Assert.Equal(["a/", "a/10", "a/2", "a/😀", "a/\uFF5E"], await ListAsync(Lasting, "a/"));
        Assert.Equal([], await ListAsync(Lasting, "none"));
    }

    [Fact]
    public async Task A_long_list_is_whole()
    {
        var ids = Enumerable.Range(0, 1000).Select(number => $"{number:0000}").ToList();
        await AtOnceAsync(ids.Count, number => Records.TryCreateAsync(new RecordKey(Lasting, ids[number]), Bytes(""), default));

        Assert.Equal(ids, await ListAsync(Lasting, ""));
        Assert.Equal(ids.Skip(300).Take(100), await ListAsync(Lasting, "03"));
    }

    [Fact]
    public async Task Its_lifetime_after_the_last_write_a_record_is_absent()
    {
        var key = new RecordKey(Brief, "a");
        var created = await Records.TryCreateAsync(key, Bytes("one"), default);
        Time.Advance(TimeSpan.FromMinutes(4));
        var replaced = await Records.TryReplaceAsync(key, Bytes("two"), created!, default);

        Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.Equal(("two", replaced), await ReadAsync(key));

        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await Records.ReadAsync(key, default));
        Assert.Equal([], await ListAsync(Brief, ""));
        Assert.Null(await Records.TryReplaceAsync(key, Bytes("three"), replaced!, default));
        Assert.False(await Records.TryDeleteAsync(key, replaced!, default));
    }

    [Fact]
    public async Task An_expired_record_is_created_anew_by_one_of_two_hundred()
    {
        var key = new RecordKey(Brief, "a");
        var expired = await Records.TryCreateAsync(key, Bytes("one"), default);
        Time.Advance(TimeSpan.FromMinutes(5));

        var versions = await AtOnceAsync(200, number => Records.TryCreateAsync(key, Bytes($"{number}"), default));

        var winner = Assert.Single(versions.Index(), made => made.Item is not null);
        Assert.NotEqual(expired, winner.Item);
        Assert.Equal(($"{winner.Index}", winner.Item), await ReadAsync(key));
    }

    [Fact]
    public async Task Without_a_lifetime_a_record_stays()
    {
        var key = new RecordKey(Lasting, "a");
        var version = await Records.TryCreateAsync(key, Bytes("one"), default);

        Time.Advance(TimeSpan.FromDays(4000));

        Assert.Equal(("one", version), await ReadAsync(key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300 * 1024)]
    public async Task Content_of_any_size_comes_back(int size)
    {
        var key = new RecordKey(Lasting, "a");
        var content = RandomNumberGenerator.GetBytes(size);

        var version = await Records.TryCreateAsync(key, content, default);
        Assert.Equal(content, (await Records.ReadAsync(key, default))!.Content.ToArray());

        Array.Reverse(content);
        await Records.TryReplaceAsync(key, content, version!, default);
        Assert.Equal(content, (await Records.ReadAsync(key, default))!.Content.ToArray());
    }

    [Fact]
    public async Task Content_may_be_a_part_of_a_buffer()
    {
        var key = new RecordKey(Lasting, "a");

        var version = await Records.TryCreateAsync(key, Bytes("-one-").AsMemory(1, 3), default);

        Assert.Equal(("one", version), await ReadAsync(key));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("a/b\\c:d?e#f%2Fg")]
    [InlineData("../../etc")]
    [InlineData("' or 1=1 --")]
    [InlineData("nul\0inside")]
    [InlineData("日本語 😀 é")]
    public async Task An_odd_id_is_an_id(string id)
    {
        var key = new RecordKey(Lasting, id);
        await Records.TryCreateAsync(new RecordKey(Lasting, id + "x"), Bytes("another"), default);

        var version = await Records.TryCreateAsync(key, Bytes("one"), default);

        Assert.Equal(("one", version), await ReadAsync(key));
        Assert.Equal([id, id + "x"], await ListAsync(Lasting, id));
        Assert.True(await Records.TryDeleteAsync(key, version!, default));
    }

    [Theory]
    [InlineData("a", "A")]
    [InlineData("é", "e\u0301")]
    [InlineData("a", "a ")]
    [InlineData("a", "a\0")]
    public async Task Ids_that_look_alike_are_two(string one, string other)
    {
        await Records.TryCreateAsync(new RecordKey(Lasting, one), Bytes("one"), default);

        Assert.Null(await Records.ReadAsync(new RecordKey(Lasting, other), default));
        Assert.NotNull(await Records.TryCreateAsync(new RecordKey(Lasting, other), Bytes("other"), default));
        Assert.Equal("one", (await ReadAsync(new RecordKey(Lasting, one))).Content);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public async Task An_id_that_is_empty_or_too_long_is_a_mistake(int length)
    {
        var key = new RecordKey(Lasting, new string('a', length));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Records.TryCreateAsync(key, Bytes("one"), default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Records.ReadAsync(key, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Records.ReadTogetherAsync([key], default));
    }

    [Fact]
    public async Task A_cancelled_write_is_not_done()
    {
        var key = new RecordKey(Lasting, "a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Records.TryCreateAsync(key, Bytes("one"), new CancellationToken(true)));

        Assert.Null(await Records.ReadAsync(key, default));
    }

    [Fact]
    public async Task A_restart_keeps_all()
    {
        var kept = new RecordKey(Lasting, "kept");
        var version = await Records.TryCreateAsync(kept, Bytes("one"), default);
        var deleted = new RecordKey(Lasting, "deleted");
        await Records.TryDeleteAsync(deleted, (await Records.TryCreateAsync(deleted, Bytes("two"), default))!, default);
        await Records.TryCreateAsync(new RecordKey(Brief, "brief"), Bytes("three"), default);

        Restart();
        Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(("one", version), await ReadAsync(kept));
        Assert.Equal(["kept"], await ListAsync(Lasting, ""));
        Assert.Equal([], await ListAsync(Brief, ""));
        Assert.NotNull(await Records.TryReplaceAsync(kept, Bytes("four"), version!, default));
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> act) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(() => act(number))));

    private async Task<(string Content, string? Version)> ReadAsync(RecordKey key) =>
        await Records.ReadAsync(key, default) is { } stored ? (Encoding.UTF8.GetString(stored.Content.Span), stored.Version) : ("", null);

    private async Task<List<string>> ListAsync(RecordKind kind, string prefix)
    {
        List<string> ids = [];
        await foreach (var id in Records.ListAsync(kind, prefix, default))
        {
            ids.Add(id);
        }

        return ids;
    }
}
