using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SsprBot.Settings;

namespace SsprBot.Channels.Azure;

/// <summary>
/// Reads the tokens of the Bot Connector: the one issuer, for this bot, signed by RSA with a key of its metadata, in time. Tokens of the emulator, of other
/// bots and of other clouds have other issuers.
/// </summary>
internal sealed class ConnectorTokens(SigningKeys keys, IOptions<BotRegistration> registration, TimeProvider time)
{
    private const string Bearer = "Bearer ";
    private const string Issuer = AuthenticationConstants.ToBotFromChannelTokenIssuer;

    private static readonly string[] s_algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler s_handler = new() { MaximumTokenSizeInBytes = 16 * 1024, MapInboundClaims = false };

    private readonly string _appId = registration.Value.MicrosoftAppId;

    /// <param name="authorization">The value of the header.</param>
    /// <returns>Null when there is no token, or one that is not for this bot.</returns>
    public async Task<ConnectorCaller?> ReadAsync(string? authorization, CancellationToken ct)
    {
        if (Parsed(authorization) is not { } token || !MayBeForUs(token) || await keys.FindAsync(token.Kid, ct) is not { } key)
        {
            return null;
        }

        var result = await s_handler.ValidateTokenAsync(token, Rules(key));
        return result.IsValid && result.ClaimsIdentity.FindFirst(AuthenticationConstants.ServiceUrlClaim)?.Value is { Length: > 0 } serviceUrl
            ? new ConnectorCaller(result.ClaimsIdentity, new ConnectorRight(serviceUrl, key.Endorsements))
            : null;
    }

    private static JsonWebToken? Parsed(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || !s_handler.CanReadToken(authorization[Bearer.Length..]))
        {
            return null;
        }

        try
        {
            return s_handler.ReadJsonWebToken(authorization[Bearer.Length..]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Before a key is looked for: what nobody could have signed for this bot makes it ask for none.</summary>
    private bool MayBeForUs(JsonWebToken token) =>
        _appId.Length > 0 && s_algorithms.Contains(token.Alg) && token.Kid is { Length: > 0 } && token.Issuer == Issuer && token.Audiences.SequenceEqual([_appId]);

    private TokenValidationParameters Rules(SigningKey key) => new()
    {
        ValidAlgorithms = s_algorithms,
        ValidIssuer = Issuer,
        ValidAudience = _appId,
        IssuerSigningKey = key.Key,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) => expires > (time.GetUtcNow() - s_skew).UtcDateTime && !(notBefore > (time.GetUtcNow() + s_skew).UtcDateTime),
    };
}
