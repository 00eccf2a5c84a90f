using System.Buffers;

namespace SsprBot.Pages.Admin;

/// <summary>Comma-separated values (RFC 4180) that a spreadsheet takes for nothing but text.</summary>
internal static class Csv
{
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");

    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    private static string Field(string value)
    {
        // A spreadsheet calculates what begins like this; after an apostrophe it does not (OWASP, CSV injection).
        var text = value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{value}" : value;
        return text.AsSpan().ContainsAny(s_quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
