using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SsprBot.Network;

/// <summary>The way to a server on this machine, which a test can cut.</summary>
internal sealed class Road : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly IPEndPoint _to;
    private readonly LocalServer _server;
    private int _left = int.MaxValue;

    public Road(IPEndPoint to)
    {
        _to = to;
        _server = new LocalServer((client, _, closing) => CarryAsync(client, closing));
    }

    public int Port => _server.Port;

    /// <summary>Lets so many pieces of what the server says come back, all connections together, and cuts all of them at the next; null means that it is whole.</summary>
    public void CutAfter(int? answers) => _left = answers ?? int.MaxValue;

    /// <summary>Cuts what is open; new connections are let through.</summary>
    public void Cut()
    {
        foreach (var client in _open.Keys)
        {
            client.Dispose();
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task CarryAsync(TcpClient client, CancellationToken closing)
    {
        _open[client] = 0;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_to, closing);
            await Task.WhenAny(CarryAsync(client, server, () => true, closing), CarryAsync(server, client, MayPass, closing));
        }
        catch (SocketException)
        {
            // There is no server.
        }
        finally
        {
            _open.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private bool MayPass()
    {
        if (_left == int.MaxValue || Interlocked.Decrement(ref _left) >= 0)
        {
            return true;
        }

        _left = 0;
        Cut();
        return false;
    }

    private static async Task CarryAsync(TcpClient from, TcpClient to, Func<bool> mayPass, CancellationToken closing)
    {
        var piece = new byte[16384];
        try
        {
            while (await from.GetStream().ReadAsync(piece, closing) is var count and > 0 && mayPass())
            {
                await to.GetStream().WriteAsync(piece.AsMemory(0, count), closing);
            }
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or the test is over.
        }
    }
}
