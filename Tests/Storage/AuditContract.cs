using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

/// <summary>A line as it lies where it is kept.</summary>
public sealed record AuditRow(long Number, string Event, string Hash);

/// <summary>What an audit log must do wherever it is kept.</summary>
public abstract class AuditContract
{
    protected Pepper Pepper { get; } = new(new byte[32]);

    /// <summary>The log as a process that has just opened it sees it.</summary>
    protected abstract IStoredAuditLog Log { get; }

    [Fact]
    public async Task What_was_appended_is_read_in_order()
    {
        var happened = Enumerable.Range(1, 600).Select(Event).ToList();
        var log = Log;
        foreach (var some in happened.Chunk(50))
        {
            await Task.WhenAll(some.Select(one => log.AppendAsync(one, default)));
        }

        var read = await ReadAsync();
        Assert.Equal(happened, read.Select(line => line.Event));
        Assert.Equal(Enumerable.Range(1, 600).Select(number => (long)number), read.Select(line => line.Number));
        Assert.Null(new AuditChain(Pepper).FirstBroken(read));
        Assert.Equal(new AuditHead(600, read[^1].Hash), await Log.HeadAsync(default));
        await AssertAsync(new AuditCheck.Whole(600));
    }

    [Fact]
    public async Task An_empty_log_is_whole()
    {
        Assert.Equal(AuditHead.Start, await Log.HeadAsync(default));
        await AssertAsync(new AuditCheck.Whole(0));
    }

    [Fact]
    public async Task A_restart_goes_on_with_the_chain()
    {
        await AppendAsync(3);
        Restart();
        await AppendAsync(2);

        await AssertAsync(new AuditCheck.Whole(5));
    }

    [Fact]
    public async Task Two_hundred_who_append_at_once_make_one_chain()
    {
        var log = Log;
        await Task.WhenAll(Enumerable.Range(1, 200).Select(number => Task.Run(() => log.AppendAsync(Event(number), default))));

        await AssertAsync(new AuditCheck.Whole(200));
        Assert.Equal(Enumerable.Range(1, 200).Select(Event), (await ReadAsync()).Select(line => line.Event).OrderBy(one => one.At));
    }

    [Fact]
    public async Task Whoever_is_cancelled_before_has_appended_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.AppendAsync(Event(1), new CancellationToken(true)));

        await AssertAsync(new AuditCheck.Whole(0));
    }

    [Fact]
    public Task A_line_that_was_edited_is_found() =>
        AssertFoundAsync(new AuditCheck.Broken(3), rows => rows.Select(row => row.Number == 3 ? row with { Event = row.Event.Replace("wrong-code", "right-code", StringComparison.Ordinal) } : row));

    [Fact]
    public async Task A_line_that_cannot_be_read_is_found_and_does_not_hide_the_others()
    {
        await AssertFoundAsync(new AuditCheck.Broken(3), rows => rows.Select(row => row.Number == 3 ? row with { Event = "{" } : row));

        Assert.Equal(["wrong-code", "wrong-code", "unreadable", "wrong-code", "wrong-code"], (await ReadAsync()).Select(line => line.Event.Reason));
    }

    [Fact]
    public Task A_hash_that_was_edited_is_found() =>
        AssertFoundAsync(new AuditCheck.Broken(5), rows => rows.Select(row => row.Number == 5 ? row with { Hash = row.Hash + "0" } : row));

    [Fact]
    public Task A_line_that_was_removed_is_found() => AssertFoundAsync(new AuditCheck.Broken(2), rows => rows.Where(row => row.Number != 2));

    [Fact]
    public Task A_line_that_was_removed_and_the_rest_moved_up_is_found() => AssertFoundAsync(
        new AuditCheck.Broken(2), rows => rows.Where(row => row.Number != 2).Select(row => row.Number > 2 ? row with { Number = row.Number - 1 } : row));

    [Fact]
    public Task Lines_that_changed_places_are_found() => AssertFoundAsync(
        new AuditCheck.Broken(2),
        rows => rows.Select(row => row.Number is 2 or 4 ? row with { Number = 6 - row.Number } : row).OrderBy(row => row.Number));

    [Fact]
    public Task A_line_that_was_added_is_found() => AssertFoundAsync(new AuditCheck.Broken(6), rows => rows.Append(rows[^1] with { Number = 6 }));

    [Fact]
    public Task Lines_that_were_cut_off_are_found() => AssertFoundAsync(new AuditCheck.Broken(4), rows => rows.Take(3));

    [Fact]
    public async Task Lines_that_were_cut_off_are_found_after_others_came()
    {
        await AppendAsync(5);
        await RewriteAsync(rows => rows.Take(3));
        await AppendAsync(2);

        await AssertAsync(new AuditCheck.Broken(4));
    }

    [Fact]
    public Task A_log_that_was_emptied_is_found() => AssertFoundAsync(new AuditCheck.Broken(1), _ => []);

    protected static AuditEvent Event(int number) => new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number),
        AuditActivity.FlowProgress,
        AuditResult.Failed,
        "wrong-code",
        Session: $"session {number}",
        Channel: "webchat");

    /// <summary>Ends the process.</summary>
    protected abstract void Restart();

    /// <summary>All lines, in order.</summary>
    protected abstract Task<List<AuditLine>> ReadAsync();

    /// <summary>What somebody with the storage in hand makes of the lines.</summary>
    protected abstract Task RewriteAsync(Func<List<AuditRow>, IEnumerable<AuditRow>> edit);

    protected async Task AppendAsync(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            await Log.AppendAsync(Event(number), default);
        }
    }

    protected async Task AssertAsync(AuditCheck expected) => Assert.Equal(expected, await Log.VerifyAsync(default));

    protected async Task AssertFoundAsync(AuditCheck expected, Func<List<AuditRow>, IEnumerable<AuditRow>> edit)
    {
        await AppendAsync(5);
        await AssertAsync(new AuditCheck.Whole(5));

        await RewriteAsync(edit);

        await AssertAsync(expected);
    }
}
