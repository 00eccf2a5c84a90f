namespace SsprBot.Domain;

/// <summary>The record that a gate was passed. Only <see cref="RecoverySession.WithProof"/> can add one.</summary>
/// <param name="Destination">A keyed hash of where the code went.</param>
/// <param name="Challenge">The id of the question that was answered; a question gives at most one proof.</param>
public sealed record Proof(GateMethod Method, string Destination, string Challenge, DateTimeOffset At)
{
    /// <summary>Two gates differ in method and destination (SMS and voice to one number are one).</summary>
    public bool IsIndependentOf(Proof other) =>
        Method.Verification() != other.Method.Verification() && !string.Equals(Destination, other.Destination, StringComparison.Ordinal);
}
