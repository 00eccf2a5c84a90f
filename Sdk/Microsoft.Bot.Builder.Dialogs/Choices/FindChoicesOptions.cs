using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class FindChoicesOptions : FindValuesOptions
{
    /// <summary>Do not look for the values of the choices.</summary>
    [JsonProperty("noValue")]
    public bool NoValue { get; set; }

    /// <summary>Do not look for the titles and values of their actions.</summary>
    [JsonProperty("noAction")]
    public bool NoAction { get; set; }

    /// <summary>"2" and "two" make the second choice, when no choice is found by its words.</summary>
    [JsonProperty("recognizeNumbers")]
    public bool RecognizeNumbers { get; set; } = true;

    /// <summary>"the second" makes the second choice, when no choice is found by its words.</summary>
    [JsonProperty("recognizeOrdinals")]
    public bool RecognizeOrdinals { get; set; } = true;

    /// <summary>The same options in a language; prompts are shared by conversations, so their own options stay as they are.</summary>
    internal FindChoicesOptions In(string locale)
    {
        var options = (FindChoicesOptions)MemberwiseClone();
        options.Locale = locale;
        return options;
    }
}
