using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Removes one thing that is registered.</summary>
public sealed class RemoveDialog(Registrar registrar) : StepDialog<Visit, Visit>
{
    protected override WaterfallStep[] Flow => [AskAsync, RemoveAsync];

    private async Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var look = await registrar.LookAsync(Input(step).Session, ct);
        return look is EnrolmentChange.Done { Registered.Options: var options }
            ? await Choose(step, Say.WhatToRemove(), Say.PickWhatToRegister(), options.Select(option => option.Option), ct)
            : await EndAsync(step, RecoveryOptionsDialog.Refusal(look), Way.Out, ct);
    }

    private async Task<DialogTurnResult> RemoveAsync(WaterfallStepContext step, CancellationToken ct)
    {
        if (Heard.In(step).Command is not Command.None)
        {
            return await Done(step, Visit.Ends(Way.Back), ct);
        }

        return await registrar.RemoveAsync(Input(step).Session, Chosen<RecoveryOption>(step), ct) switch
        {
            EnrolmentChange.Done => await EndAsync(step, Say.OptionRemoved(), Way.On, ct),
            EnrolmentChange.NotThere => await Done(step, Visit.Ends(Way.Back), ct),
            var refused => await EndAsync(step, RecoveryOptionsDialog.Refusal(refused), Way.Out, ct),
        };
    }

    private static async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, Activity message, Way way, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(message, ct);
        return await Done(step, Visit.Ends(way), ct);
    }
}
