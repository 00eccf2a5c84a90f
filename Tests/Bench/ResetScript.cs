namespace SsprBot.Bench;

/// <summary>The reset conversation that is measured: to a code that is wrong, and away. The greeting is a turn too.</summary>
internal static class ResetScript
{
    /// <summary>How the greeting begins.</summary>
    public const string Greeting = "Hello";

    /// <summary>What is said and how the answer begins. Nobody has the user ID, which must cost the same as if somebody had.</summary>
    public static IReadOnlyList<(string Said, string Answer)> For(string userId) =>
    [
        ("I forgot my password", "What is your user ID?"),
        (userId, "Now let's make sure it is you."),
        ("1", "If this address is registered, a code"),
        ("123456", "That is not the code."),
        ("cancel", "I stopped."),
    ];
}
