using System.Security.Claims;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>Authentication as the configuration says. It cannot validate a token, so it refuses every request, also when no app id is configured.</summary>
public class ConfigurationBotFrameworkAuthentication : BotFrameworkAuthentication
{
    private readonly IConfiguration _configuration;
    private readonly ServiceClientCredentialsFactory _credentials;
    private readonly IHttpClientFactory _clients;

    public ConfigurationBotFrameworkAuthentication(
        IConfiguration configuration,
        ServiceClientCredentialsFactory credentialsFactory = null,
        AuthenticationConfiguration authConfiguration = null,
        IHttpClientFactory httpClientFactory = null,
        ILogger logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _configuration = configuration;
        _credentials = credentialsFactory;
        _clients = httpClientFactory;
    }

    public override string GetOriginatingAudience() => Setting("ToChannelFromBotOAuthScope", AuthenticationConstants.ToChannelFromBotOAuthScope);

    public override Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) =>
        Task.FromException<ClaimsIdentity>(Refused());

    public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken) =>
        Task.FromException<AuthenticateRequestResult>(Refused());

    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        Task.FromException<AuthenticateRequestResult>(Refused());

    /// <summary>Throws <see cref="InvalidOperationException"/> when no factory of credentials was given.</summary>
    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity)
    {
        ArgumentNullException.ThrowIfNull(claimsIdentity);
        if (_credentials is null)
        {
            throw new InvalidOperationException("The bot has no credentials to call a channel with.");
        }

        return new Factory(this, claimsIdentity.FindFirst(AuthenticationConstants.AudienceClaim)?.Value);
    }

    /// <summary>Null: users do not sign in to anything through this bot.</summary>
    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        Task.FromResult<UserTokenClient>(null);

    private static UnauthorizedAccessException Refused() => new("Tokens of channels cannot be validated.");

    private HttpClient Http => _clients?.CreateClient();

    private string Setting(string key, string otherwise) => _configuration[key] is { Length: > 0 } value ? value : otherwise;

    private sealed class Factory(ConfigurationBotFrameworkAuthentication authentication, string appId) : ConnectorFactory
    {
        public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
        {
            var login = authentication.Setting("ToChannelFromBotLoginUrl", AuthenticationConstants.ToChannelFromBotLoginUrl);
            var credentials = await authentication._credentials
                .CreateCredentialsAsync(appId, audience ?? authentication.GetOriginatingAudience(), login, true, cancellationToken)
                .ConfigureAwait(false);
            return new ConnectorClient(new Uri(serviceUrl), credentials, authentication.Http, disposeHttpClient: true);
        }
    }
}
