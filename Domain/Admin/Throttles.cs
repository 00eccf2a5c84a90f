namespace SsprBot.Domain;

/// <summary>What somebody has had too much of.</summary>
public enum ThrottleReason { Failures, Starts, Mails, Texts, Calls, Resets, WrongPasswords }

/// <summary>Somebody whom the limits hold back now.</summary>
/// <param name="GuardId">What counts; each account has one for strangers and one for whom a channel vouches for.</param>
/// <param name="UserId">As it was typed last.</param>
/// <param name="IsAccount">False where nobody has this user ID, or may not use it.</param>
/// <param name="IsTrusted">What counts for visits that a channel vouches for.</param>
public sealed record Throttled(string GuardId, string UserId, bool IsAccount, bool IsTrusted, IReadOnlyList<ThrottleReason> Why)
{
    /// <summary>The others go away by themselves only: they protect the account in its directory, and from whoever has taken it over.</summary>
    public bool CanBeReleased => Why.Any(reason => reason is not (ThrottleReason.Resets or ThrottleReason.WrongPasswords));

    public override string ToString() => "(throttled)";
}

/// <param name="People">In the order of their user IDs.</param>
/// <param name="IsWhole">False when there were more visits than are looked through.</param>
public sealed record ThrottledNow(IReadOnlyList<Throttled> People, bool IsWhole);

/// <summary>Finds whom the limits hold back. What counts knows no names, so they are taken from the visits of the last 24 hours: nobody else can be throttled.</summary>
public sealed class Throttles(Vault vault, Policy policy)
{
    /// <summary>How many visits are looked through at most.</summary>
    public const int MostVisits = 10_000;

    public async Task<ThrottledNow> ReadAsync(CancellationToken ct)
    {
        var visits = await VisitsAsync(ct);
        var throttled = new List<Throttled>();
        foreach (var visit in visits.Where(visit => visit.GuardId.Length > 0).GroupBy(visit => visit.GuardId).Select(NewestOf))
        {
            if (await JudgeAsync(visit, ct) is { } found)
            {
                throttled.Add(found);
            }
        }

        return new ThrottledNow([.. throttled.OrderBy(one => one.UserId, StringComparer.OrdinalIgnoreCase)], visits.Count < MostVisits);
    }

    /// <returns>Null when this one is not throttled (any more).</returns>
    public async Task<Throttled?> FindAsync(string guardId, CancellationToken ct)
    {
        var visits = (await VisitsAsync(ct)).Where(visit => visit.GuardId == guardId && guardId.Length > 0).ToArray();
        return visits.Length > 0 ? await JudgeAsync(NewestOf(visits), ct) : null;
    }

    /// <summary>What holds somebody back.</summary>
    public async Task<IReadOnlyList<ThrottleReason>> WhyAsync(string guardId, CancellationToken ct) =>
        (await vault.Guards.ReadAsync(guardId, ct))?.Value.Throttles(policy.Limits, vault.Now) ?? [];

    private async Task<Throttled?> JudgeAsync(RecoverySession visit, CancellationToken ct) => await WhyAsync(visit.GuardId, ct) is { Count: > 0 } why
        ? new Throttled(visit.GuardId, visit.UserId, !visit.IsDecoy, visit.Visitor.IsTrusted, why)
        : null;

    private ValueTask<List<RecoverySession>> VisitsAsync(CancellationToken ct) =>
        vault.Sessions.ReadAllAsync(ct).Take(MostVisits).Select(kept => kept.Value).ToListAsync(ct);

    // A visit that was held back itself is a decoy; one of the same person before it was not.
    private static RecoverySession NewestOf(IEnumerable<RecoverySession> visits) => visits.OrderBy(visit => visit.IsDecoy).ThenByDescending(visit => visit.Deadline).First();
}
