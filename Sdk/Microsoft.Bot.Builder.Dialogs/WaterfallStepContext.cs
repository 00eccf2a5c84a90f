namespace Microsoft.Bot.Builder.Dialogs;

public class WaterfallStepContext : DialogContext
{
    private readonly WaterfallDialog _waterfall;
    private bool _nextCalled;

    internal WaterfallStepContext(
        WaterfallDialog waterfall, DialogContext dc, object options, IDictionary<string, object> values, int index, DialogReason reason, object result)
        : base(dc)
    {
        _waterfall = waterfall;
        (Options, Values, Index, Reason, Result) = (options, values, index, reason, result);
    }

    /// <summary>The position of the step, from 0.</summary>
    public int Index { get; }

    /// <summary>What the waterfall was begun with, or the JSON that storage made of it.</summary>
    public object Options { get; }

    public DialogReason Reason { get; }

    /// <summary>What the step before led to: the result of a dialog, the text of a message, or the argument of <see cref="NextAsync"/>.</summary>
    public object Result { get; }

    /// <summary>What the steps of this waterfall keep for each other; it is stored.</summary>
    public IDictionary<string, object> Values { get; }

    /// <summary>Goes on to the next step in the same turn; once a step.</summary>
    public async Task<DialogTurnResult> NextAsync(object result = null, CancellationToken cancellationToken = default)
    {
        Guard.NotToken(result);
        if (_nextCalled)
        {
            throw new InvalidOperationException($"Step {Index} of the waterfall '{_waterfall.Id}' has already gone on to the next.");
        }

        _nextCalled = true;
        return await _waterfall.ResumeDialogAsync(this, DialogReason.NextCalled, result, cancellationToken).ConfigureAwait(false);
    }
}
