using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Takes a message with at least one attachment.</summary>
public class AttachmentPrompt(string dialogId, PromptValidator<IList<Attachment>> validator = null)
    : Prompt<IList<Attachment>>(dialogId, validator)
{
    protected override Task OnPromptAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        return AskAsync(turnContext, options, isRetry, cancellationToken);
    }

    protected override Task<PromptRecognizerResult<IList<Attachment>>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var attachments = turnContext.Activity.Attachments;
        return Task.FromResult(attachments is { Count: > 0 }
            ? new PromptRecognizerResult<IList<Attachment>> { Succeeded = true, Value = attachments }
            : new PromptRecognizerResult<IList<Attachment>>());
    }
}
