using System.Security.Claims;

namespace SsprBot.Channels.Azure;

/// <summary>Who sent a request.</summary>
/// <param name="Right">What its token allows; null for a program on this machine in Development, which has none.</param>
internal sealed record ConnectorCaller(ClaimsIdentity Identity, ConnectorRight? Right)
{
    public static ConnectorCaller OnThisMachine { get; } = new(new ClaimsIdentity(), null);
}

/// <param name="ServiceUrl">Where answers go.</param>
/// <param name="Channels">The ids of the channels that it may speak for.</param>
internal sealed record ConnectorRight(string ServiceUrl, IReadOnlySet<string> Channels);
