using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Sends a one-time code by mail or text, after the whole number where it goes to a phone, and asks for it until it is right or spent.</summary>
public sealed class CodeDialog(OneTimeCodes codes, Desk desk) : GateDialog(desk)
{
    protected override WaterfallStep[] Flow => [AskNumberAsync, SendAsync, CheckAsync];

    public override bool IsFor(VerificationMethod method) => method is VerificationMethod.EmailCode or VerificationMethod.SmsCode;

    protected override Activity WrongAgain(int triesLeft) => Say.WrongCode(triesLeft);

    protected override Activity UsedUp() => Say.CodeUsedUp();

    protected override Activity Expired() => Say.CodeExpired();

    private static async Task<DialogTurnResult> AskNumberAsync(WaterfallStepContext step, CancellationToken ct) =>
        Input(step).Method.NeedsWholeNumber()
            ? await AskSecret(step, Say.TypeWholeNumber(), ct)
            : await step.NextAsync(new Heard("", Command.None), ct);

    private async Task<DialogTurnResult> SendAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        var gate = Input(step);
        return heard.Command switch
        {
            Command.None => await AfterSendingAsync(step, await codes.SendAsync(gate.Visit.Session, gate.Method, heard.Text, ct), again: false, ct),
            Command.Back or Command.AnotherMethod => await Done(step, Visit.Ends(Way.Back), ct),
            var command => await Desk.CannotAsync(step.Context, command, () => FromTheTop(step, gate, ct), ct),
        };
    }

    private async Task<DialogTurnResult> CheckAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        var session = Input(step).Visit.Session;
        return heard.Command switch
        {
            Command.None => await CheckAsync(step, session, heard.Text, ct),
            Command.Resend => await AfterSendingAsync(step, await codes.ResendAsync(session, ct), again: true, ct),
            _ => await Done(step, Visit.Ends(Way.Back), ct),
        };
    }

    private async Task<DialogTurnResult> CheckAsync(WaterfallStepContext step, string session, string typed, CancellationToken ct)
    {
        if (Typed.In(step.Context)?.FindLeak() is Leak.Password)
        {
            await step.Context.SendActivityAsync(Say.NeverTypeAPassword(), ct);
        }

        return await AfterAnswerAsync(step, await codes.CheckAsync(session, typed, ct), ct);
    }

    private async Task<DialogTurnResult> AfterSendingAsync(WaterfallStepContext step, CodeSending sending, bool again, CancellationToken ct)
    {
        switch (sending)
        {
            case CodeSending.OnItsWay sent:
                return await AskSecret(again ? Again(step) : step, OnItsWay(Input(step).Method, sent, again), ct);

            case CodeSending.NumberDiffers:
                return await AskSecret(Again(step), Say.NumberDiffers(), ct);

            case CodeSending.Enough:
                return await AskSecret(Again(step), Say.EnoughCodes(), ct);

            case CodeSending.DirectoryDown:
                await step.Context.SendActivityAsync(Say.DirectoryDown(), ct);
                return await Done(step, Visit.Ends(Way.Back), ct);

            case CodeSending.NotVerified:
                return await NotVerifiedAsync(step, ct);

            default:
                return await OverAsync(step, ct);
        }
    }

    private static Activity OnItsWay(GateMethod method, CodeSending.OnItsWay sent, bool again)
    {
        var minutes = (int)sent.Lifetime.TotalMinutes;
        return again ? Say.AnotherCodeOnItsWay(minutes)
            : method.NeedsWholeNumber() ? Say.CodeOnItsWayByText(sent.Digits, minutes)
            : Say.CodeOnItsWayByMail(sent.Digits, minutes);
    }
}
