using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>What somebody can have whose account is locked.</summary>
public enum Unlock { KeepPassword, NewPassword }

/// <summary>Says what keeps somebody from signing in who has proved enough; unlocks the account, or leads on to a new password.</summary>
public sealed class UnlockDialog(Unlocking unlocking, Desk desk) : StepDialog<Visit, Visit>
{
    protected override WaterfallStep[] Flow => [LookAsync, ChosenAsync];

    private async Task<DialogTurnResult> LookAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var wantsUnlock = Input(step).Goal is Goal.Unlock;
        return await unlocking.LookAsync(Input(step).Session, ct) switch
        {
            Trouble.Locked when wantsUnlock => await UnlockAsync(step, ct),
            Trouble.Locked => await Choose(step, Say.UnlockOrReset(), Say.PickAMethod(), Enum.GetValues<Unlock>(), ct),
            Trouble.LockedForReset => await NewPasswordAsync(step, wantsUnlock ? Say.LockedForReset() : null, ct),
            Trouble.PasswordExpired => await NewPasswordAsync(step, wantsUnlock ? Say.PasswordExpired() : null, ct),
            Trouble.None => await NewPasswordAsync(step, wantsUnlock ? Say.NotLocked() : null, ct),
            Trouble.DirectoryDown => await Wait(Again(step), Say.DirectoryDownForNow(), ct),
            Trouble.Closed => await HandOverAsync(step, Say.AccountClosed(), ct),
            _ => await EndAsync(step, Say.SessionOver(), ct),
        };
    }

    private async Task<DialogTurnResult> ChosenAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var heard = Heard.In(step);
        return heard.Command is not Command.None ? await Desk.CannotAsync(step.Context, heard.Command, () => FromTheTop(step, Input(step), ct), ct)
            : !Enum.TryParse<Unlock>(heard.Text, out var chosen) ? await FromTheTop(step, Input(step), ct)
            : chosen is Unlock.KeepPassword ? await UnlockAsync(step, ct)
            : await NewPasswordAsync(step, null, ct);
    }

    private async Task<DialogTurnResult> UnlockAsync(WaterfallStepContext step, CancellationToken ct)
    {
        switch (await unlocking.UnlockAsync(Input(step).Session, ct))
        {
            case UnlockOutcome.Done:
                await step.Context.SendActivityAsync(Say.AccountWasUnlocked(), ct);
                return await EndAsync(step, Say.AfterUnlocking(), ct);

            case UnlockOutcome.Refused:
                return await HandOverAsync(step, Say.NotUnlocked(), ct);

            case UnlockOutcome.DirectoryDown:
                return await Wait(Again(step), Say.DirectoryDownForNow(), ct);

            case UnlockOutcome.Unknown:
                await step.Context.SendActivityAsync(Say.StillUnlocking(), ct);
                return await Done(step, Input(step), ct);

            default:
                return await EndAsync(step, Say.SessionOver(), ct);
        }
    }

    /// <param name="why">What is the matter; null when that is known.</param>
    private async Task<DialogTurnResult> NewPasswordAsync(WaterfallStepContext step, Activity? why, CancellationToken ct)
    {
        if (await unlocking.ResetInsteadAsync(Input(step).Session, ct) is not { } link)
        {
            return await EndAsync(step, Say.SessionOver(), ct);
        }

        if (why is not null)
        {
            await step.Context.SendActivityAsync(why, ct);
        }

        var sent = await step.Context.SendActivityAsync(Say.ChoosePassword(desk.Places.Page(link), link.PageCode, (int)link.Lifetime.TotalMinutes), ct);
        return await Done(step, Input(step) with { LinkMessage = sent.Id }, ct);
    }

    private async Task<DialogTurnResult> HandOverAsync(WaterfallStepContext step, Activity message, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(message, ct);
        await desk.OfferAdministratorAsync(step.Context, ct);
        return await Done(step, Visit.Ends(Way.Out), ct);
    }

    private static async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, Activity message, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(message, ct);
        return await Done(step, Visit.Ends(Way.Out), ct);
    }
}
