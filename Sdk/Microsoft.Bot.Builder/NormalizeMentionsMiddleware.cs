using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

/// <summary>Takes the markup of mentions (the at element) out of a message, and the mention of the bot itself altogether.</summary>
public class NormalizeMentionsMiddleware : IMiddleware
{
    private const string Close = "</at>";

    /// <summary>True unless it is set: mentions of the recipient leave both the text and the entities.</summary>
    public bool RemoveRecipientMention { get; set; } = true;

    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity is { Type: ActivityTypes.Message } message)
        {
            Normalize(message);
        }

        return next(cancellationToken);
    }

    private static string Plain(string text)
    {
        for (var from = 0; text is not null;)
        {
            var start = text.IndexOf("<at", from, StringComparison.OrdinalIgnoreCase);
            var open = start < 0 ? -1 : text.IndexOf('>', start);
            var close = open < 0 ? -1 : text.IndexOf(Close, open, StringComparison.OrdinalIgnoreCase);
            if (close < 0)
            {
                return text;
            }

            var rest = text.AsSpan(close + Close.Length);
            var gap = rest.IsEmpty || char.IsWhiteSpace(rest[0]) ? string.Empty : " ";
            text = string.Concat(text.AsSpan(0, start), text.AsSpan(open + 1, close - open - 1), gap, rest);
            from = start;
        }

        return text;
    }

    private void Normalize(Activity message)
    {
        if (RemoveRecipientMention && message.Text is not null && message.Recipient?.Id is { } recipient)
        {
            message.RemoveRecipientMention();
            message.Entities = message.Entities?.Where(entity => !Mentions(entity, recipient)).ToList();
        }

        message.Text = Plain(message.Text);
        foreach (var entity in message.Entities ?? [])
        {
            if (entity is Mention mention)
            {
                mention.Text = Plain(mention.Text)?.Trim();
            }
            else if (IsMention(entity) && entity.Properties["text"] is JValue { Value: string text })
            {
                entity.Properties["text"] = Plain(text).Trim();
            }
        }
    }

    private static bool IsMention(Entity entity) => string.Equals(entity.Type, "mention", StringComparison.OrdinalIgnoreCase);

    private static bool Mentions(Entity entity, string id) =>
        IsMention(entity) && (entity as Mention ?? entity.GetAs<Mention>()).Mentioned?.Id == id;
}
