using System.Text;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Storage.Blobs;

/// <summary>What may happen between us and the storage.</summary>
[Collection(AzuriteShared.Name)]
public sealed class BlobFaultTests(AzuriteServer server) : IAsyncLifetime
{
    private static readonly RecordKey Key = new(new RecordKind("kind", TimeSpan.FromMinutes(5)), "a");
    private static readonly Accident Busy = BlobRoad.Refused(503, "ServerBusy");

    private readonly BlobShelf _shelf = new(server);
    private readonly FakeTimeProvider _time = new();
    private BlobRoad _road = null!;

    /// <summary>Records by the road on which things happen.</summary>
    private BlobRecords Records { get; set; } = null!;

    /// <summary>Records as another process sees them.</summary>
    private BlobRecords Others => new(_shelf.Container, _time);

    public async Task InitializeAsync()
    {
        await _shelf.InitializeAsync();
        _road = await BlobRoad.StartAsync(server.Address);
        Records = new BlobRecords(_shelf.By(_road), _time);
    }

    public Task DisposeAsync() => _road.DisposeAsync().AsTask();

    [Fact]
    public async Task Each_operation_is_one_call()
    {
        var version = await CreateAsync("one");
        await Records.ReadAsync(Key, default);
        version = await ReplaceAsync("two", version!);
        await Records.TryDeleteAsync(Key, version!, default);

        Assert.Equal(["PUT", "GET", "PUT", "DELETE"], _road.Asked);
    }

    [Theory]
    [InlineData(1, new[] { "PUT", "PUT", "HEAD" })]
    [InlineData(2, new[] { "PUT", "PUT", "PUT", "HEAD" })]
    [InlineData(3, new[] { "PUT", "PUT", "PUT", "HEAD" })]
    public async Task A_write_whose_answer_was_lost_is_known_again(int times, string[] asked)
    {
        _road.Plan(Enumerable.Repeat(BlobRoad.AnswerLost, times));
        var created = await CreateAsync("one");
        Assert.Equal(("one", created), await KeptAsync());
        Assert.Equal(asked, _road.Asked);

        _road.Plan(Enumerable.Repeat(BlobRoad.AnswerLost, times));
        var replaced = await ReplaceAsync("two", created!);
        Assert.Equal(("two", replaced), await KeptAsync());
        Assert.Equal([.. asked, .. asked], _road.Asked);
    }

    [Fact]
    public async Task Of_two_who_create_with_lost_answers_one_wins()
    {
        _road.Plan(BlobRoad.AnswerLost);
        var mine = await CreateAsync("mine");

        Assert.Null(await Others.TryCreateAsync(Key, "theirs"u8.ToArray(), default));
        Assert.Equal(("mine", mine), await KeptAsync());
    }

    [Fact]
    public async Task When_others_wrote_over_a_write_whose_answer_was_lost_nobody_says_that_it_was_not_done()
    {
        _road.Plan(async (request, forward) =>
        {
            await BlobRoad.AnswerLost(request, forward);
            var seen = await Others.ReadAsync(Key, default);
            Assert.NotNull(await Others.TryReplaceAsync(Key, "theirs"u8.ToArray(), seen!.Version, default));
        });

        await Assert.ThrowsAsync<StorageDownException>(() => CreateAsync("mine"));
        Assert.Equal("theirs", (await KeptAsync()).Content);
    }

    [Fact]
    public async Task A_write_that_never_arrived_is_sent_again()
    {
        _road.Plan(BlobRoad.Cut, Busy);

        var version = await CreateAsync("one");

        Assert.Equal(("one", version), await KeptAsync());
        Assert.Equal(["PUT", "PUT", "PUT"], _road.Asked);
    }

    [Fact]
    public async Task A_write_that_never_arrives_is_given_up_and_was_not_done()
    {
        _road.Always = Busy;

        await Assert.ThrowsAsync<StorageDownException>(() => CreateAsync("one"));

        Assert.Null(await Others.ReadAsync(Key, default));
        Assert.Equal(["PUT", "PUT", "PUT", "HEAD", "HEAD", "HEAD"], _road.Asked);
    }

    [Fact]
    public async Task A_write_that_arrives_late_is_done_once()
    {
        var (late, arrived) = (BlobRoad.Late(TimeSpan.FromSeconds(2)), new TaskCompletionSource());
        _road.Plan(async (request, forward) =>
        {
            await late(request, forward);
            arrived.SetResult();
        });

        var version = await CreateAsync("one");
        await arrived.Task;

        Assert.Equal(("one", version), await KeptAsync());
    }

    [Fact]
    public async Task A_read_is_tried_again_until_it_is_given_up()
    {
        var version = await Others.TryCreateAsync(Key, "one"u8.ToArray(), default);
        _road.Plan(Busy, BlobRoad.AnswerLost);
        Assert.Equal(version, (await Records.ReadAsync(Key, default))?.Version);

        _road.Plan(BlobRoad.Late(TimeSpan.FromSeconds(2)));
        Assert.Equal(version, (await Records.ReadAsync(Key, default))?.Version);
        Assert.Equal(Enumerable.Repeat("GET", 5), _road.Asked);

        _road.Always = BlobRoad.Cut;
        await Assert.ThrowsAsync<StorageDownException>(() => Records.ReadAsync(Key, default));
        Assert.Equal(8, _road.Asked.Count);
    }

