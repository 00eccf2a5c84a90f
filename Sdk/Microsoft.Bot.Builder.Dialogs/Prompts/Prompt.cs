using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Asks until the answer is a <typeparamref name="T"/> that the validator takes.</summary>
public abstract class Prompt<T> : Dialog
{
    private readonly PromptValidator<T> _validator;

    public Prompt(string dialogId, PromptValidator<T> validator = null)
        : base(dialogId)
    {
        Guard.NotEmpty(dialogId);
        _validator = validator;
    }

    /// <param name="dc">The context that this prompt is active in.</param>
    /// <param name="options">Must be <see cref="PromptOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the turn.</param>
    public override async Task<DialogTurnResult> BeginDialogAsync(
        DialogContext dc, object options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var (state, asked) = PromptState.Begin(dc.ActiveDialog, options);
        await OnPromptAsync(dc.Context, state, asked, false, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    /// <summary>Reads a message as the answer; other activities are ignored.</summary>
    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (dc.Context.Activity.Type != ActivityTypes.Message)
        {
            return EndOfTurn;
        }

        var (state, options) = PromptState.Read(dc.ActiveDialog);
        var recognized = await OnRecognizeAsync(dc.Context, state, options, cancellationToken).ConfigureAwait(false);
        PromptState.CountAttempt(state);
        var valid = _validator is null
            ? recognized.Succeeded
            : await _validator(new PromptValidatorContext<T>(dc.Context, recognized, state, options), cancellationToken).ConfigureAwait(false);
        if (valid)
        {
            return await dc.EndDialogAsync(recognized.Value, cancellationToken).ConfigureAwait(false);
        }

        if (!dc.Context.Responded)
        {
            await OnPromptAsync(dc.Context, state, options, true, cancellationToken).ConfigureAwait(false);
        }

        return EndOfTurn;
    }

    /// <summary>A dialog begun on top of the prompt has ended: the question is asked again.</summary>
    public override async Task<DialogTurnResult> ResumeDialogAsync(
        DialogContext dc, DialogReason reason, object result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        Guard.NotToken(result);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var (state, options) = PromptState.Read(instance);
        return OnPromptAsync(turnContext, state, options, false, cancellationToken);
    }

    /// <summary>An answer that the prompt understands is not for its parents.</summary>
    protected override async Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
    {
        // Without a parent it makes no difference, and recognising once is enough.
        if (dc.Parent is null || e.Name != DialogEvents.ActivityReceived || dc.Context.Activity.Type != ActivityTypes.Message)
        {
            return false;
        }

        var (state, options) = PromptState.Read(dc.ActiveDialog);
        var recognized = await OnRecognizeAsync(dc.Context, state, options, cancellationToken).ConfigureAwait(false);
        return recognized is { Succeeded: true, AllowInterruption: false };
    }

    /// <summary>Sends the question; <paramref name="isRetry"/> after an answer that would not do.</summary>
    protected abstract Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default);

    protected abstract Task<PromptRecognizerResult<T>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default);

    protected virtual IMessageActivity AppendChoices(
        IMessageActivity prompt,
        string channelId,
        IList<Choice> choices,
        ListStyle style,
        ChoiceFactoryOptions options = null,
        CancellationToken cancellationToken = default) =>
        AppendChoices(prompt, channelId, choices, style, options, null, null, cancellationToken);

    /// <summary>A copy of the prompt that shows the choices; a new message when there is no prompt.</summary>
    protected virtual IMessageActivity AppendChoices(
        IMessageActivity prompt,
        string channelId,
        IList<Choice> choices,
        ListStyle style,
        ChoiceFactoryOptions options = null,
        string conversationType = null,
        IList<string> toList = null,
        CancellationToken cancellationToken = default)
    {
        var text = prompt?.Text ?? string.Empty;
        var shown = style switch
        {
            ListStyle.Inline => ChoiceFactory.Inline(choices, text, null, options),
            ListStyle.List => ChoiceFactory.List(choices, text, null, options),
            ListStyle.SuggestedAction => ChoiceFactory.SuggestedAction(choices, text, null, toList),
            ListStyle.HeroCard => ChoiceFactory.HeroCard(choices, text),
            ListStyle.None => MessageFactory.Text(text, null, InputHints.ExpectingInput),
            _ => ChoiceFactory.ForChannel(channelId, choices, text, null, options, conversationType, toList),
        };
        if (prompt is not Activity asked)
        {
            return shown;
        }

        var copy = PromptState.Copy(asked);
        copy.Text = shown.Text;
        if (shown.SuggestedActions is { Actions.Count: > 0 } actions)
        {
            copy.SuggestedActions = actions;
        }

        if (shown.Attachments is { Count: > 0 } cards)
        {
            copy.Attachments = [.. copy.Attachments ?? [], .. cards];
        }

        return copy;
    }

    /// <summary>Sends the question with its choices, shown to the one who has to answer.</summary>
    private protected Task AskAsync(
        ITurnContext turnContext,
        PromptOptions options,
        bool isRetry,
        IList<Choice> choices,
        ListStyle style,
        ChoiceFactoryOptions choiceOptions,
        CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        var question = (isRetry ? options.RetryPrompt : null) ?? options.Prompt;

        // Teams shows suggested actions only to those they are addressed to; elsewhere no address means everyone.
        IList<string> to = activity.ChannelId == Connector.Channels.Msteams && activity.From?.Id is { } id ? [id] : null;
        var message = AppendChoices(
            question, activity.ChannelId, choices, style, choiceOptions, activity.Conversation?.ConversationType, to, cancellationToken);
        return turnContext.SendActivityAsync(message, cancellationToken);
    }

    private protected static Task AskAsync(ITurnContext turnContext, PromptOptions options, bool isRetry, CancellationToken cancellationToken) =>
        PromptState.Question(options, isRetry) is { } question
            ? turnContext.SendActivityAsync(question, cancellationToken)
            : Task.CompletedTask;
}
