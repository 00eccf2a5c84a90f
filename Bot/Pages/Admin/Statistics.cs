using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>What happened within one step of time.</summary>
internal sealed record Step(DateOnly Begins)
{
    public int Resets { get; set; }

    public int Unlocks { get; set; }

    public int Changes { get; set; }

    public int Registrations { get; set; }

    public int Throttled { get; set; }
}

/// <summary>Counts a span of the activity log in one reading.</summary>
/// <param name="days">How long a step is.</param>
internal sealed class Statistics(DateTimeOffset from, DateTimeOffset until, int days)
{
    private static readonly string[] s_throttled = ["sender-throttled", "locked", "text-stopped", "call-stopped"];
    private static readonly int[] s_minutes = [1, 2, 5, 10, 15];

    private readonly Dictionary<string, Visit> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _methods = new(StringComparer.Ordinal);

    public IReadOnlyList<Step> Steps { get; } =
        [.. Enumerable.Range(0, ((int)(until - from).TotalDays + days - 1) / days).Select(step => new Step(DateOnly.FromDateTime(from.UtcDateTime).AddDays(step * days)))];

    /// <summary>Why something failed or was blocked, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, int>> Failures => Frequent(_failures);

    /// <summary>Methods by which proofs were given, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, int>> Methods => Frequent(_methods);

    /// <summary>How many visits were done within so many minutes; null for longer than all.</summary>
    public IEnumerable<(int? Minutes, int Visits)> TimesToFinish()
    {
        var times = _done.Values.Select(visit => (visit.Ended - visit.Began).TotalMinutes).ToArray();
        var least = 0;
        foreach (var most in s_minutes)
        {
            yield return (most, times.Count(minutes => minutes >= least && minutes < most));
            least = most;
        }

        yield return (null, times.Count(minutes => minutes >= least));
    }

    /// <param name="happened">The newest come first.</param>
    public void Add(AuditEvent happened)
    {
        if (happened.At < from || happened.At >= until || happened.Activity is AuditActivity.AdminAreaUsed)
        {
            return;
        }

        Count(StepOf(happened.At), happened);
        if (IsDone(happened))
        {
            _done.TryAdd(happened.Session, new Visit(happened.At, happened.At));
        }
        else if (_done.TryGetValue(happened.Session, out var visit))
        {
            _done[happened.Session] = visit with { Began = happened.At };
        }

        if (happened.Result is AuditResult.Failed or AuditResult.Blocked)
        {
            Increase(_failures, happened.Reason);
        }
        else if (happened.Reason == "proof-given")
        {
            Increase(_methods, happened.Detail);
        }
    }

    private Step StepOf(DateTimeOffset at) => Steps[Math.Min(Steps.Count - 1, (int)(at - from).TotalDays / days)];

    private static void Count(Step step, AuditEvent happened)
    {
        step.Resets += happened.Reason == "password-set" ? 1 : 0;
        step.Unlocks += happened.Reason == "unlocked" ? 1 : 0;
        step.Changes += happened.Reason == "password-changed" ? 1 : 0;
        step.Registrations += happened is { Activity: AuditActivity.SecurityInfoChanged, Reason: "registered" } ? 1 : 0;
        step.Throttled += s_throttled.Contains(happened.Reason) ? 1 : 0;
    }

    // What was begun has a name of its own.
    private static bool IsDone(AuditEvent happened) => happened.Session.Length > 0 && happened.Reason is "password-set" or "unlocked" or "password-changed";

    private static void Increase(Dictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private static IEnumerable<KeyValuePair<string, int>> Frequent(Dictionary<string, int> counts) =>
        counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Take(20);

    private sealed record Visit(DateTimeOffset Began, DateTimeOffset Ended);
}
