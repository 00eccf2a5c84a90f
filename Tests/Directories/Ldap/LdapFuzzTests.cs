using System.Formats.Asn1;
using CsCheck;
using SsprBot.Abuse;
using Xunit;

namespace SsprBot.Directories.Ldap;

/// <summary>Whatever comes is a message, the end, or no message: never another accident, and never more memory than a message may have.</summary>
public sealed class LdapFuzzTests
{
    private static readonly byte[][] s_good =
    [
        FakeLdapServer.End(1, LdapMessage.BindAnswer, LdapCode.Success),
        FakeLdapServer.End(1, LdapMessage.SearchEnd, LdapCode.Success),
        FakeLdapServer.End(1, LdapMessage.ExtendedAnswer, LdapCode.Success),
        FakeLdapServer.Reference(1),
        FakeLdapServer.Entry(1, "uid=anna.lima", ("mail", ["anna.lima@example.net"u8.ToArray(), "anna@example.org"u8.ToArray()]), ("uid", ["anna.lima"u8.ToArray()])),
        LdapRequests.Message(1, writer => writer.WriteEncodedValue(FakeLdapServer.End(1, LdapMessage.ModifyAnswer, LdapCode.Success).AsSpan(5)), [new LdapControl("1.2.3", true, [1, 2, 3])]),
    ];

    [Fact]
    public void Good_messages_are_read() => Assert.All(s_good[..5], good => Assert.Equal(1, LdapMessage.Read(good).Id));

    [Fact]
    public void Random_bytes_are_refused_or_read() => Gen.Byte.Array[0, 200].Sample(Survives, iter: 5_000);

    [Fact]
    public void Messages_with_wrong_bytes_in_them_are_refused_or_read() => Odd.Mutated(s_good).Sample(Survives, iter: 10_000);

    [Fact]
    public async Task A_length_is_not_believed_before_its_bytes_are_there()
    {
        foreach (var length in (byte[][])[[0x83, 0x0F, 0xFF, 0xF0], [0x84, 0x00, 0x0F, 0xFF, 0xF0]])
        {
            using var stream = new MemoryStream([0x30, .. length, 1, 2, 3]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            await Assert.ThrowsAsync<EndOfStreamException>(() => new LdapWire(stream).ReceiveAsync(CancellationToken.None));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        }
    }

    [Fact]
    public async Task Messages_are_told_apart_however_they_come()
    {
        var all = s_good[..5].SelectMany(good => good).ToArray();
        foreach (var size in (int[])[1, 2, 7, 5000])
        {
            using var stream = new Pieces(all, size);
            var wire = new LdapWire(stream);
            var received = new List<byte[]>();
            while (received.Count < 5)
            {
                received.Add(await wire.ReceiveAsync(CancellationToken.None));
            }

            Assert.Equal(s_good[..5], received);
            Assert.False(wire.HasMore);
        }
    }

    private static bool Survives(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var wire = new LdapWire(stream);
        try
        {
            LdapMessage.Read(bytes);
        }
        catch (AsnContentException)
        {
            // Refused.
        }

        try
        {
            // A stream in memory never makes anybody wait.
            while (wire.ReceiveAsync(CancellationToken.None).GetAwaiter().GetResult() is { } message)
            {
                LdapMessage.Read(message);
            }
        }
        catch (Exception refused) when (refused is AsnContentException or EndOfStreamException)
        {
            return true;
        }

        return false;
    }

    private sealed class Pieces(byte[] all, int size) : MemoryStream(all)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
