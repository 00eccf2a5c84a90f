using Microsoft.Data.Sqlite;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

public sealed class AuditLogTests : IDisposable
{
    private readonly Shelf _shelf = new();
    private readonly Pepper _pepper = new(new byte[32]);

    private SqliteAuditLog Log => new(_shelf.File, _pepper);

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task What_was_appended_is_read_in_order()
    {
        var happened = Enumerable.Range(1, 600).Select(Event).ToList();
        foreach (var one in happened)
        {
            await Log.AppendAsync(one, default);
        }

        Assert.Equal(happened, (await ReadAsync(0)).Select(line => line.Event));
        Assert.Equal(Enumerable.Range(301, 300).Select(number => (long)number), (await ReadAsync(300)).Select(line => line.Number));
        Assert.Null(new AuditChain(_pepper).FirstBroken(await ReadAsync(0)));
        Assert.Equal(new AuditCheck.Whole(600), Log.Verify());
    }

    [Fact]
    public void An_empty_log_is_whole() => Assert.Equal(new AuditCheck.Whole(0), Log.Verify());

    [Fact]
    public async Task A_restart_goes_on_with_the_chain()
    {
        await AppendAsync(3);
        _shelf.Close();
        await AppendAsync(2);

        Assert.Equal(new AuditCheck.Whole(5), Log.Verify());
    }

    [Fact]
    public async Task Two_hundred_who_append_at_once_make_one_chain()
    {
        var log = Log;
        await Task.WhenAll(Enumerable.Range(1, 200).Select(number => Task.Run(() => log.AppendAsync(Event(number), default))));

        Assert.Equal(new AuditCheck.Whole(200), log.Verify());
        Assert.Equal(Enumerable.Range(1, 200), (await ReadAsync(0)).Select(line => line.Event.At.Minute * 60 + line.Event.At.Second).Order());
    }

    [Fact]
    public async Task A_process_that_is_killed_leaves_a_whole_chain()
    {
        await AppendAsync(5);
        using var left = _shelf.Killed();

        Assert.Equal(new AuditCheck.Whole(5), new SqliteAuditLog(left.File, _pepper).Verify());
    }

    [Fact]
    public async Task A_line_that_was_edited_is_found() =>
        await AssertFoundAsync(new AuditCheck.Broken(3), () => new("update audit set event = replace(event, 'wrong-code', 'right-code') where number = 3"));

    [Fact]
    public async Task A_line_that_cannot_be_read_is_found_and_does_not_hide_the_others()
    {
        await AssertFoundAsync(new AuditCheck.Broken(3), () => new("update audit set event = '{' where number = 3"));

        Assert.Equal(
            ["wrong-code", "wrong-code", "unreadable", "wrong-code", "wrong-code"], (await ReadAsync(0)).Select(line => line.Event.Reason));
    }

    [Fact]
    public async Task A_hash_that_was_edited_is_found() =>
        await AssertFoundAsync(new AuditCheck.Broken(5), () => new("update audit set hash = hash || '0' where number = 5"));

    [Fact]
    public async Task A_line_that_was_removed_is_found() =>
        await AssertFoundAsync(new AuditCheck.Broken(2), () => new("delete from audit where number = 2"));

    [Fact]
    public async Task A_line_that_was_removed_and_the_rest_moved_up_is_found() =>
        await AssertFoundAsync(new AuditCheck.Broken(2), () => new("delete from audit where number = 2; update audit set number = number - 1 where number > 2"));

    [Fact]
    public async Task Lines_that_changed_places_are_found() =>
        await AssertFoundAsync(
            new AuditCheck.Broken(2),
            () => new("update audit set number = -number where number in (2, 4); update audit set number = 6 + number where number < 0"));

    [Fact]
    public async Task A_line_that_was_added_is_found() =>
        await AssertFoundAsync(new AuditCheck.Broken(6), () => new("insert into audit select 6, event, hash from audit where number = 5"));

    [Fact]
    public async Task Lines_that_were_cut_off_are_found() =>
        await AssertFoundAsync(new AuditCheck.Broken(4), () => new("delete from audit where number > 3"));

    [Fact]
    public async Task Lines_that_were_cut_off_are_found_after_others_came()
    {
        await AppendAsync(5);
        _shelf.Tamper(() => new("delete from audit where number > 3"));
        await AppendAsync(2);

        Assert.Equal(new AuditCheck.Broken(4), Log.Verify());
    }

