using Microsoft.Data.Sqlite;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

public sealed class FleetingRecordsTests : SqliteContract
{
    protected override bool Fleeting => true;

    [Fact]
    public async Task What_has_expired_is_removed_here_too()
    {
        var records = new SqliteRecords(Shelf.File, Shelf.Fleeting, Time);
        await records.TryCreateAsync(new RecordKey(Kind, "old"), Bytes("old"), default);
        Time.Advance(TimeSpan.FromMinutes(5));
        await records.TryCreateAsync(new RecordKey(Kind, "new"), Bytes("new"), default);

        Assert.Equal((1, 0), (await records.RemoveExpiredAsync(default), await records.RemoveExpiredAsync(default)));
    }

    [Fact]
    public void The_file_is_kept_apart_from_what_must_not_be_lost() =>
        Assert.Throws<SqliteException>(() => Shelf.Fleeting.Read(0, static (statements, _) =>
            statements.Run(new Statement("select count(*) from audit"))));
}
