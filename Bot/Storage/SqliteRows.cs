using SQLitePCL;

namespace SsprBot.Storage;

/// <summary>The rows that a statement finds, one after the other; to be disposed of before the statement is used again.</summary>
public readonly ref struct SqliteRows(SqliteStatements statements, sqlite3_stmt prepared)
{
    /// <returns>False when there are no more.</returns>
    public bool Read() => statements.Step(prepared);

    public bool IsNull(int column) => raw.sqlite3_column_type(prepared, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(prepared, column);

    public string Text(int column) => raw.sqlite3_column_text(prepared, column).utf8_to_string();

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(prepared, column).ToArray();

    public void Dispose() => raw.sqlite3_reset(prepared);
}
