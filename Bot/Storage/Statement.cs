using Microsoft.Data.Sqlite;

namespace SsprBot.Storage;

/// <summary>One SQL text, which each connection prepares once. Its parameters are $1, $2 and so on.</summary>
/// <param name="make">Holds the text as a constant: SQL is never composed.</param>
public sealed class Statement(Func<SqliteCommand> make)
{
    public SqliteCommand For(SqliteConnection connection, int parameters)
    {
        var command = make();
        command.Connection = connection;
        for (var number = 1; number <= parameters; number++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
        }

        return command;
    }
}
