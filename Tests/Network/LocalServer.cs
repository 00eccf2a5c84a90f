using System.Net;
using System.Net.Sockets;

namespace SsprBot.Network;

/// <summary>Takes connections on a free port of this machine until it is disposed of.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<TcpClient, int, CancellationToken, Task> _talk;
    private readonly Task _serving;

    /// <param name="talk">What is done with a connection; the first has the number 1.</param>
    public LocalServer(Func<TcpClient, int, CancellationToken, Task> talk)
    {
        _talk = talk;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _serving;
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                Connections++;
                talks.Add(_talk(client, Connections, _closing.Token));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }
}
