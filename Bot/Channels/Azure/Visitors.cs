using Microsoft.Bot.Builder;
using SsprBot.Domain;

namespace SsprBot.Channels.Azure;

/// <summary>Who is on the other side of a conversation of the Bot Connector.</summary>
internal sealed class Visitors(TeamsPeople people)
{
    /// <returns>Null for a guest of the organisation.</returns>
    public async Task<Visitor?> FindAsync(ITurnContext turn, CancellationToken ct)
    {
        var activity = turn.Activity;
        var chat = new ChatAddress(
            activity.ChannelId, activity.Conversation.Id, activity.From.Id, Locales.Known(activity.Locale) ?? Locales.Default, activity.ServiceUrl);
        if (activity.ChannelId is not Microsoft.Bot.Connector.Channels.Msteams)
        {
            return new Visitor(chat, $"{activity.ChannelId}:{activity.From.Id}");
        }

        return await people.FindAsync(turn, ct) is { } person ? new Visitor(chat, person.ObjectId, person.UserId) : null;
    }
}
