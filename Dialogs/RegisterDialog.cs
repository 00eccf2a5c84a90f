using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Talk;

namespace SsprBot;

/// <summary>Registering: the proof by the current password, then what is registered. It never goes on; it ends or goes back.</summary>
public sealed class RegisterDialog(RegisterPageDialog page, RecoveryOptionsDialog options) : StepDialog<Visit, Visit>
{
    protected override Dialog[] Calls => [page, options];

    protected override WaterfallStep[] Flow => [ProveAsync, ShowAsync, EndAsync];

    private Task<DialogTurnResult> ProveAsync(WaterfallStepContext step, CancellationToken ct) => step.BeginDialogAsync(page.Id, RegisterPage.Proof, ct);

    private Task<DialogTurnResult> ShowAsync(WaterfallStepContext step, CancellationToken ct) =>
        ResultOf<Visit>(step) is { Way: Way.On } ? Call(step, options, Input(step), ct) : Done(step, ResultOf<Visit>(step), ct);

    private Task<DialogTurnResult> EndAsync(WaterfallStepContext step, CancellationToken ct) => Done(step, options.ResultOf(step), ct);
}
