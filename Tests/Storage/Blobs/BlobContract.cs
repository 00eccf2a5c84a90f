using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage.Blobs;

/// <summary>Records as blobs of a real storage, whether they are fleeting or not.</summary>
[Collection(AzuriteShared.Name)]
public abstract class BlobContract(AzuriteServer server) : RecordsContract, IAsyncLifetime
{
    protected BlobShelf Shelf { get; } = new(server);

    protected override IRecords Records => Blobs;

    protected BlobRecords Blobs => new(Shelf.Container, Time);

    public Task InitializeAsync() => Shelf.InitializeAsync();

    public Task DisposeAsync() => Shelf.DisposeAsync();

    protected override void Restart() => Shelf.Close();
}

public sealed class FleetingBlobTests(AzuriteServer server) : BlobContract(server)
{
    protected override bool Fleeting => true;
}
