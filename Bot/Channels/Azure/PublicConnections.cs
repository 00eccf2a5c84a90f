using System.Net;
using System.Net.Sockets;

namespace SsprBot.Channels.Azure;

/// <summary>Connects to public addresses only, whatever a name resolves to: no service inside the network is reached by way of the bot.</summary>
internal sealed class PublicConnections(IHostEnvironment environment)
{
    // RFC 6890 and its registry: this network, private, shared, loopback, link-local, protocol assignments, documentation, benchmarks, multicast, reserved.
    private static readonly IPNetwork[] s_closed =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "2001::/23", "2001:db8::/32", "2002::/16",
        ]).Select(IPNetwork.Parse),
    ];

    // Everything else of IPv6 is private, local, mapped or not given out (RFC 4291 §2.4).
    private static readonly IPNetwork s_global = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily is AddressFamily.InterNetwork || s_global.Contains(plain)) && !s_closed.Any(network => network.Contains(plain));
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, ct);
        if (addresses.Length == 0 || !addresses.All(address => IsPublic(address) || IsThisMachine(host, address)))
        {
            throw new HttpRequestException("The address of the service is not a public one.");
        }

        Socket? socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(addresses, port, ct);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private bool IsThisMachine(string host, IPAddress address) =>
        environment.IsDevelopment() && IPAddress.IsLoopback(address) && new UriBuilder(Uri.UriSchemeHttp, host).Uri.IsLoopback;
}
