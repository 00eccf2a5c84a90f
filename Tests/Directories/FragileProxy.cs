using System.Net;
using System.Net.Sockets;

namespace SsprBot.Directories;

/// <summary>Stands before a server and passes on what is said, until a test cuts it off. It does not read what it passes.</summary>
internal sealed class FragileProxy : IDisposable
{
    private readonly IPEndPoint _server;
    private readonly TcpListener _listener;
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _open = [];

    private int? _answersLeft;

    public FragileProxy(string address, int port)
    {
        _server = new IPEndPoint(IPAddress.Parse(address), port);
        _listener = new TcpListener(_server.Address, 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From now on nothing is passed on after so many pieces of what the server says; the next piece is lost. Null means that all is well.</summary>
    public void CutAfter(int? answers)
    {
        lock (_lock)
        {
            _answersLeft = answers;
            CloseAll();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        CutAfter(null);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var behind = new TcpClient();
        try
        {
            lock (_lock)
            {
                _open.AddRange([client, behind]);
            }

            await behind.ConnectAsync(_server);
            await Task.WhenAny(PassAsync(client.GetStream(), behind.GetStream(), () => true), PassAsync(behind.GetStream(), client.GetStream(), MayPass));
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Whoever was connected notices.
        }
        finally
        {
            client.Dispose();
        }
    }

    private static async Task PassAsync(NetworkStream from, NetworkStream to, Func<bool> mayPass)
    {
        var piece = new byte[16384];
        for (int count; (count = await from.ReadAsync(piece)) > 0 && mayPass();)
        {
            await to.WriteAsync(piece.AsMemory(0, count));
        }
    }

    private bool MayPass()
    {
        lock (_lock)
        {
            if (_answersLeft is null or > 0)
            {
                _answersLeft--;
                return true;
            }

            CloseAll();
            return false;
        }
    }

    private void CloseAll()
    {
        foreach (var client in _open)
        {
            client.Dispose();
        }

        _open.Clear();
    }
}
