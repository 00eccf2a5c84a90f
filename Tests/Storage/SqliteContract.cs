using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

/// <summary>What records in database files must do besides, whichever file their kind is in.</summary>
public abstract class SqliteContract : RecordsContract, IDisposable
{
    internal Shelf Shelf { get; } = new();

    protected override IRecords Records => new SqliteRecords(Shelf.File, Shelf.Fleeting, Time);

    protected RecordKind Kind => new("kind", TimeSpan.FromMinutes(5), Fleeting);

    [Fact]
    public async Task What_was_acknowledged_outlives_a_process_that_is_killed()
    {
        for (var number = 0; number < 100; number++)
        {
            await Records.TryCreateAsync(new RecordKey(Kind, $"{number}"), Bytes($"{number}"), default);
        }

        using var left = Shelf.Killed();

        var records = new SqliteRecords(left.File, left.Fleeting, Time);
        for (var number = 0; number < 100; number++)
        {
            var stored = await records.ReadAsync(new RecordKey(Kind, $"{number}"), default);
            Assert.Equal(Bytes($"{number}"), stored?.Content.ToArray());
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Shelf.Dispose();

    protected override void Restart() => Shelf.Close();
}
