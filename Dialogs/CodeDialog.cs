using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>A gate that was chosen.</summary>
public sealed record Gate(Visit Visit, GateMethod Method);

/// <summary>Sends a one-time code by mail or text, after the whole number where it goes to a phone, and asks for it until it is right or spent.</summary>
/// <remarks>It ends with no methods left to choose from when enough is proved.</remarks>
public sealed class CodeDialog(OneTimeCodes codes, Desk desk) : StepDialog<Gate, Visit>
{
    protected override WaterfallStep[] Flow => [AskNumberAsync, SendAsync, CheckAsync];

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
            Command.None => await AfterCheckAsync(step, await codes.CheckAsync(session, heard.Text, ct), ct),
            Command.Resend => await AfterSendingAsync(step, await codes.ResendAsync(session, ct), again: true, ct),
            _ => await Done(step, Visit.Ends(Way.Back), ct),
        };
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

    private async Task<DialogTurnResult> AfterCheckAsync(WaterfallStepContext step, CodeCheck check, CancellationToken ct) => check switch
    {
        CodeCheck.Right right => await ProvedAsync(step, right, ct),
        CodeCheck.Wrong { TriesLeft: > 0 } wrong => await AskSecret(Again(step), Say.WrongCode(wrong.TriesLeft), ct),
        CodeCheck.Wrong => await AskSecret(Again(step), Say.CodeUsedUp(), ct),
        CodeCheck.Expired => await AskSecret(Again(step), Say.CodeExpired(), ct),
        CodeCheck.NotVerified => await NotVerifiedAsync(step, ct),
        _ => await OverAsync(step, ct),
    };

    private async Task<DialogTurnResult> ProvedAsync(WaterfallStepContext step, CodeCheck.Right right, CancellationToken ct)
    {
        if (right.Link is not { } link)
        {
            await step.Context.SendActivityAsync(Say.GateDone(), ct);
            return await Done(step, Visit.Of(right.Session), ct);
        }

        var sent = await step.Context.SendActivityAsync(
            Say.ChoosePassword(desk.Places.Page(link), link.PageCode, (int)link.Lifetime.TotalMinutes), ct);
        return await Done(step, Visit.Of(right.Session) with { Methods = [], LinkMessage = sent.Id }, ct);
    }

    private async Task<DialogTurnResult> NotVerifiedAsync(WaterfallStepContext step, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(Say.NotVerified(), ct);
        await desk.OfferAdministratorAsync(step.Context, ct);
        return await Done(step, Visit.Ends(Way.Out), ct);
    }

    private static async Task<DialogTurnResult> OverAsync(WaterfallStepContext step, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(Say.SessionOver(), ct);
        return await Done(step, Visit.Ends(Way.Out), ct);
    }
}
