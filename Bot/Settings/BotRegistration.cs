namespace SsprBot.Settings;

/// <summary>The bot's registration with Azure Bot Service, by the names that Bot Framework bots use. At the root of the settings.</summary>
public sealed class BotRegistration
{
    public const string SingleTenant = "SingleTenant";
    public const string ManagedIdentity = "UserAssignedMSI";

    /// <summary><c>SingleTenant</c>, with a credential below, or <c>UserAssignedMSI</c>, which needs none.</summary>
    public string MicrosoftAppType { get; init; } = SingleTenant;

    /// <summary>A GUID. Without one the channel is off; in Development it is then open to this machine.</summary>
    public string MicrosoftAppId { get; init; } = "";

    /// <summary>The organisation's tenant, a GUID; only its people are served in Teams.</summary>
    public string MicrosoftAppTenantId { get; init; } = "";

    public string MicrosoftAppPassword { get; init; } = "";

    /// <summary>A PKCS#12 file.</summary>
    public string MicrosoftAppCertificatePath { get; init; } = "";

    public string MicrosoftAppCertificatePassword { get; init; } = "";

    /// <summary>Of a certificate in the store <c>My</c> of the user that the host runs as.</summary>
    public string MicrosoftAppCertificateThumbprint { get; init; } = "";

    /// <summary>A file with a token that the registration trusts, as workload identity in Kubernetes provides it.</summary>
    public string MicrosoftAppFederatedTokenFile { get; init; } = "";

    /// <summary>The client id of a user-assigned managed identity that the registration trusts.</summary>
    public string MicrosoftAppFederatedIdentity { get; init; } = "";

    public bool IsManagedIdentity => MicrosoftAppType.Equals(ManagedIdentity, StringComparison.OrdinalIgnoreCase);
}
