using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Asks for the code that the person's authenticator app shows.</summary>
public sealed class AuthenticatorDialog(Authenticator authenticator, Desk desk) : GateDialog(desk)
{
    protected override WaterfallStep[] Flow => [AskAsync, CheckAsync];

    public override bool IsFor(VerificationMethod method) => method is VerificationMethod.AuthenticatorCode;

    protected override Activity WrongAgain(int triesLeft) => Say.WrongAppCode(triesLeft);

    protected override Activity UsedUp() => Say.AppCodesUsedUp();

    protected override Activity Expired() => Say.AppCodeExpired();

    private async Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken ct) =>
        await authenticator.AskAsync(Input(step).Visit.Session, ct) ? await AskSecret(step, Say.TypeAppCode(), ct) : await OverAsync(step, ct);

    private async Task<DialogTurnResult> CheckAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        return heard.Command switch
        {
            Command.None => await AfterAnswerAsync(step, await JudgeAsync(Input(step).Visit.Session, heard.Text, ct), ct),
            Command.Resend => await Desk.CannotAsync(step.Context, heard.Command, () => AskSecret(Again(step), Say.TypeAppCode(), ct), ct),
            _ => await Done(step, Visit.Ends(Way.Back), ct),
        };
    }

    /// <summary>The app has its next code by itself: when a question is used up or too old, a new one is open at once.</summary>
    private async Task<GateCheck> JudgeAsync(string session, string typed, CancellationToken ct)
    {
        var check = await authenticator.CheckAsync(session, typed, ct);
        return check is GateCheck.Expired or GateCheck.Wrong { TriesLeft: 0 } && !await authenticator.AskAsync(session, ct) ? new GateCheck.Over() : check;
    }
}
