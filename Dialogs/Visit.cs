using SsprBot.Domain;

namespace SsprBot;

/// <summary>Where the conversation goes after a step.</summary>
public enum Way
{
    On,

    /// <summary>To the question before.</summary>
    Back,

    /// <summary>To the end; the step has said why.</summary>
    Out,
}

/// <summary>An identified visit: its session and the methods that it may still choose from.</summary>
/// <param name="GatesPassed">How many proofs it has given.</param>
/// <param name="LinkMessage">The id of the message that holds the way to the secure page, once there is one.</param>
/// <param name="Goal">What is wanted.</param>
public sealed record Visit(Way Way, string Session, GateMethod[] Methods, int GatesPassed, string? LinkMessage = null, Goal Goal = Goal.Reset)
{
    public static Visit Of(RecoverySession session) => new(
        Way.On, session.Id, session.State is SessionState.Proving ? [.. session.OpenMethods()] : [], session.Proofs.Count, Goal: session.Goal);

    public static Visit Ends(Way way) => new(way, "", [], 0);
}
