using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Asks who is there, and for a sign that it is a person.</summary>
public sealed class IdentifyDialog(Identification identification, Desk desk, Policy policy) : StepDialog<Goal, Visit>
{
    protected override WaterfallStep[] Flow => [AskAsync, FindAsync, CheckPersonAsync];

    /// <summary>Somebody whom the channel vouches for is not asked: it could only be their own account.</summary>
    private async Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken ct) =>
        Threads.Visitor(step.Context) is { TrustedUserId: { } own } visitor
            ? await SayAsync(step, await identification.BeginAsync(Input(step), own, visitor, ct), ct)
            : await Ask(step, Say.WhoAreYou(), ct);

    private async Task<DialogTurnResult> FindAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        return heard.Command is Command.None
            ? await SayAsync(step, await identification.BeginAsync(Input(step), heard.Text, Threads.Visitor(step.Context), ct), ct)
            : heard.Command is Command.Back ? await Done(step, Visit.Ends(Way.Back), ct)
            : await Desk.CannotAsync(step.Context, heard.Command, () => Ask(Again(step), Say.WhoAreYou(), ct), ct);
    }

    private async Task<DialogTurnResult> CheckPersonAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        var session = await desk.SessionAsync(step.Context, ct);
        return heard.Command switch
        {
            Command.None => await SayAsync(step, await identification.AnswerAsync(session, heard.Text, ct), ct),
            Command.Resend or Command.AnotherMethod => await SayAsync(step, await identification.AnotherAsync(session, ct), ct, asked: true),
            _ => await BackAsync(step, ct),
        };
    }

    private async Task<DialogTurnResult> BackAsync(WaterfallStepContext step, CancellationToken ct)
    {
        await desk.CloseAsync(step.Context, ct);
        return await FromTheTop(step, Input(step), ct);
    }

    /// <param name="asked">Another picture was asked for: nothing was wrong.</param>
    private async Task<DialogTurnResult> SayAsync(WaterfallStepContext step, Identified outcome, CancellationToken ct, bool asked = false)
    {
        switch (outcome)
        {
            case Identified.Ready { Session: var session }:
                await desk.OpenAsync(step.Context, session, ct);
                return await Done(step, Visit.Of(session), ct);

            case Identified.BotCheckNeeded { Session: var session, Again: var again }:
                await desk.OpenAsync(step.Context, session, ct);
                return await AskSecret(again ? Again(step) : step, BotCheckOf(session, again, asked), ct, NonceOf(session));

            case Identified.NotAUserId:
                return await Ask(Again(step), Say.NotAUserId(), ct);

            case Identified.DirectoryDown:
                return await DownAsync(step, ct);

            case Identified.NotAPerson:
                return await EndAsync(step, Say.NotAPerson(), ct);

            case Identified.TooMany:
                return await EndAsync(step, Say.TooMany(), ct);

            case Identified.Refused { Why: Ineligible.NotInThisDirectory }:
                return await EndWithDeskAsync(step, Say.NotInThisDirectory(), ct);

            case Identified.Refused { Why: Ineligible.SwitchedOff }:
                return await EndWithDeskAsync(step, Say.SwitchedOff(), ct);

            case Identified.Refused { Why: Ineligible.SelfServiceOff }:
                return await EndWithDeskAsync(step, Say.SelfServiceOff(), ct);

            case Identified.Refused:
                return await EndWithDeskAsync(step, Say.NotForYou(), ct);

            default:
                return await EndAsync(step, Say.SessionOver(), ct);
        }
    }

    /// <summary>Nothing is lost: whoever need not say who they are waits, everybody else is asked again.</summary>
    private static async Task<DialogTurnResult> DownAsync(WaterfallStepContext step, CancellationToken ct)
    {
        if (Threads.Visitor(step.Context).IsTrusted)
        {
            return await Wait(Again(step), Say.DirectoryDownForNow(), ct);
        }

        await step.Context.SendActivityAsync(Say.DirectoryDown(), ct);
        return await FromTheTop(step, Input(step), ct);
    }

    private static string NonceOf(RecoverySession session) => $"{session.Id}/{session.WrongBotChecks}";

    private Activity BotCheckOf(RecoverySession session, bool again, bool asked) => session.BotChallenge switch
    {
        { Kind: BotCheck.ProofOfWork, Text: var salt } => Say.WorkForMe(salt, policy.ProofOfWorkBits, NonceOf(session)),
        _ when asked => Say.AnotherPicture(desk.Places.Picture(session), desk.Places.Sound(session), NonceOf(session)),
        _ when again => Say.ThatWasNotThePicture(desk.Places.Picture(session), desk.Places.Sound(session), NonceOf(session)),
        _ => Say.ProveYouArePerson(desk.Places.Picture(session), desk.Places.Sound(session), NonceOf(session)),
    };

    private static async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, Activity message, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(message, ct);
        return await Done(step, Visit.Ends(Way.Out), ct);
    }

    private async Task<DialogTurnResult> EndWithDeskAsync(WaterfallStepContext step, Activity message, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(message, ct);
        await desk.OfferAdministratorAsync(step.Context, ct);
        return await Done(step, Visit.Ends(Way.Out), ct);
    }
}
