using System.Text;
using SsprBot.Domain;

namespace SsprBot.Storage.Blobs;

/// <summary>
/// The name of a record's blob: whether it is kept for good, its kind, and its id in base32hex (RFC 4648 §7, small letters, no padding). So any
/// id is a legal name, 863 characters at most, and names sort as ids do.
/// </summary>
internal static class BlobName
{
    /// <summary>What the names of all records with a lifetime begin with.</summary>
    public const string Temporary = "temporary/";

    private const string Lasting = "lasting/";
    private const string Digits = "0123456789abcdefghijklmnopqrstuv";

    public static string Of(RecordKey key) => FolderOf(key.Kind) + Encode(RecordId.Bytes(key.Id));

    /// <summary>What the names of all ids with a prefix begin with, and perhaps those of a few others.</summary>
    public static string Beginning(RecordKind kind, string prefix)
    {
        var bytes = RecordId.Sortable(prefix);

        // The last digit also holds bits of what follows.
        return FolderOf(kind) + Encode(bytes)[..(8 * bytes.Length / 5)];
    }

    /// <returns>Null when it is not the name of a record of that kind.</returns>
    public static string? IdOf(RecordKind kind, string name) =>
        name.StartsWith(FolderOf(kind), StringComparison.Ordinal) && Decode(name.AsSpan(FolderOf(kind).Length)) is { } bytes ? RecordId.Text(bytes) : null;

    private static string FolderOf(RecordKind kind) => $"{(kind.Lifetime is null ? Lasting : Temporary)}{kind.Name}/";

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder(((8 * bytes.Length) + 4) / 5);
        var (held, bits) = (0, 0);
        foreach (var octet in bytes)
        {
            held = ((held << 8) | octet) & 0xfff;
            for (bits += 8; bits >= 5;)
            {
                bits -= 5;
                text.Append(Digits[(held >> bits) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Digits[(held << (5 - bits)) & 31]).ToString();
    }

    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new List<byte>(5 * text.Length / 8);
        var (held, bits) = (0, 0);
        foreach (var character in text)
        {
            var digit = Digits.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            held = ((held << 5) | digit) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
            }
        }

        return bytes is { Count: > 0 } && bytes.Count % 2 == 0 && text.SequenceEqual(Encode([.. bytes])) ? [.. bytes] : null;
    }
}
