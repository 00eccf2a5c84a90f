using System.Globalization;
using System.Text.RegularExpressions;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage.Blobs;

[Collection(AzuriteShared.Name)]
public sealed partial class BlobAuditLogTests : AuditContract, IAsyncLifetime
{
    private const string FirstPart = "audit/2026-01-01/000000000000001.jsonl";

    private readonly AzuriteServer _server;
    private readonly AuditShelf _shelf;

    public BlobAuditLogTests(AzuriteServer server)
    {
        _server = server;
        _shelf = new AuditShelf(server, Pepper);
    }

    protected override IStoredAuditLog Log => _shelf.Open();

    public Task InitializeAsync() => _shelf.InitializeAsync();

    public Task DisposeAsync() => _shelf.DisposeAsync();

    [Fact]
    public async Task Two_instances_that_append_at_once_make_one_chain()
    {
        var (one, other) = (_shelf.Open(), _shelf.Open());
        var checks = new List<AuditCheck>();
        var appending = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var number = 1; number <= 25; number++)
            {
                await (writer % 2 == 0 ? one : other).AppendAsync(Event((25 * writer) + number), default);
            }
        })));
        while (!appending.IsCompleted)
        {
            checks.Add(await Log.VerifyAsync(default));
        }

        await appending;

        Assert.All(checks, check => Assert.IsType<AuditCheck.Whole>(check));
        await AssertAsync(new AuditCheck.Whole(200));
        Assert.Equal(Enumerable.Range(1, 200).Select(Event), (await ReadAsync()).Select(line => line.Event).OrderBy(happened => happened.At));
    }

    [Fact]
    public async Task The_first_line_may_be_that_of_another_instance()
    {
        await using var road = await BlobRoad.StartAsync(_server.Address);

        // There was no head, and then there is a part.
        road.Plan(async (_, forward) =>
        {
            await Log.AppendAsync(Event(1), default);
            await forward();
        });
        await _shelf.Open(road).AppendAsync(Event(2), default);

        Assert.Equal([Event(1), Event(2)], (await ReadAsync()).Select(line => line.Event));
    }

    [Fact]
    public async Task Each_day_has_a_part_and_a_full_part_is_followed_by_another()
    {
        var log = _shelf.Open(mostBatches: 2);
        for (var number = 1; number <= 3; number++)
        {
            await log.AppendAsync(Event(number), default);
        }

        _shelf.Time.Advance(TimeSpan.FromDays(1));
        await log.AppendAsync(Event(4), default);

        // An instance whose clock is behind writes where the others do.
        _shelf.Time.AdjustTime(_shelf.Time.GetUtcNow() - TimeSpan.FromHours(13));
        await _shelf.Open(mostBatches: 2).AppendAsync(Event(5), default);
        await _shelf.Open(mostBatches: 2).AppendAsync(Event(6), default);

        Assert.Equal(
            [FirstPart, "audit/2026-01-01/000000000000003.jsonl", "audit/2026-01-02/000000000000004.jsonl", "audit/2026-01-02/000000000000006.jsonl"],
            await _shelf.Lines.NamesAsync());
        await AssertAsync(new AuditCheck.Whole(6));
        Assert.Equal(Enumerable.Range(1, 6).Select(Event), (await ReadAsync()).Select(line => line.Event));
    }

    [Fact]
    public async Task A_span_of_time_is_read_with_the_newest_first()
    {
        var log = _shelf.Open();
        for (var day = 0; day < 5; day++)
        {
            for (var hour = 0; hour < 24; hour += 6)
            {
                await log.AppendAsync(Event(1) with { At = _shelf.Time.GetUtcNow(), Session = $"{day} {hour}" }, default);
                _shelf.Time.Advance(TimeSpan.FromHours(6));
            }
        }

        var from = new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            ["2 12", "2 6", "2 0", "1 18", "1 12", "1 6", "1 0"],
            await log.NewestFirstAsync(from, from.AddHours(42), default).Select(line => line.Event.Session).ToListAsync());
        Assert.Empty(await log.NewestFirstAsync(from.AddYears(1), DateTimeOffset.MaxValue, default).ToListAsync());
    }

    [Fact]
    public async Task A_log_longer_than_is_read_at_once_is_read_both_ways()
    {
        var log = _shelf.Open();
        await Task.WhenAll(Enumerable.Range(1, 8000).Select(number => log.AppendAsync(Event(number), default)));

        Assert.InRange((await _shelf.TextAsync(FirstPart)).Length, 2 * 1024 * 1024, int.MaxValue);
        await AssertAsync(new AuditCheck.Whole(8000));
        Assert.Equal(Enumerable.Range(1, 8000).Select(number => (long)number), (await ReadAsync()).Select(line => line.Number));
    }

    [Fact]
    public async Task The_same_in_other_words_is_found()
    {
        await AppendAsync(5);
        var text = await _shelf.TextAsync(FirstPart);

        foreach (var edited in new[] { text.Replace("\"Number\":3,", "\"Number\": 3,", StringComparison.Ordinal), text.Replace("\"Number\":3,", "\"Note\":1,\"Number\":3,", StringComparison.Ordinal) })
        {
            await _shelf.PutAsync(FirstPart, edited);
            await AssertAsync(new AuditCheck.Broken(3));
        }
    }

    [Theory]
    [InlineData("000000000000001", 1)]
    [InlineData("000000000000003", 3)]
    [InlineData("000000000000005", 5)]
    public async Task A_part_that_was_removed_is_found(string part, long broken)
    {
        var log = _shelf.Open(mostBatches: 2);
        for (var number = 1; number <= 7; number++)
        {
            await log.AppendAsync(Event(number), default);
        }

        await _shelf.RemoveAsync($"audit/2026-01-01/{part}.jsonl");

        await AssertAsync(new AuditCheck.Broken(broken));
    }

    [Fact]
    public async Task Parts_that_changed_places_are_found()
    {
        var log = _shelf.Open(mostBatches: 2);
        for (var number = 1; number <= 6; number++)
        {
            await log.AppendAsync(Event(number), default);
        }

        var (one, other) = ("audit/2026-01-01/000000000000001.jsonl", "audit/2026-01-01/000000000000003.jsonl");
        var (first, second) = (await _shelf.TextAsync(one), await _shelf.TextAsync(other));
        await _shelf.PutAsync(one, second);
        await _shelf.PutAsync(other, first);

        await AssertAsync(new AuditCheck.Broken(1));
    }

    [Fact]
    public async Task What_others_have_put_there_is_no_part()
    {
        await AppendAsync(2);
        await _shelf.PutAsync("audit/note.txt", "stranger");
        await _shelf.PutAsync("audit/2026-13-01/000000000000001.jsonl", "stranger");

        await AssertAsync(new AuditCheck.Whole(2));
    }

    [Fact]
    public async Task After_the_part_was_removed_what_happens_is_still_written_down()
    {
        await AppendAsync(3);
        await _shelf.RemoveAsync(FirstPart);
        await Log.AppendAsync(Event(4), default);

        await AssertAsync(new AuditCheck.Broken(1));
        Assert.Equal([3, 4], (await ReadAsync()).Select(line => line.Number));
    }

    [Fact]
    public async Task A_head_that_was_removed_or_edited_is_found_and_nothing_is_appended()
    {
        await AppendAsync(5);
        var edited = (await _shelf.HeadAsync()).ToArray();
        edited[^1] ^= 1;
        foreach (var head in new[] { BinaryData.FromBytes(edited), null })
        {
            await _shelf.PutHeadAsync(head);

            await AssertAsync(new AuditCheck.Headless());
            Assert.Null(await Log.HeadAsync(default));
            await Assert.ThrowsAsync<RecordDamagedException>(() => Log.AppendAsync(Event(6), default));
            if (head is null)
            {
                break;
            }
        }

        Assert.Equal(5, (await _shelf.TextAsync(FirstPart)).Count(character => character == '\n'));
    }

    [Fact]
    public async Task A_head_that_was_put_back_is_found_with_the_next_line_which_is_kept()
    {
        await AppendAsync(3);
        var older = await _shelf.HeadAsync();
        await AppendAsync(2);
        await _shelf.PutHeadAsync(older);

        await Log.AppendAsync(Event(9), default);

        await AssertAsync(new AuditCheck.Broken(4));
        Assert.Equal(Event(9), (await ReadAsync())[^1].Event);
    }

    [Fact]
    public async Task Whoever_has_another_pepper_makes_lines_that_are_found()
    {
        await AppendAsync(5);

        await _shelf.Open(forged: new Pepper(Enumerable.Repeat((byte)1, 32).ToArray())).AppendAsync(Event(6), default);

        await AssertAsync(new AuditCheck.Broken(6));
    }

    protected override void Restart()
    {
    }

    protected override Task<List<AuditLine>> ReadAsync() => _shelf.ReadAsync();

    protected override async Task RewriteAsync(Func<List<AuditRow>, IEnumerable<AuditRow>> edit)
    {
        var rows = (await _shelf.TextAsync(FirstPart)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Line().Match(line).Groups)
            .Select(line => new AuditRow(long.Parse(line[1].Value, CultureInfo.InvariantCulture), line[2].Value, line[3].Value));
        await _shelf.PutAsync(
            FirstPart, string.Concat(edit([.. rows]).Select(row => $"{{\"Number\":{row.Number},\"Event\":{row.Event},\"Hash\":\"{row.Hash}\"}}\n")));
    }

    [GeneratedRegex("^{\"Number\":([0-9]+),\"Event\":(.*),\"Hash\":\"(.*)\"}$")]
    private static partial Regex Line();
}
