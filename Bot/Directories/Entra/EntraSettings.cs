namespace SsprBot.Directories.Entra;

internal enum EntraCloud { Public, UsGovernment, UsGovernmentDod }

/// <summary>How Entra ID is reached through Microsoft Graph. It stands in <c>Directories:{name}</c>.</summary>
internal sealed class EntraSettings
{
    /// <summary>The tenant, a GUID.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The application's registration, a GUID.</summary>
    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>A PKCS#12 file.</summary>
    public string CertificatePath { get; init; } = "";

    public string CertificatePassword { get; init; } = "";

    /// <summary>A file with a token that the registration trusts, as workload identity in Kubernetes provides it.</summary>
    public string FederatedTokenFile { get; init; } = "";

    /// <summary>The client id of a user-assigned managed identity that the registration trusts.</summary>
    public string FederatedIdentity { get; init; } = "";

    public EntraCloud Cloud { get; init; }

    /// <summary>Whether people are also found by their mail address, where only one of them has it.</summary>
    public bool FindByMail { get; init; }

    /// <summary>The directory that has the passwords of people who are synchronised from there; without it they are not served.</summary>
    public string HybridDirectory { get; init; } = "";

    /// <summary>Whether somebody who could take on a role counts as having it. Only a tenant without Entra ID P2, which has no such roles, does without.</summary>
    public bool EligibleRoles { get; init; } = true;

    /// <summary>A stand-in of Microsoft Graph and of the sign-in; only in Development.</summary>
    public Uri? StandIn { get; init; }

    public Uri Graph => new(Cloud switch
    {
        EntraCloud.UsGovernment => "https://graph.microsoft.us/v1.0/",
        EntraCloud.UsGovernmentDod => "https://dod-graph.microsoft.us/v1.0/",
        _ => "https://graph.microsoft.com/v1.0/",
    });

    public string Login => Cloud is EntraCloud.Public ? "https://login.microsoftonline.com" : "https://login.microsoftonline.us";

    public int Credentials => ((string[])[ClientSecret, CertificatePath, FederatedTokenFile, FederatedIdentity]).Count(credential => credential.Length > 0);

    public override string ToString() => $"({TenantId})";
}
