using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using SsprBot.Settings;
using SsprBot.Storage.Blobs;
using SsprBot.Storage.Vaults;

namespace SsprBot.Storage;

/// <summary>The keys that encrypt what is stored: where the records are, themselves encrypted outside Development, with a certificate or by Key Vault.</summary>
internal static class KeyRing
{
    public const string Folder = "keys";

    public static void AddKeyRing(this IServiceCollection services, DataSettings settings, StorageSettings storage)
    {
        // GCM: authenticated, half the allocations and half the time of the default's CBC and HMAC.
        var builder = services.AddDataProtection()
            .SetApplicationName("SsprBot")
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        if (storage.Kind is StorageKind.Blobs)
        {
            services.AddBlobKeys(storage.Blobs);
        }
        else
        {
            services.AddLocalKeys(settings);
        }

        var certificates = Certificates(settings);
        if (settings.KeyCertificatePath is { Length: > 0 })
        {
            builder.ProtectKeysWithCertificate(certificates[0]);
        }

        if (certificates is not [])
        {
            builder.UnprotectKeysWithAnyCertificate(certificates);
        }

        if (settings.KeyVaultKey is { } key)
        {
            services.AddSingleton(_ => new VaultKey(key, new DefaultAzureCredential()));
            services.AddOptions<KeyManagementOptions>().Configure<VaultKey>((options, vault) => options.XmlEncryptor = new VaultEncryptor(vault));
        }
    }

    private static void AddLocalKeys(this IServiceCollection services, DataSettings settings)
    {
        services.AddSingleton<IKeptKeys>(provider => new LocalKeys(provider.GetRequiredService<IHostEnvironment>(), settings));
        services.AddSingleton<IPepperFiles, LocalPeppers>();
        services.AddOptions<KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>((options, folder, log) =>
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder.Inner(Folder)), log));
    }

    private static void AddBlobKeys(this IServiceCollection services, BlobSettings settings)
    {
        services.AddSingleton(_ => new BlobKeys(settings));
        services.AddSingleton<IKeptKeys>(provider => provider.GetRequiredService<BlobKeys>());
        services.AddSingleton<IPepperFiles>(provider => provider.GetRequiredService<BlobKeys>());

        services.AddOptions<KeyManagementOptions>().Configure<BlobKeys, IOptions<DataSettings>>((options, keys, data) =>
        {
            // No key is made before the settings were looked at.
            _ = data.Value;
            options.XmlRepository = keys;
        });
    }

    private static X509Certificate2[] Certificates(DataSettings settings) =>
    [
        .. settings.KeyCertificatePath is { Length: > 0 } path ? [Load(nameof(DataSettings.KeyCertificatePath), path, settings.KeyCertificatePassword)] : Array.Empty<X509Certificate2>(),
        .. settings.FormerKeyCertificates.Select((former, place) => Load($"{nameof(DataSettings.FormerKeyCertificates)}:{place}", former.Path, former.Password)),
    ];

    private static X509Certificate2 Load(string setting, string path, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidOperationException($"{DataSettings.Section}:{setting}: {path} cannot be read as a PKCS#12 file with the given password.", fault);
        }
    }
}
