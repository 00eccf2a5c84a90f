using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

public class DialogTurnResult(DialogTurnStatus status, object result = null)
{
    [JsonProperty("status")]
    public DialogTurnStatus Status { get; set; } = status;

    /// <summary>What the dialog ended with; null unless <see cref="DialogTurnStatus.Complete"/>.</summary>
    [JsonProperty("result")]
    public object Result { get; set; } = result;

    /// <summary>A dialog has ended its parent too, which must do nothing more this turn.</summary>
    [JsonProperty("parentEnded")]
    public bool ParentEnded { get; set; }
}

public enum DialogTurnStatus
{
    /// <summary>No dialog is on the stack.</summary>
    Empty = 0,

    Waiting = 1,

    Complete = 2,

    Cancelled = 3,

    /// <summary>The turn is over although the dialog has completed.</summary>
    CompleteAndWait = 4,
}
