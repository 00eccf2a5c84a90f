using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class ModelResult<T>
{
    /// <summary>The part of the utterance that was recognised.</summary>
    [JsonProperty("text")]
    public string Text { get; set; }

    /// <summary>Index of the first character.</summary>
    [JsonProperty("start")]
    public int Start { get; set; }

    /// <summary>Index of the last character, inclusive.</summary>
    [JsonProperty("end")]
    public int End { get; set; }

    [JsonProperty("typeName")]
    public string TypeName { get; set; }

    [JsonProperty("resolution")]
    public T Resolution { get; set; }
}
