using Microsoft.Bot.Builder.TraceExtensions;

namespace Microsoft.Bot.Builder.Dialogs;

public static class DialogExtensions
{
    // A dialog that deals with an error without mending it would keep the turn for ever.
    private const int MaxTries = 10;

    /// <summary>
    /// One turn of the conversation: continues it, or begins it with this dialog. An exception that no dialog deals with
    /// (<see cref="DialogEvents.Error"/>) is thrown; when one does, the turn is tried again, up to ten times.
    /// </summary>
    public static async Task RunAsync(
        this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(accessor);

        var dc = await new DialogSet(accessor).Add(dialog).CreateContextAsync(turnContext, cancellationToken).ConfigureAwait(false);
        for (var tries = 1; !await TryTurnAsync(dc, dialog.Id, tries == MaxTries, cancellationToken).ConfigureAwait(false); tries++)
        {
        }

        await SaveAsync<ConversationState>(turnContext, cancellationToken).ConfigureAwait(false);
        await SaveAsync<UserState>(turnContext, cancellationToken).ConfigureAwait(false);

        // Without the state: it holds what users typed.
        await turnContext.TraceActivityAsync(
            "BotState", null, "https://www.botframework.com/schemas/botState", "Bot State", cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> TryTurnAsync(DialogContext dc, string dialogId, bool last, CancellationToken cancellationToken)
    {
        try
        {
            var result = await dc.ContinueDialogAsync(cancellationToken).ConfigureAwait(false);
            if (result.Status == DialogTurnStatus.Empty)
            {
                await dc.BeginDialogAsync(dialogId, null, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception error)
        {
            if (last || !await dc.EmitEventAsync(DialogEvents.Error, error, true, true, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return false;
        }
    }

    // Only what the adapter offers to all (UseBotState); a bot that keeps its own states saves them itself.
    private static Task SaveAsync<T>(ITurnContext turnContext, CancellationToken cancellationToken)
        where T : BotState =>
        turnContext.TurnState.Get<T>()?.SaveChangesAsync(turnContext, false, cancellationToken) ?? Task.CompletedTask;
}