    [Fact]
    public async Task A_log_that_was_emptied_is_found() =>
        await AssertFoundAsync(new AuditCheck.Broken(1), () => new("delete from audit"));

    [Fact]
    public async Task A_head_that_was_moved_back_is_found() =>
        await AssertHeadlessAsync(() => new("delete from audit where number > 3; update audit_head set number = 3, hash = (select hash from audit where number = 3)"));

    [Fact]
    public async Task A_head_that_was_removed_is_found() =>
        await AssertHeadlessAsync(() => new("delete from audit where number > 3; delete from audit_head"));

    [Fact]
    public async Task Another_line_under_the_last_number_is_found()
    {
        await AppendAsync(5);
        using var fork = _shelf.Killed();
        await Log.AppendAsync(Event(6), default);
        var other = new SqliteAuditLog(fork.File, _pepper);
        await other.AppendAsync(Event(7), default);
        AuditLine spliced = null!;
        await foreach (var line in other.ReadAllAsync(5, default))
        {
            spliced = line;
        }

        await _shelf.File.WriteAsync(
            spliced,
            static (statements, line) => statements.Run(
                new Statement(() => new("update audit set event = replace(replace(event, '00:06', '00:07'), 'session 6', 'session 7'), hash = $1 where number = 6")), line.Hash),
            default);

        Assert.Equal(spliced, (await ReadAsync(5)).Single());
        Assert.Equal(new AuditCheck.Broken(6), Log.Verify());
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
    public async Task A_span_without_ends_is_the_whole_log()
    {
        await AppendAsync(300);

        Assert.Equal(300, await Log.NewestFirstAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default).CountAsync());
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

        _shelf.Tamper(() => new("update audit set event = '{' where number = 8"));

        var read = await Log.NewestFirstAsync(Event(0).At + 2 * hour, Event(0).At + 4 * hour, default).ToListAsync();

        Assert.Equal(["unreadable", "at-3", "at-2"], read.Select(line => line.Event.Reason));
    }

    [Fact]
    public async Task Whoever_has_another_pepper_cannot_go_on_with_the_log()
    {
        await AppendAsync(5);
        var forger = new SqliteAuditLog(_shelf.File, new Pepper(Enumerable.Repeat((byte)1, 32).ToArray()));

        await Assert.ThrowsAsync<RecordDamagedException>(() => forger.AppendAsync(Event(6), default));
        Assert.Equal(new AuditCheck.Whole(5), Log.Verify());
    }

    [Fact]
    public async Task What_cannot_be_written_is_told()
    {
        await AppendAsync(5);
        _shelf.Tamper(() => new("create trigger full before insert on audit begin select raise(abort, 'full'); end"));
        await Assert.ThrowsAsync<SqliteException>(() => Log.AppendAsync(Event(6), default));
        _shelf.Tamper(() => new("drop trigger full"));

        await Log.AppendAsync(Event(6), default);
        Assert.Equal(new AuditCheck.Whole(6), Log.Verify());

        var log = Log;
        _shelf.Close();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => log.AppendAsync(Event(7), default));
    }

    private static AuditEvent Event(int number) => new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number),
        AuditActivity.FlowProgress,
        AuditResult.Failed,
        "wrong-code",
        Session: $"session {number}",
        Channel: "webchat");

    private async Task AppendAsync(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            await Log.AppendAsync(Event(number), default);
        }
    }

    private async Task AssertFoundAsync(AuditCheck expected, Func<SqliteCommand> tamper)
    {
        await AppendAsync(5);
        Assert.Equal(new AuditCheck.Whole(5), Log.Verify());

        Assert.InRange(_shelf.Tamper(tamper), 1, int.MaxValue);

        Assert.Equal(expected, Log.Verify());
    }

    private async Task AssertHeadlessAsync(Func<SqliteCommand> tamper)
    {
        await AssertFoundAsync(new AuditCheck.Headless(), tamper);

        await Assert.ThrowsAsync<RecordDamagedException>(() => Log.AppendAsync(Event(9), default));
        Assert.Null(Log.Head);
    }

    private async Task<List<AuditLine>> ReadAsync(long after)
    {
        List<AuditLine> lines = [];
        await foreach (var line in Log.ReadAllAsync(after, default))
        {
            lines.Add(line);
        }

        return lines;
    }
}
