using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace SsprBot.Directories.Entra;

/// <summary>The tokens that the application itself shows to Microsoft Graph. They are kept until shortly before they expire.</summary>
internal sealed class EntraTokens : IMsalHttpClientFactory
{
    private const string Exchange = "api://AzureADTokenExchange";

    private readonly IHttpClientFactory _clients;
    private readonly string _client;
    private readonly string _scope;
    private readonly IConfidentialClientApplication _application;

    /// <param name="client">The name of the HTTP client for signing in.</param>
    public EntraTokens(EntraSettings settings, IHttpClientFactory clients, string client)
    {
        (_clients, _client, _scope) = (clients, client, new Uri(settings.Graph, "/.default").AbsoluteUri);
        var builder = ConfidentialClientApplicationBuilder.Create(settings.ClientId)
            .WithAuthority(new Uri($"{settings.Login}/{settings.TenantId}"))
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(this);
        _application = WithCredential(builder, settings).Build();
    }

    /// <param name="again">The one before was not accepted.</param>
    /// <param name="ct">Cancels it.</param>
    /// <exception cref="MsalException">There is none.</exception>
    public async Task<string> GetAsync(bool again, CancellationToken ct) =>
        (await _application.AcquireTokenForClient([_scope]).WithForceRefresh(again).ExecuteAsync(ct)).AccessToken;

    public HttpClient GetHttpClient() => _clients.CreateClient(_client);

    private ConfidentialClientApplicationBuilder WithCredential(ConfidentialClientApplicationBuilder builder, EntraSettings settings) => settings switch
    {
        { ClientSecret.Length: > 0 } => builder.WithClientSecret(settings.ClientSecret),
        { CertificatePath.Length: > 0 } => builder.WithCertificate(
            X509CertificateLoader.LoadPkcs12FromFile(settings.CertificatePath, settings.CertificatePassword), sendX5C: true),
        { FederatedTokenFile: { Length: > 0 } file } => builder.WithClientAssertion((AssertionRequestOptions request) => File.ReadAllTextAsync(file, request.CancellationToken)),
        _ => builder.WithClientAssertion(Identity(settings.FederatedIdentity)),
    };

    private Func<AssertionRequestOptions, Task<string>> Identity(string clientId)
    {
        var identity = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(clientId)).WithHttpClientFactory(this).Build();
        return async request => (await identity.AcquireTokenForManagedIdentity(Exchange).ExecuteAsync(request.CancellationToken)).AccessToken;
    }
}
