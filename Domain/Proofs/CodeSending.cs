namespace SsprBot.Domain;

/// <summary>What became of the wish for a code.</summary>
public abstract record CodeSending
{
    private CodeSending()
    {
    }

    /// <summary>A code is on its way, if there is somebody to get it.</summary>
    public sealed record OnItsWay(int Digits, TimeSpan Lifetime) : CodeSending;

    /// <summary>The number that was typed is not the one on record.</summary>
    public sealed record NumberDiffers : CodeSending;

    /// <summary>This session has asked for enough codes by this method.</summary>
    public sealed record Enough : CodeSending;

    public sealed record DirectoryDown : CodeSending;

    /// <summary>The session has failed too often: nobody could be verified.</summary>
    public sealed record NotVerified : CodeSending;

    public sealed record Over : CodeSending;
}
