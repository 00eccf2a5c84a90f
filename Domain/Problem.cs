namespace SsprBot.Domain;

/// <summary>What is wrong with a setting, as a sentence for the administrator.</summary>
internal static class Problem
{
    public static IEnumerable<string> Unless(bool fine, string problem) => fine ? [] : [problem];
}
