using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SsprBot.Texts;

namespace SsprBot.Turn;

/// <summary>How a channel shows a message.</summary>
public interface IRenderer
{
    bool Serves(string channelId);

    /// <summary>Shapes a message that has its words; it is a copy that nobody keeps.</summary>
    Activity Render(Activity message);
}

/// <summary>Puts what leaves the bot into words, and into the shape of the channel that it leaves by.</summary>
public sealed class RenderMiddleware(IEnumerable<IRenderer> renderers) : Microsoft.Bot.Builder.IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var renderer = renderers.FirstOrDefault(candidate => candidate.Serves(turnContext.Activity.ChannelId));
        turnContext.OnSendActivities((_, leaving, send) =>
        {
            for (var i = 0; i < leaving.Count; i++)
            {
                if (leaving[i] is { Type: ActivityTypes.Message, Name: not null } said)
                {
                    leaving[i] = Shaped(renderer, said);
                }
            }

            return send();
        });
        turnContext.OnUpdateActivity((_, leaving, send) =>
        {
            // What takes the place of something is said once and kept nowhere: it is put into words where it is.
            var spoken = Words.Spoken(leaving);
            (leaving.Text, leaving.TextFormat, leaving.Name, leaving.Value) = (spoken.Text, spoken.TextFormat, null, null);
            return send();
        });
        return next(cancellationToken);
    }

    // The conversation reference was put on what was said; the copy needs it too, but for the channel's language: another one may be spoken.
    private static Activity Shaped(IRenderer? renderer, Activity said)
    {
        var spoken = Words.Spoken(said);
        var language = spoken.Locale;
        spoken.ApplyConversationReference(said.GetConversationReference());
        spoken.Locale = language;
        spoken.ReplyToId = said.ReplyToId;
        spoken.Recipient = said.Recipient;
        spoken.From = said.From;
        spoken.ValueType = said.ValueType;
        return renderer?.Render(spoken) ?? spoken;
    }
}
