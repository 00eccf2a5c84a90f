namespace SsprBot.Storage.Blobs;

/// <summary>Sees to it that the container is there before anything asks for it; after that nobody looks again.</summary>
internal sealed class BlobStart(BlobContainer container) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => container.PrepareAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
