namespace Microsoft.Bot.Builder.Dialogs;

public interface IDialogDependencies
{
    /// <summary>Dialogs to add to every <see cref="DialogSet"/> that this one is added to.</summary>
    IEnumerable<Dialog> GetDependencies();
}
