using System.Diagnostics;
using System.Net.Sockets;
using SsprBot.Network;
using SsprBot.World;
using Xunit;

namespace SsprBot.Instances;

/// <summary>A Redis server on a port of this machine. It ends with the test host, whatever ends that.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    public const string Program = "/usr/bin/redis-server";

    private readonly int _port = Supervised.FreePort();
    private Process? _process;

    public string ConnectionString => $"127.0.0.1:{_port}";

    /// <param name="settings">More of them, as on its command line.</param>
    public async Task StartAsync(params string[] settings)
    {
        _process = Supervised.Start([Program, "--port", $"{_port}", "--bind", "127.0.0.1", "--save", "", "--loglevel", "warning", .. settings]);
        await Waiting.UntilAsync(async () => _process.HasExited || await ListensAsync(), "Redis did not start.");
        Assert.False(_process.HasExited, "Redis did not start.");
    }

    public async Task StopAsync()
    {
        if (_process is { } running)
        {
            await running.StopAsync();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>A test with a real Redis server; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = File.Exists(RedisServer.Program) ? null : $"There is no {RedisServer.Program}.";
}
