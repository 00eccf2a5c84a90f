namespace SsprBot.Directories.Entra;

/// <summary>What is wrong with the settings of Entra ID: one sentence for each fault.</summary>
internal static class EntraFaults
{
    public static IEnumerable<string> Of(EntraSettings settings, IConfigurationSection section, IHostEnvironment environment)
    {
        (bool Wrong, string Fault)[] rules =
        [
            (!Guid.TryParseExact(settings.TenantId, "D", out _), "TenantId must be the GUID of the organisation's tenant."),
            (!Guid.TryParseExact(settings.ClientId, "D", out _), "ClientId must be the GUID of the application that is registered for this."),
            (settings.Credentials != 1, "one credential is needed: ClientSecret, CertificatePath, FederatedTokenFile or FederatedIdentity."),
            (settings.CertificatePath.Length > 0 && !File.Exists(settings.CertificatePath), "CertificatePath names no file."),
            (!Enum.IsDefined(settings.Cloud), "Cloud must be Public, UsGovernment or UsGovernmentDod."),
            (settings.StandIn is not null && !environment.IsDevelopment(), "StandIn is for Development only."),
        ];
        return rules.Where(rule => rule.Wrong).Select(rule => $"{section.Path}: {rule.Fault}");
    }
}
