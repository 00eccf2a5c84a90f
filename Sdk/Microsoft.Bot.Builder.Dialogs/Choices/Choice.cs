using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class Choice(string value = null)
{
    /// <summary>What comes back when this choice is made; shown too when there is no <see cref="Action"/>.</summary>
    [JsonProperty("value")]
    public string Value { get; set; } = value;

    /// <summary>The button to show; one that sends <see cref="Value"/> when null.</summary>
    [JsonProperty("action", NullValueHandling = NullValueHandling.Ignore)]
    public CardAction Action { get; set; }

    /// <summary>Other words that make this choice.</summary>
    [JsonProperty("synonyms", NullValueHandling = NullValueHandling.Ignore)]
    public List<string> Synonyms { get; set; }

    internal string Title => Action?.Title ?? Value ?? string.Empty;
}
