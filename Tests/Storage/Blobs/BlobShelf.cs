using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Xunit;

namespace SsprBot.Storage.Blobs;

/// <summary>A container of one test.</summary>
public sealed class BlobShelf(AzuriteServer server) : IAsyncLifetime
{
    private readonly string _name = server.NewName();
    private BlobContainer? _container;

    /// <summary>The container as whoever runs the storage sees it.</summary>
    public BlobContainerClient Outside => new(server.ConnectionString(), _name, new BlobClientOptions(BlobContainer.Version));

    public BlobContainer Container => _container ??= server.Open(_name);

    /// <summary>The same container by another way.</summary>
    internal BlobContainer By(BlobRoad road) => server.Open(_name, road.Address, TimeSpan.FromSeconds(1));

    public Task InitializeAsync() => Container.PrepareAsync(default);

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Ends the client, as the end of the process does.</summary>
    public void Close() => _container = null;

    /// <summary>Everything that lies in the container: names, metadata and content.</summary>
    public async Task<byte[]> BytesAsync()
    {
        List<byte> all = [];
        await foreach (var blob in Outside.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, "", default))
        {
            all.AddRange(System.Text.Encoding.UTF8.GetBytes($"{blob.Name} {string.Join(' ', blob.Metadata)} "));
            all.AddRange((await Outside.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray());
        }

        return [.. all];
    }

    public async Task<List<string>> NamesAsync()
    {
        List<string> names = [];
        await foreach (var blob in Outside.GetBlobsAsync(BlobTraits.None, BlobStates.None, "", default))
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
