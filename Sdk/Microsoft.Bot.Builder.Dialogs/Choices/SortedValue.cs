using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class SortedValue
{
    [JsonProperty("value")]
    public string Value { get; set; }

    /// <summary>Handed back with every find; several values may share one.</summary>
    [JsonProperty("index")]
    public int Index { get; set; }
}
