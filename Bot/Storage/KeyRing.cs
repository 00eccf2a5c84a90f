using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using SsprBot.Settings;

namespace SsprBot.Storage;

/// <summary>The keys that encrypt what is stored: in the data folder, themselves encrypted with a certificate outside Development.</summary>
internal static class KeyRing
{
    public const string Folder = "keys";

    public static void AddKeyRing(this IServiceCollection services, DataSettings settings)
    {
        // GCM: authenticated, half the allocations and half the time of the default's CBC and HMAC.
        var builder = services.AddDataProtection()
            .SetApplicationName("SsprBot")
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddOptions<KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>((options, folder, log) =>
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder.Inner(Folder)), log));
        if (settings.KeyCertificatePath is { Length: > 0 } path)
        {
            var certificate = Load(path, settings.KeyCertificatePassword);
            builder.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }
    }

    private static X509Certificate2 Load(string path, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"Data:KeyCertificatePath: {path} cannot be read as a PKCS#12 file with the given password.", fault);
        }
    }
}
