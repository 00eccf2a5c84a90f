using Microsoft.Data.Sqlite;

namespace SsprBot.Storage;

/// <summary>The only connection to a file, which is made where there is none, and its prepared statements; used by one thread at a time.</summary>
public sealed class SqliteStatements : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<Statement, SqliteCommand> _prepared = [];

    public SqliteStatements(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
    }

    public bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <returns>How many rows were written.</returns>
    public int Run(Statement statement, params ReadOnlySpan<object> values) => Bind(statement, values).ExecuteNonQuery();

    public SqliteDataReader Query(Statement statement, params ReadOnlySpan<object> values) => Bind(statement, values).ExecuteReader();

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Bind(Statement statement, ReadOnlySpan<object> values)
    {
        if (!_prepared.TryGetValue(statement, out var command))
        {
            command = statement.For(_connection, values.Length);
            _prepared.Add(statement, command);
        }

        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }

        return command;
    }
}
