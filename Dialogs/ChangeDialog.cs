using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Gives the way to the page where the current password and a new one are typed; anybody gets it.</summary>
public sealed class ChangeDialog(PasswordLink links, Desk desk) : StepDialog<Visit, Visit>
{
    protected override WaterfallStep[] Flow => [LinkAsync];

    private async Task<DialogTurnResult> LinkAsync(WaterfallStepContext step, CancellationToken ct)
    {
        if (await links.IssueAsync(Input(step).Session, ct) is not { } link)
        {
            await step.Context.SendActivityAsync(Say.SessionOver(), ct);
            return await Done(step, Visit.Ends(Way.Out), ct);
        }

        var sent = await step.Context.SendActivityAsync(Say.ChangePassword(desk.Places.Page(link), link.PageCode, (int)link.Lifetime.TotalMinutes), ct);
        return await Done(step, Input(step) with { LinkMessage = sent.Id }, ct);
    }
}
