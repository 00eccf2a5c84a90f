using System.Net;
using System.Net.Sockets;

namespace SsprBot.Channels.DirectLine;

/// <summary>Where a request comes from, as throttles count it.</summary>
internal static class Senders
{
    private const int PrefixBytes = 8;

    /// <returns>An IPv4 address, or the /64 that an IPv6 address is in: one household has the whole of it.</returns>
    public static string Of(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address))
        {
            return "loopback";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    /// <summary>A machine that talks to itself, as in development, gets more.</summary>
    public static int Share(string sender, int limit) => sender is "loopback" ? limit * 100 : limit;
}
