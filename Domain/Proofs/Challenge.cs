namespace SsprBot.Domain;

/// <summary>One open question at a gate: a code that was sent, a call that was placed, or security questions.</summary>
/// <param name="Session">The session it was asked in; it counts nowhere else.</param>
/// <param name="Mac">The keyed hash of the right answer, base64; empty when burnt or when there is no right answer.</param>
public sealed record Challenge(string Id, string Session, GateMethod Method, string Destination, string Mac, int Tries, DateTimeOffset ExpiresAt)
{
    /// <summary>What is asked, in this order, and what the answers are compared with; null where a code was sent.</summary>
    public IReadOnlyList<EnrolledAnswer>? Questions { get; init; }

    /// <summary>The answers so far of the try that is going on; null before its first one and after its last.</summary>
    public QuestionRound? Round { get; init; }

    public bool IsUsedUp(int tries) => Round is null && Tries >= tries;
}

/// <summary>A try at security questions that is not complete. It tells nobody anything before it is.</summary>
/// <param name="Answered">How many were answered.</param>
/// <param name="Right">All of them were right.</param>
/// <param name="Locked">There were too many failures when it began: it cannot succeed.</param>
public sealed record QuestionRound(int Answered, bool Right, bool Locked)
{
    /// <summary>The hashes of answers that were registered with less work than now, as they would be kept if all are right; null where there are none.</summary>
    public IReadOnlyList<EnrolledAnswer>? Renewed { get; init; }
}
