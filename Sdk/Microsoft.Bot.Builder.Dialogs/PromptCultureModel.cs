namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>The words of a language that prompts need.</summary>
public class PromptCultureModel
{
    /// <summary>A BCP-47 tag of language and region, in lower case.</summary>
    public string Locale { get; set; }

    /// <summary>Between the items of a list, spaces included.</summary>
    public string Separator { get; set; }

    /// <summary>Between two items, spaces included.</summary>
    public string InlineOr { get; set; }

    /// <summary>Before the last of more than two items, spaces included.</summary>
    public string InlineOrMore { get; set; }

    public string YesInLanguage { get; set; }

    public string NoInLanguage { get; set; }
}
