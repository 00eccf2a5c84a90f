using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Texts;

namespace SsprBot.Talk;

/// <summary>Waits while a link is open. A link that leads nowhere any more loses its button, however the dialog ends.</summary>
public abstract class LinkDialog(string id) : Dialog(id)
{
    private const string LinkKey = "link";

    public override Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) =>
        CloseLinkAsync(turnContext, instance, cancellationToken);

    /// <param name="dc">Where the dialog is active.</param>
    /// <param name="message">The id of the message that holds the link.</param>
    protected static void KeepLink(DialogContext dc, object? message) => dc.ActiveDialog.State[LinkKey] = message;

    protected static Task CloseLinkAsync(DialogContext dc, CancellationToken ct) => CloseLinkAsync(dc.Context, dc.ActiveDialog, ct);

    private static async Task CloseLinkAsync(ITurnContext turn, DialogInstance instance, CancellationToken ct)
    {
        if (instance.State.Remove(LinkKey, out var message) && message is string id)
        {
            await turn.UpdateActivityAsync(Say.LinkClosed(id), ct);
        }
    }
}
