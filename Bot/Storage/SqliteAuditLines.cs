using System.Text.Json;
using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>The lines of the audit log in the database file, a page at a time, by number and by time.</summary>
internal sealed class SqliteAuditLines(SqliteFile file)
{
    private const int Page = 256;

    private static readonly Statement SelectAfter = new("select number, event, hash from audit where number > ?1 order by number limit ?2");

    private static readonly Statement SelectBefore = new("select number, event, hash from audit where number < ?1 order by number desc limit ?2");

    private static readonly Statement SelectLast = new("select coalesce(max(number), 0) from audit");

    // Whoever appends looks at the clock first, so lines come in the order of their moments but for this much.
    private static readonly TimeSpan s_disorder = TimeSpan.FromMinutes(5);

    public static bool CanBeRead(AuditLine line) => !ReferenceEquals(line.Event, Unreadable.Event);

    public List<AuditLine> After(long number) => Select(SelectAfter, number, Page);

    public List<AuditLine> Before(long number) => Select(SelectBefore, number, Page);

    /// <summary>Found by halving: the file has no index but the numbers.</summary>
    /// <returns>A number that no line of this moment or later is below.</returns>
    public long FirstSince(DateTimeOffset at) => First(line => at - line.Event.At <= s_disorder);

    /// <returns>A number that every line before this moment is below.</returns>
    public long EndBefore(DateTimeOffset at) => First(line => line.Event.At - at >= s_disorder);

    private long First(Func<AuditLine, bool> isLate)
    {
        var (low, high) = (1L, Last() + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Readable(middle, high) is { } line && !isLate(line))
            {
                low = line.Number + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    // What can no longer be read says no time: the next line that does stands for it.
    private AuditLine? Readable(long number, long end)
    {
        while (Select(SelectAfter, number - 1, 1) is [var line] && line.Number < end)
        {
            if (CanBeRead(line))
            {
                return line;
            }

            number = line.Number + 1;
        }

        return null;
    }

    private long Last() => file.Read(0, static (statements, _) =>
    {
        using var row = statements.Query(SelectLast);
        row.Read();
        return row.Number(0);
    });

    private List<AuditLine> Select(Statement which, long number, int count) => file.Read((which, number, count), static (statements, sought) =>
    {
        var lines = new List<AuditLine>();
        using var row = statements.Query(sought.which, sought.number, sought.count);
        while (row.Read())
        {
            lines.Add(new AuditLine(row.Number(0), Event(row), row.Text(2)));
        }

        return lines;
    });

    private static AuditEvent Event(SqliteRows row)
    {
        try
        {
            return JsonSerializer.Deserialize(row.Text(1), RecordShapes.Default.AuditEvent) ?? Unreadable.Event;
        }
        catch (JsonException)
        {
            return Unreadable.Event;
        }
    }
}
