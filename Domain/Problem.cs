namespace SsprBot.Domain;

/// <summary>What is wrong with a setting, as a sentence for the administrator.</summary>
public static class Problem
{
    /// <returns>Nothing when all is fine, else the problem.</returns>
    public static IEnumerable<string> Unless(bool fine, string problem) => fine ? [] : [problem];
}
