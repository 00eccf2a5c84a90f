namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>
/// True ends the prompt with what was recognised, even when nothing was. On false the prompt asks again, unless the validator itself said something.
/// </summary>
public delegate Task<bool> PromptValidator<T>(PromptValidatorContext<T> promptContext, CancellationToken cancellationToken);
