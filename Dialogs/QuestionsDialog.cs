using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Asks a person's security questions one by one. Each answer goes to the domain at once, and only after the last one is anything said about them.</summary>
public sealed class QuestionsDialog(SecurityQuestions questions, Desk desk) : GateDialog(desk)
{
    protected override WaterfallStep[] Flow => [AskAsync, TakeAsync];

    public override bool IsFor(VerificationMethod method) => method is VerificationMethod.SecurityQuestions;

    protected override Activity WrongAgain(int triesLeft) => Say.WrongAnswers(triesLeft);

    protected override Activity UsedUp() => Say.QuestionsUsedUp();

    protected override Activity Expired() => Say.QuestionsAgain();

    private async Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken ct) =>
        await AfterAsync(step, await questions.AskAsync(Input(step).Visit.Session, ct), ct);

    private async Task<DialogTurnResult> TakeAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        var gate = Input(step);
        return heard.Command switch
        {
            Command.None => await AfterAsync(Again(step), await questions.AnswerAsync(gate.Visit.Session, heard.Text, ct), ct),
            Command.Back or Command.AnotherMethod => await Done(step, Visit.Ends(Way.Back), ct),
            var command => await Desk.CannotAsync(step.Context, command, () => FromTheTop(step, gate, ct), ct),
        };
    }

    private async Task<DialogTurnResult> AfterAsync(WaterfallStepContext step, Questioning outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case Questioning.Due due:
                return await AskSecret(step, Say.SecurityQuestion(due), ct);

            case Questioning.Judged { Check: GateCheck.Wrong { TriesLeft: var left }, Anew: { } first }:
                await step.Context.SendActivityAsync(WrongAgain(left), ct);
                return await AskSecret(step, Say.SecurityQuestion(first), ct);

            case Questioning.Judged { Check: GateCheck.Wrong or GateCheck.Expired } judged:
                await step.Context.SendActivityAsync(judged.Check is GateCheck.Wrong ? UsedUp() : Expired(), ct);
                return await FromTheTop(step, Input(step), ct);

            case Questioning.Judged judged:
                return await AfterAnswerAsync(step, judged.Check, ct);

            case Questioning.Busy:
                await step.Context.SendActivityAsync(Say.VeryBusy(), ct);
                return await FromTheTop(step, Input(step), ct);

            case Questioning.DirectoryDown:
                await step.Context.SendActivityAsync(Say.DirectoryDown(), ct);
                return await Done(step, Visit.Ends(Way.Back), ct);

            default:
                return await OverAsync(step, ct);
        }
    }
}
