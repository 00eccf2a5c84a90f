using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>What gates have in common that send a code or place a call: the whole number comes first where it goes to a phone.</summary>
public abstract class SendingDialog(Desk desk) : GateDialog(desk)
{
    /// <summary>The prompt that takes what the code or call brings.</summary>
    protected virtual string AnswerPrompt => nameof(SecretPrompt);

    protected abstract Activity TypeWholeNumber();

    /// <summary>Nothing more is sent by this method in this visit; what was sent before still counts.</summary>
    protected abstract Activity Enough();

    /// <param name="number">What was typed as the whole number; empty where none was asked for.</param>
    protected abstract Task<CodeSending> SendAsync(Gate gate, string number, CancellationToken ct);

    /// <summary>Says that it is on its way, and asks for what it brings.</summary>
    protected abstract Activity OnItsWay(GateMethod method, CodeSending.OnItsWay sent, bool again);

    protected async Task<DialogTurnResult> AskNumberAsync(WaterfallStepContext step, CancellationToken ct) =>
        Input(step).Method.NeedsWholeNumber()
            ? await AskSecret(step, TypeWholeNumber(), ct)
            : await step.NextAsync(new Heard("", Command.None), ct);

    protected async Task<DialogTurnResult> SendAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        var gate = Input(step);
        return heard.Command switch
        {
            Command.None => await AfterSendingAsync(step, await SendAsync(gate, heard.Text, ct), again: false, ct),
            Command.Back or Command.AnotherMethod => await Done(step, Visit.Ends(Way.Back), ct),
            var command => await Desk.CannotAsync(step.Context, command, () => FromTheTop(step, gate, ct), ct),
        };
    }

    /// <param name="again">It was wanted once more, at the question for the answer.</param>
    protected async Task<DialogTurnResult> AfterSendingAsync(WaterfallStepContext step, CodeSending sending, bool again, CancellationToken ct)
    {
        switch (sending)
        {
            case CodeSending.OnItsWay sent:
                return await AfterSentAsync(again ? Again(step) : step, sent, again, ct);

            case CodeSending.NumberDiffers:
                return await AskSecret(Again(step), Say.NumberDiffers(), ct);

            case CodeSending.Enough when again:
                return await AskForAnswer(Again(step), Enough(), ct);

            case CodeSending.Enough:
                return await AskSecret(Again(step), Enough(), ct);

            case CodeSending.DirectoryDown:
                await step.Context.SendActivityAsync(Say.DirectoryDown(), ct);
                return await Done(step, Visit.Ends(Way.Back), ct);

            case CodeSending.NotVerified:
                return await NotVerifiedAsync(step, ct);

            default:
                return await OverAsync(step, ct);
        }
    }

    protected Task<DialogTurnResult> AskForAnswer(WaterfallStepContext step, Activity question, CancellationToken ct) =>
        step.PromptAsync(AnswerPrompt, new PromptOptions { Prompt = question }, ct);

    private async Task<DialogTurnResult> AfterSentAsync(WaterfallStepContext step, CodeSending.OnItsWay sent, bool again, CancellationToken ct)
    {
        if (sent.Number is { } number)
        {
            // Shown once and kept nowhere.
            await step.Context.SendActivityAsync(Say.NumberToKey(number), ct);
        }

        return await AskForAnswer(step, OnItsWay(Input(step).Method, sent, again), ct);
    }
}
