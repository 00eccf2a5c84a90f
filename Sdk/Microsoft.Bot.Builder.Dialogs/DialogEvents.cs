namespace Microsoft.Bot.Builder.Dialogs;

public class DialogEvents
{
    public const string BeginDialog = "beginDialog";

    public const string RepromptDialog = "repromptDialog";

    public const string CancelDialog = "cancelDialog";

    /// <summary>Once a turn, from the dialog that waits; the value is the activity.</summary>
    public const string ActivityReceived = "activityReceived";

    /// <summary>A container has other dialogs than when this conversation began; the value is its id.</summary>
    public const string VersionChanged = "versionChanged";

    /// <summary>The value is the exception.</summary>
    public const string Error = "error";

    public const string Custom = "custom";
}
