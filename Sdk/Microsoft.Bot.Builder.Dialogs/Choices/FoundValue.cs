using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class FoundValue
{
    [JsonProperty("value")]
    public string Value { get; set; }

    /// <summary>The index that came with the value.</summary>
    [JsonProperty("index")]
    public int Index { get; set; }

    /// <summary>0.4 to 1; 1 when every word was found and nothing stood in between.</summary>
    [JsonProperty("score")]
    public float Score { get; set; }
}
