using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage.Blobs;

/// <summary>What may happen between the audit log and the storage.</summary>
[Collection(AzuriteShared.Name)]
public sealed class BlobAuditFaultTests(AzuriteServer server) : IAsyncLifetime
{
    private static readonly Accident Busy = BlobRoad.Refused(503, "ServerBusy");

    private readonly AuditShelf _shelf = new(server, new Pepper(new byte[32]));
    private BlobRoad _road = null!;
    private BlobRoad _roadToHead = null!;

    /// <summary>The log by the roads on which things happen.</summary>
    private BlobAuditLog Log { get; set; } = null!;

    public async Task InitializeAsync()
    {
        await _shelf.InitializeAsync();
        _road = await BlobRoad.StartAsync(server.Address);
        _roadToHead = await BlobRoad.StartAsync(server.Address);
        Log = _shelf.Open(_road, _roadToHead);
        await Log.AppendAsync(Event(1), default);
        _road.Asked.Clear();
        _roadToHead.Asked.Clear();
    }

    public async Task DisposeAsync()
    {
        await _road.DisposeAsync();
        await _roadToHead.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_is_two_calls_however_many_lines_it_has()
    {
        await Log.AppendAsync(Event(2), default);
        Assert.Equal(["PUT", "PUT"], [.. _roadToHead.Asked, .. _road.Asked]);

        // The first one may go alone; the others wait for it and go together.
        await Task.WhenAll(Enumerable.Range(3, 50).Select(number => Log.AppendAsync(Event(number), default)));
        Assert.InRange(_roadToHead.Asked.Count, 2, 3);
        Assert.Equal(_roadToHead.Asked, _road.Asked);
        await AssertWholeAsync(52);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lines_whose_answer_was_lost_stand_there_once(int times)
    {
        _road.Plan(Enumerable.Repeat(BlobRoad.AnswerLost, times));
        await Log.AppendAsync(Event(2), default);

        _roadToHead.Plan(Enumerable.Repeat(BlobRoad.AnswerLost, times));
        await Log.AppendAsync(Event(3), default);

        await AssertWholeAsync(3);
    }

    [Fact]
    public async Task Lines_that_never_arrived_are_sent_again()
    {
        _road.Plan(BlobRoad.Cut, Busy);
        _roadToHead.Plan(BlobRoad.Cut, Busy);

        await Log.AppendAsync(Event(2), default);

        await AssertWholeAsync(2);
    }

    [Fact]
    public async Task Lines_that_arrive_late_stand_there_once()
    {
        var (late, arrived) = (BlobRoad.Late(TimeSpan.FromSeconds(2)), new TaskCompletionSource());
        _road.Plan(async (request, forward) =>
        {
            await late(request, forward);
            arrived.SetResult();
        });

        await Log.AppendAsync(Event(2), default);
        await Log.AppendAsync(Event(3), default);
        await arrived.Task;

        await AssertWholeAsync(3);
    }

    [Fact]
    public async Task What_an_instance_that_was_killed_had_begun_is_finished_by_the_next()
    {
        _road.Always = BlobRoad.Cut;
        await Assert.ThrowsAsync<StorageDownException>(() => Log.AppendAsync(Event(2), default));

        // It stands in the head alone, and nothing is missing.
        await AssertWholeAsync(2);
        await _shelf.Open().AppendAsync(Event(3), default);
        await AssertWholeAsync(3);

        // The one that was thought dead comes back.
        _road.Always = BlobRoad.Nothing;
        await Log.AppendAsync(Event(4), default);
        await AssertWholeAsync(4);
        Assert.Equal(4, (await _shelf.TextAsync("audit/2026-01-01/000000000000001.jsonl")).Count(character => character == '\n'));
    }

    [Fact]
    public async Task A_part_that_an_instance_that_was_killed_had_not_begun_is_begun_by_the_next()
    {
        _shelf.Time.Advance(TimeSpan.FromDays(1));
        _road.Always = BlobRoad.Cut;
        await Assert.ThrowsAsync<StorageDownException>(() => Log.AppendAsync(Event(2), default));
        await AssertWholeAsync(2);

        await _shelf.Open().AppendAsync(Event(3), default);

        await AssertWholeAsync(3);
        Assert.Equal(["audit/2026-01-01/000000000000001.jsonl", "audit/2026-01-02/000000000000002.jsonl"], await _shelf.Lines.NamesAsync());
    }

    [Fact]
    public async Task Another_instance_that_appends_in_between_is_appended_to()
    {
        _roadToHead.Plan(async (_, forward) =>
        {
            await _shelf.Open().AppendAsync(Event(2), default);
            await forward();
        });
        await Log.AppendAsync(Event(3), default);

        _road.Plan(async (_, forward) =>
        {
            await _shelf.Open().AppendAsync(Event(5), default);
            await forward();
        });
        await Log.AppendAsync(Event(4), default);

        Assert.Equal(Enumerable.Range(1, 5).Select(Event), (await _shelf.ReadAsync()).Select(line => line.Event).OrderBy(one => one.At));
        await AssertWholeAsync(5, inOrder: false);
    }

    [Fact]
    public async Task A_storage_that_fails_is_told_and_once_it_is_back_all_goes_on()
    {
        foreach (var road in new[] { _road, _roadToHead })
        {
            foreach (var accident in new[] { BlobRoad.Refused(403, "AuthorizationFailure"), Busy, BlobRoad.Refused(412, "AppendPositionConditionNotMet") })
            {
                road.Always = accident;
                await Assert.ThrowsAsync<StorageDownException>(() => Log.AppendAsync(Event(2), default));
            }

            await Assert.ThrowsAsync<StorageDownException>(() => Log.VerifyAsync(default));
            road.Always = BlobRoad.Nothing;
        }

        await Log.AppendAsync(Event(3), default);

        Assert.Equal(await Log.VerifyAsync(default), new AuditCheck.Whole((await _shelf.ReadAsync()).Count));
        Assert.Equal(Event(3), (await _shelf.ReadAsync())[^1].Event);
    }

    [Fact]
    public async Task Many_lines_that_cannot_be_put_into_their_part_do_not_pile_up_in_the_head()
    {
        _road.Always = BlobRoad.Refused(403, "AuthorizationFailure");
        for (var round = 0; round < 8; round++)
        {
            await Task.WhenAll(Enumerable.Range(1, 512).Select(number => Assert.ThrowsAsync<StorageDownException>(() => Log.AppendAsync(Event(number), default))));
        }

        _road.Always = BlobRoad.Nothing;
        Assert.InRange((await _shelf.HeadAsync()).ToArray().Length, 1, 512 * 1024);
        await Log.AppendAsync(Event(1), default);
        Assert.IsType<AuditCheck.Whole>(await _shelf.Open().VerifyAsync(default));
    }

    private static AuditEvent Event(int number) => new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number), AuditActivity.FlowProgress, AuditResult.Failed, "wrong-code", $"session {number}");

    private async Task AssertWholeAsync(int lines, bool inOrder = true)
    {
        Assert.Equal(new AuditCheck.Whole(lines), await _shelf.Open().VerifyAsync(default));
        if (inOrder)
        {
            Assert.Equal(Enumerable.Range(1, lines).Select(Event), (await _shelf.ReadAsync()).Select(line => line.Event));
        }
    }
}
