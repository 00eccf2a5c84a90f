using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SsprBot.Settings;
using Xunit;

namespace SsprBot.Channels.Azure;

/// <summary>What the bot shows for itself where it gets its token: each kind of credential, as the identity platform documents its request.</summary>
public sealed class CredentialTests
{
    private const string TokenPlace = $"https://login.microsoftonline.com/{FakeAzure.Tenant}/oauth2/v2.0/token";
    private const string Assertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    [Fact]
    public async Task A_certificate_signs_and_its_key_stays_here()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var file = Path.Combine(Directory.CreateTempSubdirectory("sspr-").FullName, "bot.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12, "a-password"));

        var asked = Assert.Single(await AskAsync(new BotRegistration
        {
            MicrosoftAppId = FakeAzure.AppId, MicrosoftAppTenantId = FakeAzure.Tenant, MicrosoftAppCertificatePath = file, MicrosoftAppCertificatePassword = "a-password",
        }));

        Assert.Equal((TokenPlace, Assertion), (asked.Url, asked.Form["client_assertion_type"]));
        var judged = await new JsonWebTokenHandler().ValidateTokenAsync(asked.Form["client_assertion"], new TokenValidationParameters
        {
            IssuerSigningKey = new X509SecurityKey(certificate), ValidIssuer = FakeAzure.AppId, ValidAudience = TokenPlace,
        });
        Assert.True(judged.IsValid, $"{judged.Exception}");
        Assert.Contains(Convert.ToBase64String(certificate.RawData), $"{((JsonWebToken)judged.SecurityToken).GetHeaderValue<object>("x5c")}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_a_file_is_shown_as_it_is()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("sspr-").FullName, "token");
        await File.WriteAllTextAsync(file, "a.federated.token");

        var asked = Assert.Single(await AskAsync(new BotRegistration
        {
            MicrosoftAppId = FakeAzure.AppId, MicrosoftAppTenantId = FakeAzure.Tenant, MicrosoftAppFederatedTokenFile = file,
        }));

        Assert.Equal((TokenPlace, Assertion, "a.federated.token"), (asked.Url, asked.Form["client_assertion_type"], asked.Form["client_assertion"]));
    }

    [Fact]
    public async Task A_bot_that_is_a_managed_identity_asks_its_machine()
    {
        var asked = Assert.Single(await AskAsync(new BotRegistration { MicrosoftAppType = BotRegistration.ManagedIdentity, MicrosoftAppId = FakeAzure.AppId, MicrosoftAppTenantId = FakeAzure.Tenant }));

        Assert.Equal((FakeAzure.AppId, "https://api.botframework.com"), OfMachine(asked));
    }

    [Fact]
    public async Task A_managed_identity_that_the_registration_trusts_is_exchanged()
    {
        var asked = await AskAsync(new BotRegistration
        {
            MicrosoftAppId = FakeAzure.AppId, MicrosoftAppTenantId = FakeAzure.Tenant, MicrosoftAppFederatedIdentity = "an-identity",
        });

        Assert.Equal(2, asked.Count);
        Assert.Equal(("an-identity", "api://AzureADTokenExchange"), OfMachine(asked[0]));
        Assert.Equal((TokenPlace, Assertion, "bot-token"), (asked[1].Url, asked[1].Form["client_assertion_type"], asked[1].Form["client_assertion"]));
    }

    /// <summary>For which identity, and for what, a token was asked of the machine.</summary>
    private static (string Identity, string Resource) OfMachine(Asked asked)
    {
        var url = new Uri(asked.Url);
        var query = QueryHelpers.ParseQuery(url.Query);
        Assert.Equal("http://169.254.169.254/metadata/identity/oauth2/token", url.GetLeftPart(UriPartial.Path));
        Assert.Equal("true", asked.Headers.GetValues("Metadata").Single());
        return (query["client_id"].Single()!, query["resource"].Single()!);
    }

    private static async Task<IReadOnlyList<Asked>> AskAsync(BotRegistration registration)
    {
        using var wire = new Wire();
        Assert.Equal("bot-token", await new BotTokens(Options.Create(registration), wire).GetAsync(CancellationToken.None));
        return wire.Asked;
    }

    private sealed record Asked(string Url, HttpRequestHeaders Headers, Dictionary<string, string> Form);

    private sealed class Wire : HttpMessageHandler, IHttpClientFactory
    {
        public List<Asked> Asked { get; } = [];

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Asked.Add(new Asked(request.RequestUri!.AbsoluteUri, request.Headers, QueryHelpers.ParseQuery(body).ToDictionary(field => field.Key, field => $"{field.Value}")));
            var until = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent($$"""{"token_type":"Bearer","expires_in":"3600","expires_on":"{{until}}","access_token":"bot-token"}""", Encoding.UTF8, "application/json"),
            };
        }
    }
}
