namespace SsprBot.Domain;

/// <summary>What became of an answer at a gate.</summary>
public abstract record GateCheck
{
    private GateCheck()
    {
    }

    /// <param name="Session">As it is now: with one proof more.</param>
    /// <param name="Link">The way to the secure page, when this was the last proof of a reset.</param>
    public sealed record Right(RecoverySession Session, IssuedLink? Link) : GateCheck;

    /// <param name="TriesLeft">0 when the question is used up and a new one is needed.</param>
    public sealed record Wrong(int TriesLeft) : GateCheck;

    /// <summary>The question is too old, or there is none.</summary>
    public sealed record Expired : GateCheck;

    /// <summary>The session has failed too often: nobody could be verified.</summary>
    public sealed record NotVerified : GateCheck;

    public sealed record Over : GateCheck;
}
