using System.ComponentModel.DataAnnotations;

namespace SsprBot.Settings;

/// <summary>Where the installation keeps its data, and what encrypts its keys.</summary>
public sealed class DataSettings
{
    public const string Section = "Data";

    /// <summary>Relative to the content root. One process at a time owns it; only that process may read it.</summary>
    [Required]
    public string Folder { get; init; } = "data";

    /// <summary>A PKCS#12 file with an RSA key. Outside Development this or <see cref="KeyVaultKey"/> is required.</summary>
    public string? KeyCertificatePath { get; init; }

    public string? KeyCertificatePassword { get; init; }

    /// <summary>Certificates that keys were encrypted with before; they only decrypt.</summary>
    public IReadOnlyList<KeyCertificate> FormerKeyCertificates { get; init; } = [];

    /// <summary>
    /// The address of an RSA key in Azure Key Vault, without a version, such as <c>https://contoso.vault.azure.net/keys/sspr</c>. It is used as the managed identity of
    /// the host.
    /// </summary>
    public Uri? KeyVaultKey { get; init; }
}

/// <summary>A PKCS#12 file with an RSA key.</summary>
public sealed class KeyCertificate
{
    public string Path { get; init; } = "";

    public string? Password { get; init; }
}
