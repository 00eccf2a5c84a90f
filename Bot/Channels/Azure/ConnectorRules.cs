using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using SsprBot.Settings;

namespace SsprBot.Channels.Azure;

/// <summary>Whether a caller may send an activity: what a body says has to be what the token says, and about this organisation.</summary>
internal sealed class ConnectorRules(ServiceHosts hosts, IOptions<ConnectorSettings> settings, IOptions<BotRegistration> registration)
{
    private readonly IReadOnlyList<string> _channels = settings.Value.Channels is { Count: > 0 } channels ? channels : [Microsoft.Bot.Connector.Channels.Msteams];
    private readonly string _tenant = registration.Value.MicrosoftAppTenantId;

    public bool Allow(ConnectorCaller caller, Activity activity) =>
        hosts.Read(activity.ServiceUrl) is { } service
        && (caller.Right is { } right
            ? _channels.Contains(activity.ChannelId, StringComparer.Ordinal)
                && right.Channels.Contains(activity.ChannelId)
                && string.Equals(right.ServiceUrl, activity.ServiceUrl, StringComparison.Ordinal)
                && (activity.ChannelId is not Microsoft.Bot.Connector.Channels.Msteams || IsOurTenant(activity))
            : service.IsLoopback);

    private bool IsOurTenant(Activity activity) =>
        IsOurs(((activity.ChannelData as JObject)?["tenant"] as JObject)?["id"]?.ToString()) && IsOurs(activity.Conversation?.TenantId);

    private bool IsOurs(string? tenant) => _tenant.Equals(tenant, StringComparison.OrdinalIgnoreCase);
}
