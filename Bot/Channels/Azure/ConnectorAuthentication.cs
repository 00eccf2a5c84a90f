using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;

namespace SsprBot.Channels.Azure;

/// <summary>The checks of this channel in the shape that Bot Framework adapters ask for; they do not rely on those of the SDK.</summary>
internal sealed class ConnectorAuthentication(ConnectorTokens tokens, ConnectorRules rules, ConnectorClients clients) : BotFrameworkAuthentication
{
    public override string GetOriginatingAudience() => AuthenticationConstants.ToChannelFromBotOAuthScope;

    public override async Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) =>
        (await tokens.ReadAsync(authHeader, cancellationToken) ?? throw Refused()).Identity;

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken) =>
        await tokens.ReadAsync(authHeader, cancellationToken) is { } caller && rules.Allow(caller, activity) ? Result(caller) : throw Refused();

    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        Task.FromException<AuthenticateRequestResult>(Refused());

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => clients;

    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        Task.FromResult<UserTokenClient>(new NoUserTokens());

    /// <summary>What an adapter needs for a caller that was let in.</summary>
    public AuthenticateRequestResult Result(ConnectorCaller caller) =>
        new() { ClaimsIdentity = caller.Identity, Audience = GetOriginatingAudience(), ConnectorFactory = clients };

    private static UnauthorizedAccessException Refused() => new("The request is not authentic.");
}
