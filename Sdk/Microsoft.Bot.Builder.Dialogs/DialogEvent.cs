namespace Microsoft.Bot.Builder.Dialogs;

public class DialogEvent
{
    /// <summary>Whether the parent dialogs get the event when the dialog itself does nothing with it.</summary>
    public bool Bubble { get; set; }

    /// <summary>One of <see cref="DialogEvents"/>, or any other name.</summary>
    public string Name { get; set; }

    public object Value { get; set; }
}
