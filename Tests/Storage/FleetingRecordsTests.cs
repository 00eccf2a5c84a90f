using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

public sealed class FleetingRecordsTests : RecordsContract, IDisposable
{
    private static readonly RecordKind Kind = new("kind", TimeSpan.FromMinutes(5), Fleeting: true);

    private readonly Shelf _shelf = new();

    protected override IRecords Records => new SqliteRecords(_shelf.File, _shelf.Fleeting, Time);

    protected override bool Fleeting => true;

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public async Task What_was_acknowledged_outlives_a_process_that_is_killed()
    {
        for (var number = 0; number < 100; number++)
        {
            await Records.TryCreateAsync(new RecordKey(Kind, $"{number}"), Bytes($"{number}"), default);
        }

        using var left = _shelf.Killed();

        var records = new SqliteRecords(left.File, left.Fleeting, Time);
        for (var number = 0; number < 100; number++)
        {
            var stored = await records.ReadAsync(new RecordKey(Kind, $"{number}"), default);
            Assert.Equal(Bytes($"{number}"), stored?.Content.ToArray());
        }
    }

    [Fact]
    public async Task What_has_expired_is_removed_here_too()
    {
        var records = new SqliteRecords(_shelf.File, _shelf.Fleeting, Time);
        await records.TryCreateAsync(new RecordKey(Kind, "old"), Bytes("old"), default);
        Time.Advance(TimeSpan.FromMinutes(5));
        await records.TryCreateAsync(new RecordKey(Kind, "new"), Bytes("new"), default);

        Assert.Equal((1, 0), (await records.RemoveExpiredAsync(default), await records.RemoveExpiredAsync(default)));
    }

    [Fact]
    public void The_file_is_kept_apart_from_what_must_not_be_lost() =>
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => _shelf.Fleeting.Read(0, static (statements, _) =>
            statements.Run(new Statement(() => new("select count(*) from audit")))));

    protected override void Restart() => _shelf.Close();
}
