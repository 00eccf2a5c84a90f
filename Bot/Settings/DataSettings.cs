using System.ComponentModel.DataAnnotations;

namespace SsprBot.Settings;

/// <summary>Where the installation keeps its data, and what encrypts its keys.</summary>
public sealed class DataSettings
{
    public const string Section = "Data";

    /// <summary>Relative to the content root. One process at a time owns it; only that process may read it.</summary>
    [Required]
    public string Folder { get; init; } = "data";

    /// <summary>A PKCS#12 file with an RSA key; required outside Development.</summary>
    public string? KeyCertificatePath { get; init; }

    public string? KeyCertificatePassword { get; init; }
}
