namespace SsprBot.Domain;

/// <summary>
/// Watches the wrong answers about all accounts together. Many at a time may be somebody who tries a little on everybody; codes are then longer, which
/// costs people two digits and a guess a hundred times as many tries.
/// </summary>
/// <remarks>Each instance watches what it hears itself: a turn waits for nothing here, and a restart forgets ten minutes.</remarks>
public sealed class Vigilance(Vault vault, AdministratorMail administrators, Policy policy)
{
    private const int Longer = 2;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan BetweenMails = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();

    // The newest ones, no more than it takes to tell.
    private readonly Queue<DateTimeOffset> _wrong = new();

    private DateTimeOffset? _told;

    /// <summary>By how many digits a code is longer now than the policy says.</summary>
    public int MoreDigits
    {
        get
        {
            lock (_lock)
            {
                return AreMany() ? Longer : 0;
            }
        }
    }

    /// <summary>Counts a wrong answer.</summary>
    public async Task CountAsync(CancellationToken ct)
    {
        if (AreManyNow())
        {
            await vault.AuditAsync(AuditActivity.SuspiciousActivityReported, AuditResult.Blocked, "many-wrong-answers", ct);
            await (IsNews() ? administrators.SendAsync(Letter.ManyWrongAnswers, policy.Limits.FailuresOverAll, ct) : Task.CompletedTask);
        }
    }

    /// <returns>True for the one that makes them many.</returns>
    private bool AreManyNow()
    {
        lock (_lock)
        {
            var wereMany = AreMany();
            _wrong.Enqueue(vault.Now);
            if (_wrong.Count > policy.Limits.FailuresOverAll)
            {
                _wrong.Dequeue();
            }

            return !wereMany && AreMany();
        }
    }

    /// <returns>True once an hour.</returns>
    private bool IsNews()
    {
        lock (_lock)
        {
            var isNews = !(vault.Now - _told < BetweenMails);
            _told = isNews ? vault.Now : _told;
            return isNews;
        }
    }

    private bool AreMany() => _wrong.Count >= policy.Limits.FailuresOverAll && vault.Now - _wrong.Peek() < Window;
}
