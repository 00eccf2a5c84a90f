using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Calls a phone after its whole number was typed, and waits for what is pressed there. It goes on by itself.</summary>
public sealed class CallDialog(Calls calls, Desk desk) : GateDialog(desk)
{
    protected override Dialog[] Calls => [new WaitPrompt()];

    protected override WaterfallStep[] Flow => [AskNumberAsync, PlaceAsync, WaitAsync];

    public override bool IsFor(VerificationMethod method) => method is VerificationMethod.VoiceCall;

    protected override Activity WrongAgain(int triesLeft) => Say.CallWrongKeys();

    protected override Activity UsedUp() => Say.CallWrongKeys();

    protected override Activity Expired() => Say.CallExpired();

    private static Task<DialogTurnResult> AskNumberAsync(WaterfallStepContext step, CancellationToken ct) => AskSecret(step, Say.TypeWholeNumberToCall(), ct);

    private async Task<DialogTurnResult> PlaceAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        var gate = Input(step);
        return heard.Command switch
        {
            Command.None => await AfterPlacingAsync(step, await calls.PlaceAsync(gate.Visit.Session, gate.Method, heard.Text, ct), again: false, ct),
            Command.Back or Command.AnotherMethod => await Done(step, Visit.Ends(Way.Back), ct),
            var command => await Desk.CannotAsync(step.Context, command, () => FromTheTop(step, gate, ct), ct),
        };
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
                    ? await AfterPlacingAsync(Again(step), sending, again: true, ct)
                    : await LookAsync(step, ct);

            default:
                return await calls.LeaveAsync(session, ct) ? await Done(step, Visit.Ends(Way.Back), ct) : await LookAsync(step, ct);
        }
    }

    private async Task<DialogTurnResult> LookAsync(WaterfallStepContext step, CancellationToken ct) => await calls.LookAsync(Input(step).Visit.Session, ct) switch
    {
        CallStanding.Judged judged => await AfterAnswerAsync(step, judged.Check, ct),
        CallStanding.Ended ended => await WaitFor(Again(step), HowItEnded(ended.How), ct),
        CallStanding.Waiting { Unanswered: true } => await WaitFor(Again(step), Say.CallNotAnswered(), ct),
        CallStanding.Denied => await DeniedAsync(step, ct),
        _ => await WaitFor(Again(step), Say.WaitingForCall(), ct),
    };

    private async Task<DialogTurnResult> AfterPlacingAsync(WaterfallStepContext step, CodeSending sending, bool again, CancellationToken ct)
    {
        switch (sending)
        {
            case CodeSending.OnItsWay { Number: { } number } sent:
                // Shown once and kept nowhere.
                await step.Context.SendActivityAsync(Say.NumberToKey(number), ct);
                return await WaitFor(step, Say.CallOnItsWayForNumber((int)sent.Lifetime.TotalMinutes), ct);

            case CodeSending.OnItsWay sent:
                return await WaitFor(step, Say.CallOnItsWay((int)sent.Lifetime.TotalMinutes), ct);

            case CodeSending.NumberDiffers:
                return await AskSecret(Again(step), Say.NumberDiffers(), ct);

            case CodeSending.Enough when again:
                return await WaitFor(step, Say.EnoughCalls(), ct);

            case CodeSending.Enough:
                return await AskSecret(Again(step), Say.EnoughCalls(), ct);

            case CodeSending.DirectoryDown:
                await step.Context.SendActivityAsync(Say.DirectoryDown(), ct);
                return await Done(step, Visit.Ends(Way.Back), ct);

            case CodeSending.NotVerified:
                return await NotVerifiedAsync(step, ct);

            default:
                return await OverAsync(step, ct);
        }
    }

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

    private static Task<DialogTurnResult> WaitFor(WaterfallStepContext step, Activity question, CancellationToken ct) =>
        step.PromptAsync(nameof(WaitPrompt), new PromptOptions { Prompt = question }, ct);
}
