using System.Buffers.Binary;

namespace SsprBot.Storage;

/// <summary>An id as bytes that sort as the id does by ordinal comparison: UTF-16, high byte first.</summary>
public static class RecordId
{
    public static byte[] Bytes(string id)
    {
        ArgumentOutOfRangeException.ThrowIfZero(id.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(id.Length, 256);
        return Sortable(id);
    }

    /// <param name="text">An id, or the beginning of one.</param>
    public static byte[] Sortable(string text)
    {
        var bytes = new byte[2 * text.Length];
        for (var index = 0; index < text.Length; index++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * index), text[index]);
        }

        return bytes;
    }

    public static string Text(byte[] bytes) => string.Create(bytes.Length / 2, bytes, static (text, from) =>
    {
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = (char)BinaryPrimitives.ReadUInt16BigEndian(from.AsSpan(2 * index));
        }
    });
}
