using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class FoundChoice
{
    [JsonProperty("value")]
    public string Value { get; set; }

    /// <summary>Position in the list of choices, from 0.</summary>
    [JsonProperty("index")]
    public int Index { get; set; }

    /// <summary>0.4 to 1; a choice made by its number scores 1.</summary>
    [JsonProperty("score")]
    public float Score { get; set; }

    /// <summary>The value, title or synonym that was found; null when the choice was made by its number.</summary>
    [JsonProperty("synonym")]
    public string Synonym { get; set; }
}
