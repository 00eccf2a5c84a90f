using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

public class Token
{
    /// <summary>Index of the first character.</summary>
    [JsonProperty("start")]
    public int Start { get; set; }

    /// <summary>Index of the last character, inclusive.</summary>
    [JsonProperty("end")]
    public int End { get; set; }

    [JsonProperty("text")]
    public string Text { get; set; }

    /// <summary>What is compared: lower case by default.</summary>
    [JsonProperty("normalized")]
    public string Normalized { get; set; }
}

/// <summary>Breaks a text into words.</summary>
public delegate List<Token> TokenizerFunction(string text, string locale = null);
