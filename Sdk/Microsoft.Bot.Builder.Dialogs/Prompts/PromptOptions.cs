using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What a prompt asks; it is stored until the answer comes.</summary>
public class PromptOptions
{
    [JsonConverter(typeof(StoredActivity))]
    [JsonProperty("prompt", NullValueHandling = NullValueHandling.Ignore)]
    public Activity Prompt { get; set; }

    /// <summary>Sent after an answer that will not do; <see cref="Prompt"/> when null.</summary>
    [JsonConverter(typeof(StoredActivity))]
    [JsonProperty("retryPrompt", NullValueHandling = NullValueHandling.Ignore)]
    public Activity RetryPrompt { get; set; }

    [JsonProperty("choices", NullValueHandling = NullValueHandling.Ignore)]
    public IList<Choice> Choices { get; set; }

    /// <summary>How choices are shown; as the prompt does it when null.</summary>
    [JsonProperty("style", NullValueHandling = NullValueHandling.Ignore)]
    public ListStyle? Style { get; set; }

    /// <summary>For the validator.</summary>
    [JsonProperty("validations", NullValueHandling = NullValueHandling.Ignore)]
    public object Validations { get; set; }

    /// <summary>The BCP-47 tag of the language that answers are read in; that of the activity when null.</summary>
    [JsonProperty("recognizeLanguage", NullValueHandling = NullValueHandling.Ignore)]
    public string RecognizeLanguage { get; set; }
}
