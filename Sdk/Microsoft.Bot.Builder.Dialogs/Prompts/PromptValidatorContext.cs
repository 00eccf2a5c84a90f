namespace Microsoft.Bot.Builder.Dialogs;

public class PromptValidatorContext<T>
{
    internal PromptValidatorContext(
        ITurnContext turnContext, PromptRecognizerResult<T> recognized, IDictionary<string, object> state, PromptOptions options)
    {
        (Context, Recognized, State, Options) = (turnContext, recognized, state, options);
    }

    public ITurnContext Context { get; }

    /// <summary>The validator may change it: the prompt ends with its value.</summary>
    public PromptRecognizerResult<T> Recognized { get; }

    public PromptOptions Options { get; }

    /// <summary>What this prompt keeps from one answer to the next.</summary>
    public IDictionary<string, object> State { get; }

    /// <summary>How many answers there were, this one included.</summary>
    public int AttemptCount => Stored.ReadNumber(State, PromptState.AttemptCount);
}
