using System.Diagnostics.CodeAnalysis;

namespace SsprBot.Storage;

/// <summary>One SQL text, which each connection prepares once. Its parameters are ?1, ?2 and so on.</summary>
/// <param name="sql">A constant: SQL is never composed.</param>
public sealed class Statement([ConstantExpected] string sql)
{
    public string Sql => sql;
}
