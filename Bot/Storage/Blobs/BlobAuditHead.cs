using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SsprBot.Domain;

namespace SsprBot.Storage.Blobs;

/// <summary>Where the audit log in blobs ends, with the last lines: they are written here first, and whoever comes next can put them into their part.</summary>
/// <param name="Number">Of the last line.</param>
/// <param name="Hash">Of the last line.</param>
/// <param name="Part">Where the last lines go.</param>
/// <param name="Start">Where in it they begin, in bytes.</param>
/// <param name="Pending">Whole lines. They are ASCII, so that a character is a byte.</param>
/// <param name="Batches">How many the part has taken.</param>
internal sealed record BlobAuditHead(long Number, string Hash, AuditPart Part, long Start, string Pending, int Batches)
{
    /// <summary>That of an empty log.</summary>
    public static readonly BlobAuditHead Empty = new(0, AuditChain.Start, default, 0, "", 0);

    /// <summary>Where the part ends once the last lines are in it.</summary>
    [JsonIgnore]
    public long End => Start + Pending.Length;

    /// <summary>Without the lines that are known to stand in their part up to a place.</summary>
    public BlobAuditHead Without(AuditPart part, long filled) =>
        part == Part && filled >= Start && filled <= End ? this with { Start = filled, Pending = Pending[(int)(filled - Start)..] } : this;

    /// <returns>What does not stand in a part of so many bytes: whoever wrote it got no further. A part that ends within a line was cut off.</returns>
    public byte[] Missing(AuditPart part, long length)
    {
        var there = (int)Math.Clamp(length - Start, 0, Pending.Length);
        return part == Part && (there == 0 || Pending[there - 1] == '\n') ? Encoding.UTF8.GetBytes(Pending[there..]) : [];
    }

    /// <summary>With its last lines in a part of their own.</summary>
    public BlobAuditHead Apart()
    {
        // Those that begin a part cannot begin another of that day.
        var day = Start == 0 ? Part.Day.AddDays(1) : Part.Day;
        return this with { Part = new AuditPart(day, Number - Pending.Count(character => character == '\n') + 1), Start = 0, Batches = 1 };
    }

    /// <summary>With a part that begins at the next line.</summary>
    public BlobAuditHead TurnedTo(DateOnly day) => this with { Part = new AuditPart(day, Number + 1), Start = 0, Pending = "", Batches = 0 };

    public BlobAuditHead With(AuditChain chain, IEnumerable<AuditEvent> batch)
    {
        var text = new StringBuilder(Pending);
        var (number, hash) = (Number, Hash);
        foreach (var happened in batch)
        {
            // The chain looks at the number and the hash of the line before, not at its event.
            var line = chain.Next(new AuditLine(number, happened, hash), happened);
            text.Append(JsonSerializer.Serialize(line, AuditShapes.Default.AuditLine)).Append('\n');
            (number, hash) = (line.Number, line.Hash);
        }

        return this with { Number = number, Hash = hash, Pending = text.ToString(), Batches = Batches + 1 };
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AuditLine))]
[JsonSerializable(typeof(BlobAuditHead))]
internal sealed partial class AuditShapes : JsonSerializerContext;
