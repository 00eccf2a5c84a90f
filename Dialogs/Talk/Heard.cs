using Microsoft.Bot.Builder.Dialogs;

namespace SsprBot.Talk;

/// <summary>What came back to a question: words, the name of an option, or a command that the step itself must obey.</summary>
public sealed record Heard(string Text, Command Command)
{
    public static Heard In(WaterfallStepContext step) => (Heard)step.Result;

    public override string ToString() => $"({Command})";
}
