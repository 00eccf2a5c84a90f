using System.Runtime.InteropServices;

namespace SsprBot.Storage;

internal static class ContentBytes
{
    /// <returns>An array of exactly these bytes; the array behind them where it has no others.</returns>
    public static byte[] Whole(this ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var part) && part.Array is { } array && array.Length == content.Length ? array : content.ToArray();
}
