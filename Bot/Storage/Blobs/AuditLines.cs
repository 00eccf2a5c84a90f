using System.Runtime.CompilerServices;
using System.Text.Json;
using SsprBot.Domain;

namespace SsprBot.Storage.Blobs;

/// <summary>Reads the lines of the parts, piece by piece: a part may be large.</summary>
internal sealed class AuditLines(AuditParts parts)
{
    private const int Piece = 1024 * 1024;
    private const byte End = (byte)'\n';

    /// <summary>In order. What cannot be read stands as a line whose hash is never right.</summary>
    public async IAsyncEnumerable<AuditLine> ReadAsync(AuditPart part, BlobAuditHead head, [EnumeratorCancellation] CancellationToken ct)
    {
        var (name, rest) = (part.ToString(), Array.Empty<byte>());
        var length = await parts.LengthAsync(name, ct);
        for (var from = 0L; from < length; from += Piece)
        {
            byte[] text = [.. rest, .. await PieceAsync(name, from, Math.Min(Piece, length - from), ct)];
            var whole = text.AsSpan().LastIndexOf(End) + 1;
            foreach (var line in Split(text.AsSpan(0, whole)))
            {
                yield return line;
            }

            rest = text[whole..];
        }

        foreach (var line in Split([.. rest, .. head.Missing(part, length)]))
        {
            yield return line;
        }
    }

    /// <summary>The last one first.</summary>
    public async IAsyncEnumerable<AuditLine> ReadBackAsync(AuditPart part, BlobAuditHead head, [EnumeratorCancellation] CancellationToken ct)
    {
        var name = part.ToString();
        var length = await parts.LengthAsync(name, ct);
        var rest = head.Missing(part, length);
        for (var end = length; end > 0;)
        {
            var from = Math.Max(0, end - Piece);
            byte[] text = [.. await PieceAsync(name, from, end - from, ct), .. rest];

            // What stands before the first end of a line belongs to the piece before.
            var first = text.AsSpan().IndexOf(End);
            var whole = from == 0 ? 0 : first < 0 ? text.Length : first + 1;
            foreach (var line in Split(text.AsSpan(whole)).Reverse<AuditLine>())
            {
                yield return line;
            }

            (rest, end) = (text[..whole], from);
        }

        foreach (var line in Split(rest).Reverse<AuditLine>())
        {
            yield return line;
        }
    }

    private async Task<byte[]> PieceAsync(string name, long from, long count, CancellationToken ct) =>
        (await parts.Container.ReadAsync(name, from, count, ct))?.Content.ToArray() ?? [];

    private static List<AuditLine> Split(ReadOnlySpan<byte> text)
    {
        var lines = new List<AuditLine>();
        while (text.Length > 0)
        {
            var end = text.IndexOf(End);
            lines.Add(Line(end < 0 ? text : text[..end]));
            text = end < 0 ? [] : text[(end + 1)..];
        }

        return lines;
    }

    // A line that says the same in other bytes was edited too.
    private static AuditLine Line(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, AuditShapes.Default.AuditLine) is { Event: not null, Hash: not null } line
                && text.SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(line, AuditShapes.Default.AuditLine)) ? line : Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    private static AuditLine Unreadable { get; } = new(0, SqliteAuditLines.Unreadable, "");
}
