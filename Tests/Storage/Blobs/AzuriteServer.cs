using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Host;
using SsprBot.Network;
using SsprBot.Settings;
using SsprBot.World;
using Xunit;

namespace SsprBot.Storage.Blobs;

/// <summary>Azurite, a blob storage, on a free port of this machine. It ends with the test host, whatever ends that.</summary>
public sealed class AzuriteServer : IAsyncLifetime
{
    private const string Account = "contoso";

    private readonly string _folder = Directory.CreateTempSubdirectory("az").FullName;
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly int _port = Supervised.FreePort();
    private Process? _process;
    private int _containers;

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    public async Task InitializeAsync()
    {
        _process = Supervised.Start(
            "env", $"AZURITE_ACCOUNTS={Account}:{_key}", "node", Path.Combine(NpmPackages.Folder, "node_modules", "azurite", "dist", "src", "blob", "main.js"),
            "--blobHost", "127.0.0.1", "--blobPort", $"{_port}", "--location", _folder, "--disableTelemetry", "--silent");
        await Waiting.UntilAsync(async () => _process.HasExited || await ListensAsync(), "Azurite did not start.");
        Assert.False(_process.HasExited, "Azurite did not start.");
    }

    public async Task DisposeAsync()
    {
        if (_process is { } running)
        {
            running.StandardInput.Close();
            await running.WaitForExitAsync();
            running.Dispose();
        }

        Directory.Delete(_folder, true);
    }

    public string ConnectionString(Uri? road = null) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};BlobEndpoint={road ?? Address}{Account};";

    /// <summary>A name that no container has yet.</summary>
    public string NewName() => $"records-{Interlocked.Increment(ref _containers)}";

    /// <param name="road">Another way to the server.</param>
    internal BlobContainer Open(string name, Uri? road = null, TimeSpan? limit = null) =>
        new(Settings(name, road, limit), NullLogger<BlobContainer>.Instance);

    internal BlobSettings Settings(string name, Uri? road = null, TimeSpan? limit = null) =>
        new() { ConnectionString = ConnectionString(road), Container = name, CallLimit = limit ?? TimeSpan.FromSeconds(30) };

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(Address.Host, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>One server for all.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteShared : ICollectionFixture<AzuriteServer>
{
    public const string Name = "Azurite";
}
