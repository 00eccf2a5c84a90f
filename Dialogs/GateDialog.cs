using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>A gate that was chosen.</summary>
public sealed record Gate(Visit Visit, GateMethod Method);

/// <summary>What all gates have in common: what is said when an answer is right, wrong, too late or one too many.</summary>
/// <remarks>It ends with no methods left to choose from when enough is proved.</remarks>
public abstract class GateDialog(Desk desk) : StepDialog<Gate, Visit>
{
    protected Desk Desk => desk;

    public abstract bool IsFor(VerificationMethod method);

    protected abstract Activity WrongAgain(int triesLeft);

    /// <summary>The question took its last try; another one is needed.</summary>
    protected abstract Activity UsedUp();

    protected abstract Activity Expired();

    protected async Task<DialogTurnResult> AfterAnswerAsync(WaterfallStepContext step, GateCheck check, CancellationToken ct) => check switch
    {
        GateCheck.Right right => await ProvedAsync(step, right, ct),
        GateCheck.Wrong { TriesLeft: > 0 } wrong => await AskSecret(Again(step), WrongAgain(wrong.TriesLeft), ct),
        GateCheck.Wrong => await AskSecret(Again(step), UsedUp(), ct),
        GateCheck.Expired => await AskSecret(Again(step), Expired(), ct),
        GateCheck.NotVerified => await NotVerifiedAsync(step, ct),
        _ => await OverAsync(step, ct),
    };

    protected async Task<DialogTurnResult> NotVerifiedAsync(WaterfallStepContext step, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(Say.NotVerified(), ct);
        await desk.OfferAdministratorAsync(step.Context, ct);
        return await Done(step, Visit.Ends(Way.Out), ct);
    }

    protected static async Task<DialogTurnResult> OverAsync(WaterfallStepContext step, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(Say.SessionOver(), ct);
        return await Done(step, Visit.Ends(Way.Out), ct);
    }

    private async Task<DialogTurnResult> ProvedAsync(WaterfallStepContext step, GateCheck.Right right, CancellationToken ct)
    {
        if (right.Link is not { } link)
        {
            await step.Context.SendActivityAsync(Say.GateDone(), ct);
            return await Done(step, Visit.Of(right.Session), ct);
        }

        var sent = await step.Context.SendActivityAsync(
            Say.ChoosePassword(desk.Places.Page(link), link.PageCode, (int)link.Lifetime.TotalMinutes), ct);
        return await Done(step, Visit.Of(right.Session) with { LinkMessage = sent.Id }, ct);
    }
}