    [Fact]
    public async Task A_storage_that_asks_for_a_long_pause_does_not_get_it()
    {
        _road.Always = (request, forward) =>
        {
            request.Response.Headers.RetryAfter = "600";
            return Busy(request, forward);
        };

        await Assert.ThrowsAsync<StorageDownException>(() => Records.ReadAsync(Key, default)).WaitAsync(Waiting.Patience);
        await Assert.ThrowsAsync<StorageDownException>(() => CreateAsync("one")).WaitAsync(Waiting.Patience);
    }

    [Fact]
    public async Task A_storage_that_is_back_is_used_again()
    {
        _road.Always = BlobRoad.Cut;
        await Assert.ThrowsAsync<StorageDownException>(() => Records.ReadAsync(Key, default));
        await Assert.ThrowsAsync<StorageDownException>(() => Records.ListAsync(Key.Kind, "", default).CountAsync().AsTask());
        await Assert.ThrowsAsync<StorageDownException>(() => Records.RemoveExpiredAsync(default));

        _road.Always = BlobRoad.Nothing;

        Assert.NotNull(await CreateAsync("one"));
        Assert.Equal(["a"], await Records.ListAsync(Key.Kind, "", default).ToListAsync());
    }

    [Fact]
    public async Task A_storm_of_conflicts_refuses_and_does_nothing()
    {
        var version = await Others.TryCreateAsync(Key, "one"u8.ToArray(), default);
        _road.Always = BlobRoad.Refused(412, "ConditionNotMet");

        for (var number = 0; number < 20; number++)
        {
            Assert.Null(await ReplaceAsync("two", version!));
        }

        Assert.Equal((20, ("one", version)), (_road.Asked.Count, await KeptAsync()));
        _road.Always = BlobRoad.Nothing;
        Assert.NotNull(await ReplaceAsync("two", version!));
    }

    [Fact]
    public async Task What_is_refused_for_another_reason_is_no_conflict()
    {
        var version = await Others.TryCreateAsync(Key, "one"u8.ToArray(), default);
        foreach (var refused in new[] { BlobRoad.Refused(412, "LeaseIdMissing"), BlobRoad.Refused(409, "ContainerBeingDeleted"), BlobRoad.Refused(403, "AuthorizationFailure") })
        {
            _road.Plan(refused, refused);
            await Assert.ThrowsAsync<StorageDownException>(() => ReplaceAsync("two", version!));
            await Assert.ThrowsAsync<StorageDownException>(() => Records.TryDeleteAsync(Key, version!, default));
        }

        Assert.Equal(("one", version), await KeptAsync());
    }

    [Fact]
    public async Task A_deletion_is_sent_again_and_one_whose_answer_was_lost_is_not_called_undone()
    {
        _road.Plan(BlobRoad.Nothing, Busy, BlobRoad.Cut);
        Assert.True(await Records.TryDeleteAsync(Key, (await CreateAsync("one"))!, default));

        _road.Plan(BlobRoad.Nothing, BlobRoad.AnswerLost);
        var version = await CreateAsync("two");
        await Assert.ThrowsAsync<StorageDownException>(() => Records.TryDeleteAsync(Key, version!, default));
        Assert.Null(await Others.ReadAsync(Key, default));
    }

    [Fact]
    public async Task What_is_made_anew_while_the_expired_are_removed_stays()
    {
        await Others.TryCreateAsync(Key, "old"u8.ToArray(), default);
        _time.Advance(TimeSpan.FromMinutes(5));
        string? anew = null;
        _road.Plan(BlobRoad.Nothing, async (_, forward) =>
        {
            anew = await Others.TryCreateAsync(Key, "new"u8.ToArray(), default);
            await forward();
        });

        Assert.Equal(0, await Records.RemoveExpiredAsync(default));

        Assert.Equal(("new", anew), await KeptAsync());
        Assert.Equal(["GET", "DELETE"], _road.Asked);
    }

    [Fact]
    public async Task What_is_removed_while_it_is_made_anew_is_made()
    {
        await Others.TryCreateAsync(Key, "old"u8.ToArray(), default);
        _time.Advance(TimeSpan.FromMinutes(5));
        _road.Plan(BlobRoad.Nothing, async (_, forward) =>
        {
            Assert.Equal(1, await Others.RemoveExpiredAsync(default));
            await forward();
        });

        var anew = await CreateAsync("new");

        Assert.Equal(("new", anew), await KeptAsync());
        Assert.Equal(["PUT", "HEAD", "PUT"], _road.Asked);
    }

    private Task<string?> CreateAsync(string content) => Records.TryCreateAsync(Key, Encoding.UTF8.GetBytes(content), default);

    private Task<string?> ReplaceAsync(string content, string version) => Records.TryReplaceAsync(Key, Encoding.UTF8.GetBytes(content), version, default);

    private async Task<(string Content, string? Version)> KeptAsync() =>
        await Others.ReadAsync(Key, default) is { } stored ? (Encoding.UTF8.GetString(stored.Content.Span), stored.Version) : ("", null);
}
