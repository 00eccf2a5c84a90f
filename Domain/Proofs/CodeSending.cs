namespace SsprBot.Domain;

/// <summary>What became of the wish for a code or a call.</summary>
public abstract record CodeSending
{
    private CodeSending()
    {
    }

    /// <summary>A code or call is on its way, if there is somebody to get it.</summary>
    public sealed record OnItsWay(int Digits, TimeSpan Lifetime) : CodeSending
    {
        /// <summary>What the chat shows, to be keyed in the call; null where nothing is to be shown.</summary>
        public string? Number { get; init; }

        public override string ToString() => $"({Digits} digits)";
    }

    /// <summary>The number that was typed is not the one on record.</summary>
    public sealed record NumberDiffers : CodeSending;

    /// <summary>This session has asked for enough codes or calls by this method.</summary>
    public sealed record Enough : CodeSending;

    public sealed record DirectoryDown : CodeSending;

    /// <summary>The session has failed too often: nobody could be verified.</summary>
    public sealed record NotVerified : CodeSending;

    public sealed record Over : CodeSending;
}
