namespace SsprBot.Domain;

/// <summary>What became of a typed code.</summary>
public abstract record CodeCheck
{
    private CodeCheck()
    {
    }

    /// <param name="Session">As it is now: with one proof more.</param>
    /// <param name="Link">The way to the secure page, when this was the last proof of a reset.</param>
    public sealed record Right(RecoverySession Session, IssuedLink? Link) : CodeCheck;

    /// <param name="TriesLeft">0 when the code is used up and a new one is needed.</param>
    public sealed record Wrong(int TriesLeft) : CodeCheck;

    public sealed record Expired : CodeCheck;

    /// <summary>The session has failed too often: nobody could be verified.</summary>
    public sealed record NotVerified : CodeCheck;

    public sealed record Over : CodeCheck;
}
