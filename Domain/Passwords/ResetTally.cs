namespace SsprBot.Domain;

/// <summary>The resets of all accounts within an hour, in their order.</summary>
/// <param name="Told">When administrators were last told that they are many.</param>
public sealed record ResetTally(IReadOnlyList<DateTimeOffset> At, DateTimeOffset? Told)
{
    public static readonly ResetTally None = new([], null);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>One more. That they are many is told once an hour.</summary>
    /// <param name="many">How many are many.</param>
    public ResetTally With(DateTimeOffset now, int many)
    {
        DateTimeOffset[] within = [.. At.Where(at => now - at < Hour), now];
        return new ResetTally(within, within.Length >= many && !(now - Told < Hour) ? now : Told);
    }
}
