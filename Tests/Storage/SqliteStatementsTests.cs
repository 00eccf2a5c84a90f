using Microsoft.Data.Sqlite;
using Xunit;

namespace SsprBot.Storage;

public sealed class SqliteStatementsTests : IDisposable
{
    private static readonly Statement Create = new("create table kept (number integer, text text unique, bytes blob) strict; insert into kept values (1, 'one', x'01')");
    private static readonly Statement Insert = new("insert into kept (number, text, bytes) values (?1, ?2, ?3)");
    private static readonly Statement Select = new("select number, text, bytes from kept where text = ?1");

    private readonly string _folder = Directory.CreateTempSubdirectory("sspr-").FullName;
    private readonly SqliteStatements _statements;

    public SqliteStatementsTests()
    {
        SQLitePCL.Batteries_V2.Init();
        _statements = Open();
        Assert.Equal(1, _statements.RunAll(Create));
    }

    public void Dispose()
    {
        _statements.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(long.MaxValue, "größer", new byte[] { 0, 255 })]
    [InlineData(long.MinValue, "", new byte[0])]
    public void What_is_written_is_read(long number, string text, byte[] bytes)
    {
        Assert.Equal(1, _statements.Run(Insert, number, text, bytes));

        using var row = _statements.Query(Select, text);
        Assert.True(row.Read());
        Assert.Equal((number, text), (row.Number(0), row.Text(1)));
        Assert.Equal(bytes, row.Bytes(2));
        Assert.False(row.IsNull(2));
        Assert.False(row.Read());
    }

    [Fact]
    public void Nothing_is_kept_as_nothing()
    {
        _statements.Run(Insert, 2, "two", DBNull.Value);

        using var row = _statements.Query(Select, "two");
        Assert.True(row.Read());
        Assert.True(row.IsNull(2));
    }

    [Fact]
    public void What_was_not_read_to_its_end_can_be_asked_again()
    {
        using (var row = _statements.Query(Select, "one"))
        {
            Assert.True(row.Read());
        }

        using var again = _statements.Query(Select, "one");
        Assert.True(again.Read());
    }

    [Fact]
    public void A_statement_that_failed_can_be_run_again()
    {
        Assert.Throws<SqliteException>(() => _statements.Run(Insert, 2, "one", DBNull.Value));
        Assert.Equal(1, _statements.Run(Insert, 2, "two", DBNull.Value));
    }

    [Fact]
    public async Task Who_has_the_file_for_a_moment_is_waited_for()
    {
        using var other = Open();
        other.RunAll(new Statement("begin immediate"));
        var written = Task.Run(() => _statements.Run(Insert, 2, "two", DBNull.Value));
        await Task.Delay(200);
        Assert.False(written.IsCompleted);

        other.RunAll(new Statement("commit"));
        Assert.Equal(1, await written);
    }

    [Fact]
    public void Only_numbers_texts_and_bytes_are_taken() => Assert.Throws<ArgumentException>(() => _statements.Run(Insert, 1.5, "half", DBNull.Value));

    [Fact]
    public void Several_statements_are_not_taken_for_one()
    {
        Assert.Throws<ArgumentException>(() => _statements.Run(new Statement("delete from kept; drop table kept")));

        using var row = _statements.Query(Select, "one");
        Assert.True(row.Read());
    }

    private SqliteStatements Open() => new(Path.Combine(_folder, "kept.db"));
}
