using Azure.Storage.Blobs;
using SsprBot.Settings;

namespace SsprBot.Storage;

/// <summary>What is wrong with the section <c>Storage</c>: one sentence for each fault.</summary>
internal static class StorageFaults
{
    private const int MostOfName = 63;

    public static IReadOnlyList<string> Of(IConfiguration configuration)
    {
        var section = configuration.GetSection(StorageSettings.Section);
        if (section[nameof(StorageSettings.Kind)] is { } kind && !Enum.GetNames<StorageKind>().Contains(kind, StringComparer.OrdinalIgnoreCase))
        {
            return [$"{StorageSettings.Section}:Kind must be one of {string.Join(", ", Enum.GetNames<StorageKind>())}."];
        }

        try
        {
            return section.Get<StorageSettings>() is { Kind: StorageKind.Blobs, Blobs: var blobs }
                ? [.. PolicySettings.Ranges(blobs, BlobSettings.Section), .. Lengths(blobs), .. Ways(blobs)]
                : [];
        }
        catch (InvalidOperationException unreadable)
        {
            return [unreadable.Message];
        }
    }

    private static IEnumerable<string> Lengths(BlobSettings blobs) => blobs.AuditContainer.Length == 0 && blobs.ActualAuditContainer.Length > MostOfName
        ? [$"{BlobSettings.Section}:Container is too long to have -audit behind it: set AuditContainer too."]
        : [];

    private static IEnumerable<string> Ways(BlobSettings blobs) => (blobs.ConnectionString, blobs.ServiceUri) switch
    {
        ("", null) => [$"{BlobSettings.Section} needs a ConnectionString or a ServiceUri."],
        ("", { } address) => IsSafe(address) ? [] : [$"{BlobSettings.Section}:ServiceUri must be the https address of the blob service."],
        (_, null) => OfConnectionString(blobs.ConnectionString),
        _ => [$"{BlobSettings.Section} has both a ConnectionString and a ServiceUri: one of them is enough."],
    };

    private static IEnumerable<string> OfConnectionString(string text)
    {
        try
        {
            return new BlobServiceClient(text).Uri is var address && (IsSafe(address) || address.IsLoopback)
                ? []
                : [$"{BlobSettings.Section}:ConnectionString must be for https."];
        }
        catch (FormatException)
        {
            return [$"{BlobSettings.Section}:ConnectionString is not one of a storage account."];
        }
    }

    private static bool IsSafe(Uri address) => address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps;
}
