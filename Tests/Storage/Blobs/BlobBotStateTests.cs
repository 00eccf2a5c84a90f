using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage.Blobs;

[Collection(AzuriteShared.Name)]
public sealed class BlobBotStateTests(AzuriteServer server) : BotStateContract, IAsyncLifetime
{
    private readonly BlobShelf _shelf = new(server);

    protected override IRecords Records => new BlobRecords(_shelf.Container, Time);

    public Task InitializeAsync() => _shelf.InitializeAsync();

    public Task DisposeAsync() => _shelf.DisposeAsync();

    protected override void Restart() => _shelf.Close();

    protected override Task<byte[]> BytesAsync() => _shelf.BytesAsync();
}
