using System.Buffers.Binary;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>A security identifier (MS-DTYP 2.4.2.2): <c>S-1-5-21-…-512</c>.</summary>
internal static class Sid
{
    private const int NtAuthority = 5;

    /// <returns>The parts after the authority, when it is Windows' own; null for anything else.</returns>
    public static uint[]? Read(ReadOnlySpan<byte> sid)
    {
        if (sid.Length < 8 || sid[0] != 1 || sid.Length != 8 + (4 * sid[1]) || BinaryPrimitives.ReadUInt32BigEndian(sid[2..]) != 0
            || BinaryPrimitives.ReadUInt16BigEndian(sid[6..]) != NtAuthority)
        {
            return null;
        }

        var parts = new uint[sid[1]];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = BinaryPrimitives.ReadUInt32LittleEndian(sid[(8 + (4 * i))..]);
        }

        return parts;
    }
}
