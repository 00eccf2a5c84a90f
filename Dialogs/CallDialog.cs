using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Calls a phone after its whole number was typed, and waits for what is pressed there. It goes on by itself.</summary>
public sealed class CallDialog(Calls calls, Desk desk) : SendingDialog(desk)
{
    protected override string AnswerPrompt => nameof(WaitPrompt);

    protected override WaterfallStep[] Flow => [AskNumberAsync, SendAsync, WaitAsync];

    public override bool IsFor(VerificationMethod method) => method is VerificationMethod.VoiceCall;

    protected override Activity TypeWholeNumber() => Say.TypeWholeNumberToCall();

    protected override Activity Enough() => Say.EnoughCalls();

    protected override Activity WrongAgain(int triesLeft) => Say.CallWrongKeys();

    protected override Activity UsedUp() => Say.CallWrongKeys();

    protected override Activity Expired() => Say.CallExpired();

    protected override Task<CodeSending> SendAsync(Gate gate, string number, CancellationToken ct) => calls.PlaceAsync(gate.Visit.Session, gate.Method, number, ct);

    protected override Activity OnItsWay(GateMethod method, CodeSending.OnItsWay sent, bool again)
    {
        var minutes = (int)sent.Lifetime.TotalMinutes;
        return sent.Number is null ? Say.CallOnItsWay(minutes) : Say.CallOnItsWayForNumber(minutes);
    }

    private async Task<DialogTurnResult> WaitAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var session = Input(step).Visit.Session;
        switch (Heard.In(step).Command)
        {
            case Command.None:
                return await LookAsync(step, ct);

            case Command.Resend:
                // What is over may be so because it was confirmed at this moment.
                return await calls.AgainAsync(session, ct) is var sending and not CodeSending.Over
                    ? await AfterSendingAsync(step, sending, again: true, ct)
                    : await LookAsync(step, ct);

            default:
                return await calls.LeaveAsync(session, ct) ? await Done(step, Visit.Ends(Way.Back), ct) : await LookAsync(step, ct);
        }
    }

    private async Task<DialogTurnResult> LookAsync(WaterfallStepContext step, CancellationToken ct) => await calls.LookAsync(Input(step).Visit.Session, ct) switch
    {
        CallStanding.Judged judged => await AfterAnswerAsync(step, judged.Check, ct),
        CallStanding.Ended ended => await AskForAnswer(Again(step), HowItEnded(ended.How), ct),
        CallStanding.Waiting { Unanswered: true } => await AskForAnswer(Again(step), Say.CallNotAnswered(), ct),
        CallStanding.Denied => await DeniedAsync(step, ct),
        _ => await AskForAnswer(Again(step), Say.WaitingForCall(), ct),
    };

    private async Task<DialogTurnResult> DeniedAsync(WaterfallStepContext step, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(Say.CallDenied(), ct);
        await Desk.OfferAdministratorAsync(step.Context, ct);
        return await Done(step, Visit.Ends(Way.Out), ct);
    }

    private static Activity HowItEnded(CallEnd end) => end switch
    {
        CallEnd.NoAnswer => Say.CallNotAnswered(),
        CallEnd.Busy => Say.CallBusy(),
        _ => Say.CallNotConfirmed(),
    };
}
