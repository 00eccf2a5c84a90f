using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What every prompt keeps in its dialog instance.</summary>
internal static class PromptState
{
    public const string AttemptCount = "AttemptCount";

    private const string OptionsKey = "options";
    private const string StateKey = "state";

    /// <summary>Reads the options that a prompt was begun with and writes the state that it begins with.</summary>
    public static (IDictionary<string, object> State, PromptOptions Options) Begin(DialogInstance instance, object given)
    {
        Guard.NotToken(given, "options");
        if (given is not PromptOptions options)
        {
            throw new ArgumentOutOfRangeException("options", "A prompt begins with PromptOptions.");
        }

        ExpectInput(options.Prompt);
        ExpectInput(options.RetryPrompt);
        var state = new Dictionary<string, object> { [AttemptCount] = 0 };
        instance.State[OptionsKey] = options;
        instance.State[StateKey] = state;
        return (state, options);
    }

    public static (IDictionary<string, object> State, PromptOptions Options) Read(DialogInstance instance) =>
        (Stored.ReadMap(instance.State, StateKey), Stored.ReadOrCreate<PromptOptions>(instance.State, OptionsKey));

    public static void CountAttempt(IDictionary<string, object> state) => state[AttemptCount] = Stored.ReadNumber(state, AttemptCount) + 1;

    /// <summary>The activity to send; a copy, as sending addresses it and the stored one is to stay small and the same.</summary>
    public static Activity Question(PromptOptions options, bool isRetry) =>
        Copy((isRetry ? options.RetryPrompt : null) ?? options.Prompt);

    public static Activity Copy(Activity from) => from is null ? null : new Activity(
        from.Type, from.Id, from.Timestamp, from.LocalTimestamp, from.ServiceUrl, from.ChannelId, from.From, from.Conversation,
        from.Recipient, from.TextFormat, from.AttachmentLayout, from.MembersAdded, from.MembersRemoved, from.ReactionsAdded,
        from.ReactionsRemoved, from.TopicName, from.HistoryDisclosed, from.Locale, from.Text, from.Speak, from.InputHint, from.Summary,
        from.SuggestedActions, from.Attachments, from.Entities, from.ChannelData, from.Action, from.ReplyToId, from.Label, from.ValueType,
        from.Value, from.Name, from.RelatesTo, from.Code, from.Expiration, from.Importance, from.DeliveryMode, from.ListenFor,
        from.TextHighlights, from.SemanticAction, from.LocalTimezone)
    {
        CallerId = from.CallerId,
        Properties = from.Properties,
    };

    private static void ExpectInput(Activity activity)
    {
        if (activity is not null && string.IsNullOrEmpty(activity.InputHint))
        {
            activity.InputHint = InputHints.ExpectingInput;
        }
    }
}
