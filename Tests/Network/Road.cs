using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SsprBot.Network;

/// <summary>The way to a server on this machine, which a test can cut.</summary>
internal sealed class Road : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly IPEndPoint _to;
    private readonly Task _serving;
    private int _left = int.MaxValue;

    public Road(IPEndPoint to)
    {
        _to = to;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections there were.</summary>
    public int Connections { get; private set; }

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
                talks.Add(CarryAsync(client));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            Cut();
            await Task.WhenAll(talks);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        _open[client] = 0;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_to, _closing.Token);
            await Task.WhenAny(CarryAsync(client, server, () => true), CarryAsync(server, client, MayPass));
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

    private async Task CarryAsync(TcpClient from, TcpClient to, Func<bool> mayPass)
    {
        var piece = new byte[16384];
        try
        {
            while (await from.GetStream().ReadAsync(piece, _closing.Token) is var count and > 0 && mayPass())
            {
                await to.GetStream().WriteAsync(piece.AsMemory(0, count), _closing.Token);
            }
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or the test is over.
        }
    }
}
