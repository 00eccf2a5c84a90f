using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using SsprBot.Settings;

namespace SsprBot.Storage.Blobs;

/// <summary>The way to the storage account.</summary>
internal static class BlobAccount
{
    public const int ReadRetries = 2;

    /// <param name="name">Another container than that of the records.</param>
    public static BlobContainerClient Open(BlobSettings settings, string? name, int retries)
    {
        var options = new BlobClientOptions(BlobContainer.Version)
        {
            Retry =
            {
                MaxRetries = retries, Mode = RetryMode.Exponential, NetworkTimeout = settings.CallLimit,
                Delay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromSeconds(1),
            },
            Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false },
        };
        var service = settings.ServiceUri switch
        {
            null => new BlobServiceClient(settings.ConnectionString, options),
            { Query.Length: > 0 } signed => new BlobServiceClient(signed, options),
            var address => new BlobServiceClient(address, new DefaultAzureCredential(), options),
        };
        return service.GetBlobContainerClient(name ?? settings.Container);
    }

    /// <summary>What is thrown when the host cannot start with a container.</summary>
    public static InvalidOperationException Unusable(BlobContainerClient container, Exception accident) => new(
        $"{BlobSettings.Section}: the container {container.Name} at {container.Uri.Host} cannot be used ({BlobAnswers.ReasonOf(accident)}). "
        + "Check the address, the network and the rights to read, write, delete and list blobs.",
        accident);
}
