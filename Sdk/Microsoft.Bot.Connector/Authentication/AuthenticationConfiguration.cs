using System.Security.Claims;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

public class AuthenticationConfiguration
{
    public string[] RequiredEndorsements { get; set; } = [];

    public ClaimsValidator ClaimsValidator { get; set; }

    /// <summary>Issuers that are trusted beside those of the Bot Framework.</summary>
    public IEnumerable<string> ValidTokenIssuers { get; set; }
}

public abstract class ClaimsValidator
{
    /// <summary>Throws <see cref="UnauthorizedAccessException"/> to refuse the caller.</summary>
    public abstract Task ValidateClaimsAsync(IList<Claim> claims);
}

public abstract class ServiceClientCredentialsFactory
{
    /// <summary>True when the bot goes by this app id.</summary>
    public abstract Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken);

    public abstract Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken);

    public abstract Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken);
}
