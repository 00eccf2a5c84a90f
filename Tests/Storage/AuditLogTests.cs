using Microsoft.Data.Sqlite;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

public sealed class AuditLogTests : AuditContract, IDisposable
{
    private readonly Shelf _shelf = new();

    protected override IStoredAuditLog Log => new SqliteAuditLog(_shelf.File, Pepper);

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task A_process_that_is_killed_leaves_a_whole_chain()
    {
        await AppendAsync(5);
        using var left = _shelf.Killed();

        Assert.Equal(new AuditCheck.Whole(5), await new SqliteAuditLog(left.File, Pepper).VerifyAsync(default));
    }

    [Fact]
    public async Task A_head_that_was_moved_back_is_found() =>
        await AssertHeadlessAsync(new("delete from audit where number > 3; update audit_head set number = 3, hash = (select hash from audit where number = 3)"));

    [Fact]
    public async Task A_head_that_was_removed_is_found() =>
        await AssertHeadlessAsync(new("delete from audit where number > 3; delete from audit_head"));

    [Fact]
    public async Task Another_line_under_the_last_number_is_found()
    {
        await AppendAsync(5);
        using var fork = _shelf.Killed();
        await Log.AppendAsync(Event(6), default);
        var other = new SqliteAuditLog(fork.File, Pepper);
        await other.AppendAsync(Event(7), default);
        var spliced = await NewestFirst(other).FirstAsync();
        await _shelf.File.WriteAsync(
            spliced,
            static (statements, line) => statements.Run(
                new Statement("update audit set event = replace(replace(event, '00:06', '00:07'), 'session 6', 'session 7'), hash = ?1 where number = 6"), line.Hash),
            default);

        Assert.Equal(spliced, (await ReadAsync())[^1]);
        Assert.Equal(new AuditCheck.Broken(6), await Log.VerifyAsync(default));
    }

    [Theory]
    [InlineData(1, 601)]
    [InlineData(1, 2)]
    [InlineData(600, 601)]
    [InlineData(200, 500)]
    [InlineData(0, 1)]
    [InlineData(601, 9999)]
    [InlineData(300, 300)]
    public async Task A_span_of_time_is_read_the_newest_first(int from, int until)
    {
        await AppendAsync(600);

        var read = await Log.NewestFirstAsync(Event(from).At, Event(until).At, default).ToListAsync();

        var expected = Enumerable.Range(1, 600).Where(number => number >= from && number < until).Reverse();
        Assert.Equal(expected.Select(number => (long)number), read.Select(line => line.Number));
        Assert.Equal(new AuditCheck.Whole(600), await Log.VerifyAsync(default));
    }

    [Fact]
    public async Task A_minute_is_found_among_75_000_lines()
    {
        await Task.WhenAll(Enumerable.Range(1, 75_000).Select(number => Log.AppendAsync(Event(number), default)));

        var page = await Log.NewestFirstAsync(Event(40_000).At, Event(40_060).At, default).Take(50).ToListAsync();

        Assert.Equal(Enumerable.Range(40_010, 50).Reverse().Select(number => (long)number), page.Select(line => line.Number));
        Assert.Equal(new AuditCheck.Whole(75_000), await Log.VerifyAsync(default));
    }

    [Fact]
    public async Task A_span_without_ends_is_the_whole_log()
    {
        await AppendAsync(300);

        Assert.Equal(300, await NewestFirst(Log).CountAsync());
    }

    [Fact]
    public async Task A_span_holds_what_came_a_little_out_of_order_and_what_cannot_be_read()
    {
        var hour = TimeSpan.FromHours(1);
        foreach (var number in (int[])[0, 1, 2, 3, 4, 5])
        {
            await Log.AppendAsync(Event(0) with { At = Event(0).At + number * hour + TimeSpan.FromSeconds(number == 2 ? 3 : 0), Reason = $"at-{number}" }, default);
            await Log.AppendAsync(Event(0) with { At = Event(0).At + number * hour + TimeSpan.FromSeconds(number == 2 ? -2 : 1), Reason = $"then-{number}" }, default);
        }

        _shelf.Tamper(new("update audit set event = '{' where number = 8"));

        var read = await Log.NewestFirstAsync(Event(0).At + 2 * hour, Event(0).At + 4 * hour, default).ToListAsync();

        Assert.Equal(["unreadable", "at-3", "at-2"], read.Select(line => line.Event.Reason));
    }

    [Fact]
    public async Task Whoever_has_another_pepper_cannot_go_on_with_the_log()
    {
        await AppendAsync(5);
        var forger = new SqliteAuditLog(_shelf.File, new Pepper(Enumerable.Repeat((byte)1, 32).ToArray()));

        await Assert.ThrowsAsync<RecordDamagedException>(() => forger.AppendAsync(Event(6), default));
        Assert.Equal(new AuditCheck.Whole(5), await Log.VerifyAsync(default));
    }

    [Fact]
    public async Task What_cannot_be_written_is_told()
    {
        await AppendAsync(5);
        _shelf.Tamper(new("create trigger full before insert on audit begin select raise(abort, 'full'); end"));
        await Assert.ThrowsAsync<SqliteException>(() => Log.AppendAsync(Event(6), default));
        _shelf.Tamper(new("drop trigger full"));

        await Log.AppendAsync(Event(6), default);
        Assert.Equal(new AuditCheck.Whole(6), await Log.VerifyAsync(default));

        var log = Log;
        _shelf.Close();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => log.AppendAsync(Event(7), default));
    }

    protected override void Restart() => _shelf.Close();

    protected override Task<List<AuditLine>> ReadAsync() => NewestFirst(Log).Reverse().ToListAsync().AsTask();

    protected override async Task RewriteAsync(Func<List<AuditRow>, IEnumerable<AuditRow>> edit)
    {
        var rows = _shelf.File.Read(0, static (statements, _) =>
        {
            var all = new List<AuditRow>();
            using var row = statements.Query(new Statement("select number, event, hash from audit order by number"));
            while (row.Read())
            {
                all.Add(new AuditRow(row.Number(0), row.Text(1), row.Text(2)));
            }

            return all;
        });
        _shelf.Tamper(new("delete from audit"));
        foreach (var row in edit(rows).ToList())
        {
            await _shelf.File.WriteAsync(
                row,
                static (statements, row) => statements.Run(new Statement("insert into audit (number, event, hash) values (?1, ?2, ?3)"), row.Number, row.Event, row.Hash),
                default);
        }
    }

    private async Task AssertHeadlessAsync(Statement tamper)
    {
        await AppendAsync(5);
        Assert.InRange(_shelf.Tamper(tamper), 1, int.MaxValue);

        await AssertAsync(new AuditCheck.Headless());
        await Assert.ThrowsAsync<RecordDamagedException>(() => Log.AppendAsync(Event(9), default));
        Assert.Null(await Log.HeadAsync(default));
    }

    private static IAsyncEnumerable<AuditLine> NewestFirst(IAuditReader log) => log.NewestFirstAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default);
}
