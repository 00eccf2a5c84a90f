namespace SsprBot.Channels.DirectLine;

/// <summary>What became of an activity that a client posted.</summary>
public abstract record PostOutcome
{
    /// <summary>The turn is over and written down, now or when the same was posted before.</summary>
    /// <param name="Id">What the channel calls the activity.</param>
    public sealed record Posted(string Id) : PostOutcome;

    /// <summary>The turn is over and written down, but the bot failed in it.</summary>
    public sealed record Failed : PostOutcome;

    /// <summary>Too much is waiting already; nothing was done.</summary>
    public sealed record Busy : PostOutcome;

    /// <summary>No such conversation was started, or it is somebody else's.</summary>
    public sealed record Unknown : PostOutcome;
}

/// <summary>What became of a wish to start a conversation.</summary>
internal enum StartOutcome { Started, Resumed, Busy, Unknown }
