namespace SsprBot.Domain;

/// <summary>
/// Watches the wrong answers about all accounts together. Many at a time may be somebody who tries a little on everybody; codes are then longer, which
/// costs people two digits and a guess a hundred times as many tries.
/// </summary>
public sealed class Vigilance(Vault vault, Policy policy)
{
    private const string All = "all";
    private const int Longer = 2;

    /// <summary>Counts a wrong answer. What is lost where many write at once is made up for by the others.</summary>
    public async Task CountAsync(CancellationToken ct)
    {
        var wereMany = false;
        var counted = await vault.WrongAnswers.TryChangeAsync(
            All,
            answers =>
            {
                wereMany = answers.AreMany(policy.Limits, vault.Now);
                return answers.WithOneMore(policy.Limits, vault.Now);
            },
            ct,
            WrongAnswers.None);
        if (!wereMany && counted?.AreMany(policy.Limits, vault.Now) is true)
        {
            await vault.AuditAsync(AuditActivity.SuspiciousActivityReported, AuditResult.Blocked, "many-wrong-answers", ct);
        }
    }

    /// <returns>By how many digits a code is longer now than the policy says.</returns>
    public async Task<int> MoreDigitsAsync(CancellationToken ct) =>
        await vault.WrongAnswers.ReadAsync(All, ct) is { Value: var answers } && answers.AreMany(policy.Limits, vault.Now) ? Longer : 0;
}

/// <summary>When answers were wrong lately, whoever they were about. No more are kept than it takes to tell.</summary>
public sealed record WrongAnswers(IReadOnlyList<DateTimeOffset> At)
{
    public static readonly WrongAnswers None = new([]);

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public bool AreMany(Limits limits, DateTimeOffset now) => At.Count(at => now - at < Window) >= limits.FailuresOverAll;

    public WrongAnswers WithOneMore(Limits limits, DateTimeOffset now) =>
        new([.. At.Where(at => now - at < Window).TakeLast(limits.FailuresOverAll - 1), now]);
}
