using System.Globalization;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Steps in a fixed order; it ends with the last one's result.</summary>
public class WaterfallDialog : Dialog
{
    private const string OptionsKey = "options";
    private const string ValuesKey = "values";
    private const string InstanceKey = "instanceId";
    private const string StepKey = "stepIndex";

    private readonly List<WaterfallStep> _steps;

    public WaterfallDialog(string dialogId, IEnumerable<WaterfallStep> actions = null)
        : base(dialogId)
    {
        _steps = [.. actions ?? []];
    }

    /// <summary>The id and the number of steps.</summary>
    public override string GetVersion() => string.Create(CultureInfo.InvariantCulture, $"{Id}:{_steps.Count}");

    public WaterfallDialog AddStep(WaterfallStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        _steps.Add(step);
        return this;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(
        DialogContext dc, object options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        Guard.NotToken(options);
        var state = dc.ActiveDialog.State;
        state[OptionsKey] = options;
        state[ValuesKey] = new Dictionary<string, object>();
        state[InstanceKey] = Guid.NewGuid().ToString();
        Track("WaterfallStart", dc.ActiveDialog);
        TrackView();
        return await RunStepAsync(dc, 0, DialogReason.BeginCalled, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The text of a message goes to the next step; other activities are ignored.</summary>
    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.Context.Activity.Type == ActivityTypes.Message
            ? await ResumeDialogAsync(dc, DialogReason.ContinueCalled, dc.Context.Activity.Text, cancellationToken).ConfigureAwait(false)
            : EndOfTurn;
    }

    public override async Task<DialogTurnResult> ResumeDialogAsync(
        DialogContext dc, DialogReason reason, object result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        Guard.NotToken(result);
        var next = Stored.ReadNumber(dc.ActiveDialog.State, StepKey) + 1;
        return await RunStepAsync(dc, next, reason, result, cancellationToken).ConfigureAwait(false);
    }

    public override Task EndDialogAsync(
        ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
    {
        if (reason == DialogReason.CancelCalled)
        {
            Track("WaterfallCancel", instance, Stored.ReadNumber(instance.State, StepKey));
        }
        else if (reason == DialogReason.EndCalled)
        {
            Track("WaterfallComplete", instance);
        }

        return Task.CompletedTask;
    }

    /// <summary>Runs one step: the place to do something around each.</summary>
    protected virtual async Task<DialogTurnResult> OnStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stepContext);
        Track("WaterfallStep", stepContext.ActiveDialog, stepContext.Index);
        return await _steps[stepContext.Index](stepContext, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs the step at <paramref name="index"/>; past the last one the waterfall ends with the result.</summary>
    protected async Task<DialogTurnResult> RunStepAsync(
        DialogContext dc, int index, DialogReason reason, object result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (index >= _steps.Count)
        {
            return await dc.EndDialogAsync(result, cancellationToken).ConfigureAwait(false);
        }

        var state = dc.ActiveDialog.State;
        state[StepKey] = index;
        var step = new WaterfallStepContext(
            this, dc, state.TryGetValue(OptionsKey, out var options) ? options : null, Stored.ReadMap(state, ValuesKey), index, reason, result);
        return await OnStepAsync(step, cancellationToken).ConfigureAwait(false);
    }

    private void Track(string name, DialogInstance instance, int? step = null)
    {
        if (TelemetryClient is NullBotTelemetryClient)
        {
            return;
        }

        var properties = new Dictionary<string, string>
        {
            ["DialogId"] = Id,
            ["InstanceId"] = instance.State.TryGetValue(InstanceKey, out var id) ? id as string : null,
        };
        if (step is { } index)
        {
            properties["StepName"] = StepName(index);
        }

        TelemetryClient.TrackEvent(name, properties);
    }

    // A lambda has no name that says anything.
    private string StepName(int index)
    {
        var name = index < _steps.Count ? _steps[index].Method.Name : string.Empty;
        return name.Length == 0 || name.StartsWith('<')
            ? string.Create(CultureInfo.InvariantCulture, $"Step{index + 1}of{_steps.Count}")
            : name;
    }
}
