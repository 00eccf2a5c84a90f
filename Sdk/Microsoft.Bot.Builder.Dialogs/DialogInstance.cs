using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>A dialog that has begun and not ended.</summary>
public class DialogInstance
{
    [JsonProperty("id")]
    public string Id { get; set; }

    /// <summary>What the dialog remembers; values come back from storage as JSON makes them, integers as Int64.</summary>
    [JsonProperty("state")]
    public IDictionary<string, object> State { get; set; }

    [JsonProperty("stackIndex", NullValueHandling = NullValueHandling.Ignore)]
    public int? StackIndex { get; set; }

    /// <summary>The version of a container when it last ran.</summary>
    [JsonProperty("version", NullValueHandling = NullValueHandling.Ignore)]
    public string Version { get; set; }
}
