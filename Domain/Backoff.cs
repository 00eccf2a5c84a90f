namespace SsprBot.Domain;

/// <summary>How long to wait before something is tried again: twice as long after each failure, up to a limit.</summary>
public sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    // Enough for any pause to have come to its limit, and far from what a time span can hold.
    private const int MostDoublings = 20;

    /// <param name="failures">1 or more.</param>
    public TimeSpan After(int failures)
    {
        var pause = First * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        return pause < Longest ? pause : Longest;
    }
}
