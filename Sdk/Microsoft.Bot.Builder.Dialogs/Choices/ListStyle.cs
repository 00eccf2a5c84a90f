namespace Microsoft.Bot.Builder.Dialogs.Choices;

public enum ListStyle
{
    /// <summary>Choices are not shown.</summary>
    None = 0,

    /// <summary>What the channel shows best: <see cref="ChoiceFactory"/> decides.</summary>
    Auto = 1,

    Inline = 2,

    /// <summary>One choice a line.</summary>
    List = 3,

    SuggestedAction = 4,

    HeroCard = 5,
}
