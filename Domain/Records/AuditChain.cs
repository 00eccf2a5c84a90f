using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SsprBot.Domain;

/// <summary>One line of the audit log: its number, its event and the hash that binds it to all lines before.</summary>
/// <param name="Number">Counts from 1 without gaps.</param>
/// <param name="Hash">64 lower-case hexadecimal digits.</param>
public sealed record AuditLine(long Number, AuditEvent Event, string Hash);

/// <summary>Computes and verifies the chain: HMAC-SHA-256 over the number, the event as JSON and the hash before.</summary>
public sealed class AuditChain(Pepper key)
{
    public static readonly string Start = new('0', 64);

    public AuditLine Next(AuditLine? last, AuditEvent happened)
    {
        var number = (last?.Number ?? 0) + 1;
        return new AuditLine(number, happened, Hash(number, happened, last?.Hash ?? Start));
    }

    /// <returns>Whether a line is as it was written after the one before; null: after none.</returns>
    public bool Follows(AuditLine? last, AuditLine line) => Next(last, line.Event) == line;

    /// <returns>The number of the first line that was edited, removed, added or moved; null when the chain is whole.</returns>
    public long? FirstBroken(IEnumerable<AuditLine> lines)
    {
        AuditLine? last = null;
        foreach (var line in lines)
        {
            if (!Follows(last, line))
            {
                return (last?.Number ?? 0) + 1;
            }

            last = line;
        }

        return null;
    }

    private string Hash(long number, AuditEvent happened, string before) =>
        Convert.ToHexStringLower(key.Mac(
            "audit",
            number.ToString(CultureInfo.InvariantCulture),
            Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(happened, RecordShapes.Default.AuditEvent)),
            before));
}
