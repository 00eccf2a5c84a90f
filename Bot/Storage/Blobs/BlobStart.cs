namespace SsprBot.Storage.Blobs;

/// <summary>Sees to it that the containers are there before anything asks for them; after that nobody looks again.</summary>
internal sealed class BlobStart(BlobContainer records, AuditParts audit) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await records.PrepareAsync(cancellationToken);
        await audit.Container.PrepareAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
