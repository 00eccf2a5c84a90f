namespace Microsoft.Bot.Builder.Dialogs;

public class PromptRecognizerResult<T>
{
    public bool Succeeded { get; set; }

    public T Value { get; set; }

    /// <summary>Parents may take the activity although it was recognised.</summary>
    public bool AllowInterruption { get; set; }
}
