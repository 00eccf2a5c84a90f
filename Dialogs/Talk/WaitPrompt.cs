using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace SsprBot.Talk;

/// <summary>Waits for something that happens outside the chat: an event that wakes the conversation ends it, as words do.</summary>
internal sealed class WaitPrompt() : QuestionPrompt(nameof(WaitPrompt), Asks.Choice)
{
    public override Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default) =>
        dc.Context.Activity.Type == ActivityTypes.Event
            ? dc.EndDialogAsync(new Heard("", Command.None), cancellationToken)
            : base.ContinueDialogAsync(dc, cancellationToken);

    protected override Heard? Read(Typed typed, PromptOptions options) => new(typed.Text, Command.None);
}
