using Microsoft.Data.Sqlite;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

public sealed class SqliteRecordsTests : SqliteContract
{
    private static readonly Statement CountRows = new("select count(*) from records");

    [Fact]
    public async Task What_has_expired_is_removed_and_nothing_else()
    {
        var records = new SqliteRecords(Shelf.File, Shelf.Fleeting, Time);
        for (var number = 0; number < 600; number++)
        {
            await records.TryCreateAsync(new RecordKey(Kind, $"{number}"), Bytes("old"), default);
        }

        Time.Advance(TimeSpan.FromMinutes(5));
        await records.TryCreateAsync(new RecordKey(Kind, "new"), Bytes("new"), default);
        await records.TryCreateAsync(new RecordKey(new RecordKind("lasting"), "lasting"), Bytes("lasting"), default);

        Assert.Equal((600, 2L), (await records.RemoveExpiredAsync(default), Rows()));
    }

    [Fact]
    public async Task A_commit_that_was_torn_is_as_if_it_never_was()
    {
        var version = await Records.TryCreateAsync(new RecordKey(Kind, "whole"), Bytes("whole"), default);
        await Records.TryCreateAsync(new RecordKey(Kind, "torn"), Bytes("torn"), default);
        using var left = Shelf.Killed();
        using (var log = new FileStream(left.Database + "-wal", FileMode.Open))
        {
            log.SetLength(log.Length - 100);
        }

        var records = new SqliteRecords(left.File, left.Fleeting, Time);

        Assert.Equal(version, (await records.ReadAsync(new RecordKey(Kind, "whole"), default))?.Version);
        Assert.Null(await records.ReadAsync(new RecordKey(Kind, "torn"), default));
    }

    [Fact]
    public void A_second_process_on_the_folder_does_not_start()
    {
        var taken = Assert.Throws<InvalidOperationException>(() => new DataFolder(Shelf.Folder.FullPath));

        Assert.Equal(
            $"The data folder {Shelf.Folder.FullPath} is in use by another process. Stop that one, or give this one a Data:Folder of its own.",
            taken.Message);
    }

    [Fact]
    public async Task The_file_of_a_newer_version_is_left_alone()
    {
        await Records.TryCreateAsync(new RecordKey(Kind, "a"), Bytes("one"), default);
        Shelf.Tamper(new("pragma user_version = 2"));

        Assert.Equal(
            "The data folder was written by a newer version of SsprBot.", Assert.Throws<InvalidOperationException>(() => Shelf.File).Message);
    }

    [Fact]
    public async Task A_write_that_fails_fails_alone()
    {
        var file = Shelf.File;
        var hold = new TaskCompletionSource();
        var first = WriteUntilAsync(hold.Task);
        var good = Records.TryCreateAsync(new RecordKey(Kind, "before"), Bytes("one"), default);
        var bad = file.WriteAsync(0, static (statements, _) => statements.Run(new Statement("insert into nowhere values (1)")), default);
        var alsoGood = Records.TryCreateAsync(new RecordKey(Kind, "after"), Bytes("two"), default);
        hold.SetResult();

        Assert.True(await first);
        await Assert.ThrowsAsync<SqliteException>(() => bad);
        Assert.Equal(
            (await good, await alsoGood),
            ((await Records.ReadAsync(new RecordKey(Kind, "before"), default))?.Version, (await Records.ReadAsync(new RecordKey(Kind, "after"), default))?.Version));
    }

    [Fact]
    public async Task Closing_finishes_what_waits_and_takes_no_more()
    {
        var records = Records;
        var file = Shelf.File;
        var waiting = Enumerable.Range(0, 50).Select(number => records.TryCreateAsync(new RecordKey(Kind, $"{number}"), Bytes("one"), default)).ToList();

        Shelf.Close();

        Assert.All(await Task.WhenAll(waiting), Assert.NotNull);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => records.TryCreateAsync(new RecordKey(Kind, "late"), Bytes("one"), default));
        Assert.Throws<ObjectDisposedException>(() => file.Read(0, static (_, _) => 0));
        Assert.Equal(50, Rows());
    }

    private Task<bool> WriteUntilAsync(Task released) =>
        Shelf.File.WriteAsync(released, static (_, released) => released.Wait(TimeSpan.FromSeconds(30)), default);

    private long Rows() => Shelf.File.Read(0, static (statements, _) =>
    {
        using var row = statements.Query(CountRows);
        row.Read();
        return row.Number(0);
    });
}
