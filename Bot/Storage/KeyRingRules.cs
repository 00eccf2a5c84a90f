using System.Reflection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using SsprBot.Settings;

namespace SsprBot.Storage;

/// <summary>The host does not start with a key ring that does not protect.</summary>
public sealed class KeyRingRules(IHostEnvironment environment, IKeptKeys keys) : IValidateOptions<DataSettings>
{
    /// <summary>Data Protection before it accepts forged payloads (CVE-2026-40372).</summary>
    public static readonly Version LeastVersion = new(10, 0, 7);

    public static Version ActualVersion { get; } = Version.Parse(
        typeof(KeyManagementOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', '-')[0]);

    public ValidateOptionsResult Validate(string? name, DataSettings options)
    {
        List<string> faults = [.. OfVault(options.KeyVaultKey)];
        if (ActualVersion < LeastVersion)
        {
            faults.Add($"ASP.NET Core {ActualVersion} is installed; at least {LeastVersion} is needed (CVE-2026-40372).");
        }

        switch (string.IsNullOrEmpty(options.KeyCertificatePath), options.KeyVaultKey)
        {
            case (false, not null):
                faults.Add("Data has both a KeyCertificatePath and a KeyVaultKey: one of them is enough. To exchange one for the other, name the certificate in Data:FormerKeyCertificates.");
                break;
            case (true, null) when !environment.IsDevelopment():
                faults.Add("Data:KeyCertificatePath is not set. Outside Development the key ring must be encrypted: give a PKCS#12 file with an RSA key, or a Data:KeyVaultKey.");
                break;
        }

        if (!environment.IsDevelopment() && keys.Kept().FirstOrDefault(key => !key.Xml.Contains("<encryptedSecret", StringComparison.Ordinal)) is { Place: { } plain })
        {
            faults.Add($"The key in {plain} is not encrypted: it was made in Development. Outside Development start with a data folder, or a container, of its own.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> OfVault(Uri? key)
    {
        if (key is not null && key is not { IsAbsoluteUri: true, Scheme: "https", Query: "", Fragment: "", UserInfo: "", Segments: ["/", "keys/", [.., not '/']] })
        {
            yield return "Data:KeyVaultKey must be the https address of a key in Key Vault, without a version, such as https://contoso.vault.azure.net/keys/sspr.";
        }
    }
}
