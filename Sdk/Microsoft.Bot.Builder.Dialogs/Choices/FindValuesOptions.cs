using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class FindValuesOptions
{
    /// <summary>Find a value although some of its words are missing.</summary>
    [JsonProperty("allowPartialMatches")]
    public bool AllowPartialMatches { get; set; }

    /// <summary>A BCP-47 language tag; en-us when null.</summary>
    [JsonProperty("locale")]
    public string Locale { get; set; }

    /// <summary>How many words may stand between two words of a value; 2 when null.</summary>
    [JsonProperty("maxTokenDistance")]
    public int? MaxTokenDistance { get; set; }

    [JsonIgnore]
    public TokenizerFunction Tokenizer { get; set; }
}
