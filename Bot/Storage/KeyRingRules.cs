using System.Reflection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using SsprBot.Settings;

namespace SsprBot.Storage;

/// <summary>The host does not start with a key ring that does not protect.</summary>
public sealed class KeyRingRules(IHostEnvironment environment) : IValidateOptions<DataSettings>
{
    /// <summary>Data Protection before it accepts forged payloads (CVE-2026-40372).</summary>
    public static readonly Version LeastVersion = new(10, 0, 7);

    public static Version ActualVersion { get; } = Version.Parse(
        typeof(KeyManagementOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', '-')[0]);

    public ValidateOptionsResult Validate(string? name, DataSettings options)
    {
        List<string> faults = [];
        if (ActualVersion < LeastVersion)
        {
            faults.Add($"ASP.NET Core {ActualVersion} is installed; at least {LeastVersion} is needed (CVE-2026-40372).");
        }

        if (!environment.IsDevelopment() && string.IsNullOrEmpty(options.KeyCertificatePath))
        {
            faults.Add("Data:KeyCertificatePath is not set. Outside Development the key ring must be encrypted: give a PKCS#12 file with an RSA key.");
        }

        if (!environment.IsDevelopment() && PlainKeys(options).FirstOrDefault() is { } plain)
        {
            faults.Add($"The key in {plain} is not encrypted: it was made in Development. Outside Development start with a data folder of its own.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> PlainKeys(DataSettings settings)
    {
        var folder = new DirectoryInfo(Path.Combine(DataFolder.PathOf(environment, settings), KeyRing.Folder));
        return folder.Exists
            ? folder.EnumerateFiles("key-*.xml").Select(file => file.FullName).Where(file => !File.ReadAllText(file).Contains("<encryptedSecret", StringComparison.Ordinal))
            : [];
    }
}
