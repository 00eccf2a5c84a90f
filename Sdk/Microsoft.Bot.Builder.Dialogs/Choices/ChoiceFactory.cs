using System.Globalization;
using System.Text;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Makes the message that shows a list of choices.</summary>
public class ChoiceFactory
{
    private const int MaxInline = 3;

    public static IMessageActivity ForChannel(
        string channelId, IList<Choice> list, string text = null, string speak = null, ChoiceFactoryOptions options = null) =>
        ForChannel(channelId, list, text, speak, options, null, null);

    /// <summary>
    /// Buttons where the channel has them and every title fits; a sentence for up to three choices; else a list.
    /// <paramref name="conversationType"/> is Activity.Conversation.ConversationType, <paramref name="toList"/> the ids of who may see the buttons.
    /// </summary>
    public static IMessageActivity ForChannel(
        string channelId,
        IList<Choice> list,
        string text = null,
        string speak = null,
        ChoiceFactoryOptions options = null,
        string conversationType = null,
        IList<string> toList = null)
    {
        list ??= [];
        if (list.Any(choice => choice.Title.Length > Channel.MaxActionTitleLength(channelId)))
        {
            return List(list, text, speak, options);
        }

        if (Channel.SupportsSuggestedActions(channelId, list.Count, conversationType))
        {
            return SuggestedAction(list, text, speak, toList);
        }

        return Channel.SupportsCardActions(channelId, list.Count) ? HeroCard(list, text, speak)
            : list.Count <= MaxInline ? Inline(list, text, speak, options)
            : List(list, text, speak, options);
    }

    /// <summary>"(1) red, (2) green, or (3) blue" after the text.</summary>
    public static Activity Inline(IList<Choice> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null)
    {
        choices ??= [];
        var numbered = options?.IncludeNumbers ?? true;
        var line = new StringBuilder(text).Append(' ');
        for (var i = 0; i < choices.Count; i++)
        {
            line.Append(i == 0 ? string.Empty
                : i < choices.Count - 1 ? options?.InlineSeparator ?? ", "
                : i == 1 ? options?.InlineOr ?? " or "
                : options?.InlineOrMore ?? ", or ");
            if (numbered)
            {
                line.Append(CultureInfo.InvariantCulture, $"({i + 1}) ");
            }

            line.Append(choices[i].Title);
        }

        return MessageFactory.Text(line.ToString(), speak, InputHints.ExpectingInput);
    }

    public static Activity List(IList<string> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null) =>
        List(ToChoices(choices), text, speak, options);

    /// <summary>A line for each choice, after the text and an empty line.</summary>
    public static Activity List(IList<Choice> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null)
    {
        choices ??= [];
        var numbered = options?.IncludeNumbers ?? true;
        var lines = new StringBuilder(text).Append("\n\n   ");
        for (var i = 0; i < choices.Count; i++)
        {
            lines.Append(i == 0 ? string.Empty : "\n   ");
            if (numbered)
            {
                lines.Append(CultureInfo.InvariantCulture, $"{i + 1}. ");
            }
            else
            {
                lines.Append("- ");
            }

            lines.Append(choices[i].Title);
        }

        return MessageFactory.Text(lines.ToString(), speak, InputHints.ExpectingInput);
    }

    public static IMessageActivity SuggestedAction(IList<string> choices, string text = null, string speak = null) =>
        SuggestedAction(ToChoices(choices), text, speak, null);

    public static IMessageActivity SuggestedAction(IList<string> choices, string text = null, string speak = null, IList<string> toList = null) =>
        SuggestedAction(ToChoices(choices), text, speak, toList);

    public static IMessageActivity SuggestedAction(IList<Choice> choices, string text = null, string speak = null) =>
        SuggestedAction(choices, text, speak, null);

    public static IMessageActivity SuggestedAction(IList<Choice> choices, string text = null, string speak = null, IList<string> toList = null)
    {
        var message = MessageFactory.Text(text, speak, InputHints.ExpectingInput);
        message.SuggestedActions = new SuggestedActions(toList, Buttons(choices));
        return message;
    }

    public static IMessageActivity HeroCard(IList<Choice> choices, string text = null, string speak = null)
    {
        var message = MessageFactory.Text(null, speak, InputHints.ExpectingInput);
        message.AttachmentLayout = AttachmentLayoutTypes.List;
        message.Attachments = [new HeroCard(text: text, buttons: Buttons(choices)).ToAttachment()];
        return message;
    }

    public static IList<Choice> ToChoices(IList<string> choices)
    {
        var list = new List<Choice>(choices?.Count ?? 0);
        foreach (var choice in choices ?? [])
        {
            list.Add(new Choice(choice));
        }

        return list;
    }

    private static List<CardAction> Buttons(IList<Choice> choices)
    {
        var buttons = new List<CardAction>(choices?.Count ?? 0);
        foreach (var choice in choices ?? [])
        {
            buttons.Add(choice.Action ?? new CardAction(ActionTypes.ImBack, choice.Value, value: choice.Value));
        }

        return buttons;
    }
}
