using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Sends a one-time code by mail or text, after the whole number where it goes to a phone, and asks for it until it is right or spent.</summary>
public sealed class CodeDialog(OneTimeCodes codes, Desk desk) : SendingDialog(desk)
{
    protected override WaterfallStep[] Flow => [AskNumberAsync, SendAsync, CheckAsync];

    public override bool IsFor(VerificationMethod method) => method is VerificationMethod.EmailCode or VerificationMethod.SmsCode;

    protected override Activity TypeWholeNumber() => Say.TypeWholeNumber();

    protected override Activity Enough() => Say.EnoughCodes();

    protected override Activity WrongAgain(int triesLeft) => Say.WrongCode(triesLeft);

    protected override Activity UsedUp() => Say.CodeUsedUp();

    protected override Activity Expired() => Say.CodeExpired();

    protected override Task<CodeSending> SendAsync(Gate gate, string number, CancellationToken ct) => codes.SendAsync(gate.Visit.Session, gate.Method, number, ct);

    protected override Activity OnItsWay(GateMethod method, CodeSending.OnItsWay sent, bool again)
    {
        var minutes = (int)sent.Lifetime.TotalMinutes;
        return again ? Say.AnotherCodeOnItsWay(minutes)
            : method.NeedsWholeNumber() ? Say.CodeOnItsWayByText(sent.Digits, minutes)
            : Say.CodeOnItsWayByMail(sent.Digits, minutes);
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
}
