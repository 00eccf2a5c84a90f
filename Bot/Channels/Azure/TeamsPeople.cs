using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using SsprBot.Settings;

namespace SsprBot.Channels.Azure;

/// <summary>Who somebody in Teams is.</summary>
/// <param name="ObjectId">In Microsoft Entra ID.</param>
internal sealed record TeamsPerson(string ObjectId, string UserId);

/// <summary>Asks Teams who somebody is, and remembers it for an hour.</summary>
internal sealed class TeamsPeople(IOptions<BotRegistration> registration, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(1);

    private readonly MemoryCache _people = new(new MemoryCacheOptions { SizeLimit = 10_000, Clock = new CacheClock(time) });
    private readonly string _tenant = registration.Value.MicrosoftAppTenantId;

    /// <returns>Null for a guest: somebody of another organisation.</returns>
    /// <exception cref="ErrorResponseException">Teams did not say.</exception>
    public async Task<TeamsPerson?> FindAsync(ITurnContext turn, CancellationToken ct)
    {
        var (conversation, user) = (turn.Activity.Conversation.Id, turn.Activity.From);
        if (!_people.TryGetValue((conversation, user.Id), out TeamsPerson? person))
        {
            var conversations = (Conversations)turn.TurnState.Get<IConnectorClient>().Conversations;
            person = Read(await conversations.GetConversationMemberAsync(user.Id, conversation, ct));
            _people.Set((conversation, user.Id), person, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = s_kept });
        }

        // A turn that nobody sent does not say who it is for.
        return person is not null && (user.AadObjectId ?? person.ObjectId).Equals(person.ObjectId, StringComparison.OrdinalIgnoreCase) ? person : null;
    }

    public void Dispose() => _people.Dispose();

    private TeamsPerson? Read(ChannelAccount member)
    {
        var (userId, objectId, tenant) = (Text(member, "userPrincipalName"), member.AadObjectId ?? Text(member, "objectId"), Text(member, "tenantId"));
        return userId is { Length: > 0 } && objectId is { Length: > 0 }
            && !userId.Contains("#EXT#", StringComparison.OrdinalIgnoreCase)
            && Text(member, "userRole") is not "guest" and not "anonymous"
            && (_tenant.Length == 0 || tenant is null || _tenant.Equals(tenant, StringComparison.OrdinalIgnoreCase))
                ? new TeamsPerson(objectId, userId)
                : null;
    }

    private static string? Text(ChannelAccount member, string name) => member.Properties?[name]?.ToString();
}
