using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SsprBot.Storage;

/// <summary>
/// The only connection to a file, which is made where there is none, and its prepared statements; used by one thread at a time. Statements are bound and
/// stepped directly: the commands of the library that opens the file look up each parameter by its name each time.
/// </summary>
public sealed class SqliteStatements : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<Statement, sqlite3_stmt> _prepared = [];

    public SqliteStatements(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();

        // The library's own commands would wait as long for who else has the file for a moment, such as a backup.
        Check(raw.sqlite3_busy_timeout(Handle, _connection.DefaultTimeout * 1000));
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>Runs what may be several statements, without parameters.</summary>
    /// <returns>How many rows the last of them wrote.</returns>
    /// <exception cref="SqliteException">The file does not take it.</exception>
    public int RunAll(Statement script)
    {
        Check(raw.sqlite3_exec(Handle, script.Sql));
        return raw.sqlite3_changes(Handle);
    }

    /// <param name="values">As in <see cref="Query"/>.</param>
    /// <returns>How many rows were written.</returns>
    /// <exception cref="SqliteException">The file does not take it.</exception>
    public int Run(Statement statement, params ReadOnlySpan<object> values)
    {
        using var rows = Query(statement, values);
        while (rows.Read())
        {
            // What a statement tells besides is not asked for.
        }

        return raw.sqlite3_changes(Handle);
    }

    /// <param name="values">Numbers, texts and bytes; <see cref="DBNull"/> for none.</param>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public SqliteRows Query(Statement statement, params ReadOnlySpan<object> values)
    {
        var prepared = Prepare(statement);
        for (var index = 0; index < values.Length; index++)
        {
            Check(Bind(prepared, index + 1, values[index]));
        }

        return new SqliteRows(this, prepared);
    }

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values)
        {
            prepared.Dispose();
        }

        _connection.Dispose();
    }

    internal bool Step(sqlite3_stmt prepared)
    {
        var answer = raw.sqlite3_step(prepared);
        Check(answer);
        return answer == raw.SQLITE_ROW;
    }

    private sqlite3_stmt Prepare(Statement statement)
    {
        if (!_prepared.TryGetValue(statement, out var prepared))
        {
            Check(raw.sqlite3_prepare_v3(Handle, statement.Sql, raw.SQLITE_PREPARE_PERSISTENT, out prepared, out var rest));
            if (rest.Length > 0)
            {
                prepared.Dispose();
                throw new ArgumentException("It is more than one statement.", nameof(statement));
            }

            _prepared.Add(statement, prepared);
        }

        return prepared;
    }

    private static int Bind(sqlite3_stmt prepared, int number, object value) => value switch
    {
        DBNull => raw.sqlite3_bind_null(prepared, number),
        long whole => raw.sqlite3_bind_int64(prepared, number, whole),
        int whole => raw.sqlite3_bind_int64(prepared, number, whole),
        string text => raw.sqlite3_bind_text(prepared, number, text),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(prepared, number, 0),
        byte[] bytes => raw.sqlite3_bind_blob(prepared, number, bytes),
        _ => throw new ArgumentException("Only numbers, texts and bytes are kept.", nameof(value)),
    };

    private void Check(int answer) => SqliteException.ThrowExceptionForRC(answer, Handle);
}
