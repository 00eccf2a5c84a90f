using Microsoft.Bot.Builder.Dialogs;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Texts;

namespace SsprBot;

/// <summary>Leads through the gates: choose a method, prove, and again until enough is proved.</summary>
public sealed class VerifyDialog(IEnumerable<GateDialog> gates) : StepDialog<Visit, Visit>
{
    private readonly GateDialog[] _gates = [.. gates];

    protected override Dialog[] Calls => _gates;

    protected override WaterfallStep[] Flow => [ChooseAsync, ProveAsync, NextAsync];

    private static Task<DialogTurnResult> ChooseAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var visit = Input(step);
        return Choose(step, visit.GatesPassed == 0 ? Say.ChooseMethod() : Say.ChooseSecondMethod(), Say.PickAMethod(), visit.Methods, ct);
    }

    private async Task<DialogTurnResult> ProveAsync(WaterfallStepContext step, CancellationToken ct) => Heard.In(step).Command switch
    {
        Command.None => await Call(step, DialogFor(Chosen<GateMethod>(step)), new Gate(Input(step), Chosen<GateMethod>(step)), ct),
        Command.Back when Input(step).GatesPassed == 0 => await Done(step, Visit.Ends(Way.Back), ct),
        var command => await Desk.CannotAsync(step.Context, command, () => FromTheTop(step, Input(step), ct), ct),
    };

    private GateDialog DialogFor(GateMethod method) => Array.Find(_gates, gate => gate.IsFor(method.Verification()))!;

    private async Task<DialogTurnResult> NextAsync(WaterfallStepContext step, CancellationToken ct)
    {
        var visit = ResultOf<Visit>(step);
        return visit switch
        {
            { Way: Way.Back } => await FromTheTop(step, Input(step), ct),
            { Way: Way.On, Methods.Length: > 0 } => await FromTheTop(step, visit, ct),
            _ => await Done(step, visit, ct),
        };
    }
}
