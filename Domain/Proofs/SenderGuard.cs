namespace SsprBot.Domain;

/// <summary>What is counted against one sender.</summary>
public sealed record SenderGuard
{
    public static readonly SenderGuard New = new();

    private static readonly TimeSpan StartWindow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UserIdWindow = TimeSpan.FromHours(1);

    public IReadOnlyList<SenderStart> Starts { get; init; } = [];

    public bool MayStart(string userId, Limits limits, DateTimeOffset now) =>
        Starts.Count(start => now - start.At < StartWindow) < limits.StartsPerSender
        && Starts.Where(start => start.UserId != userId).Select(start => start.UserId).Distinct().Count() < limits.UserIdsPerSender;

    public bool HasStarted(TimeSpan within, DateTimeOffset now) => StartedWithin(within, now) > 0;

    /// <param name="within">An hour at most: older starts are forgotten.</param>
    public int StartedWithin(TimeSpan within, DateTimeOffset now) => Starts.Count(start => now - start.At < within);

    public SenderGuard Started(string userId, DateTimeOffset now) =>
        this with { Starts = [.. Starts.Where(start => now - start.At < UserIdWindow), new SenderStart(userId, now)] };

    /// <summary>The newest start with a user ID came to nothing: it does not count.</summary>
    public SenderGuard NotStarted(string userId) =>
        Starts.LastOrDefault(start => start.UserId == userId) is { } last ? this with { Starts = [.. Starts.Where(start => !ReferenceEquals(start, last))] } : this;
}

/// <param name="UserId">A pseudonym.</param>
public sealed record SenderStart(string UserId, DateTimeOffset At);
