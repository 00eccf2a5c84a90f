namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>One step of a waterfall; its answer comes to the next step as <see cref="WaterfallStepContext.Result"/>.</summary>
public delegate Task<DialogTurnResult> WaterfallStep(WaterfallStepContext stepContext, CancellationToken cancellationToken);
