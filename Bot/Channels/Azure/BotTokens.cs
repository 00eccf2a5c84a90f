using System.Security.Cryptography.X509Certificates;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;
using SsprBot.Settings;

namespace SsprBot.Channels.Azure;

/// <summary>The tokens that the bot shows to channels. They are kept until shortly before they expire.</summary>
internal sealed class BotTokens(IOptions<BotRegistration> registration, IHttpClientFactory clients) : IMsalHttpClientFactory
{
    public const string Client = "connector-login";

    private const string Audience = AuthenticationConstants.ToChannelFromBotOAuthScope;
    private const string Exchange = "api://AzureADTokenExchange";

    private readonly BotRegistration _bot = registration.Value;
    private Func<CancellationToken, Task<string>>? _ask;

    public HttpClient GetHttpClient() => clients.CreateClient(Client);

    public Task<string> GetAsync(CancellationToken ct)
    {
        // Two that are made at the same time differ only in what they remember.
        _ask ??= _bot.IsManagedIdentity ? Identity(_bot.MicrosoftAppId, Audience) : Application();
        return _ask(ct);
    }

    private Func<CancellationToken, Task<string>> Identity(string clientId, string audience)
    {
        var identity = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(clientId)).WithHttpClientFactory(this).Build();
        return async ct => (await identity.AcquireTokenForManagedIdentity(audience).ExecuteAsync(ct)).AccessToken;
    }

    private Func<CancellationToken, Task<string>> Application()
    {
        var builder = ConfidentialClientApplicationBuilder.Create(_bot.MicrosoftAppId)
            .WithAuthority(AzureCloudInstance.AzurePublic, _bot.MicrosoftAppTenantId)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(this);
        var application = WithCredential(builder).Build();
        return async ct => (await application.AcquireTokenForClient([$"{Audience}/.default"]).ExecuteAsync(ct)).AccessToken;
    }

    private ConfidentialClientApplicationBuilder WithCredential(ConfidentialClientApplicationBuilder builder) => _bot switch
    {
        { MicrosoftAppPassword.Length: > 0 } => builder.WithClientSecret(_bot.MicrosoftAppPassword),
        { MicrosoftAppCertificatePath.Length: > 0 } => builder.WithCertificate(
            X509CertificateLoader.LoadPkcs12FromFile(_bot.MicrosoftAppCertificatePath, _bot.MicrosoftAppCertificatePassword), sendX5C: true),
        { MicrosoftAppCertificateThumbprint.Length: > 0 } => builder.WithCertificate(FromStore(_bot.MicrosoftAppCertificateThumbprint), sendX5C: true),
        { MicrosoftAppFederatedTokenFile: { Length: > 0 } file } => builder.WithClientAssertion((AssertionRequestOptions request) => File.ReadAllTextAsync(file, request.CancellationToken)),
        _ => WithIdentity(builder, Identity(_bot.MicrosoftAppFederatedIdentity, Exchange)),
    };

    private static ConfidentialClientApplicationBuilder WithIdentity(ConfidentialClientApplicationBuilder builder, Func<CancellationToken, Task<string>> ask) =>
        builder.WithClientAssertion((AssertionRequestOptions request) => ask(request.CancellationToken));

    private static X509Certificate2 FromStore(string thumbprint)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadOnly);
        return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false) is [var found, ..]
            ? found
            : throw new InvalidOperationException("The certificate of MicrosoftAppCertificateThumbprint is not in the store.");
    }
}
