namespace SsprBot.Domain;

/// <summary>
/// Watches the resets of all accounts together. Many within an hour may be somebody who takes one account after another, however well each was proved:
/// administrators are told of them, and far too many switch self-service off until one of them has looked.
/// </summary>
public sealed class ResetWatch(Vault vault, Switching switching, AdministratorMail administrators, Policy policy)
{
    private const string One = "all";

    /// <summary>Counts a reset that was done.</summary>
    public async Task CountAsync(CancellationToken ct)
    {
        var before = ResetTally.None;
        var tally = await vault.Resets.TryChangeAsync(One, kept => (before = kept).With(vault.Now, policy.Limits.ResetsOverAll), ct, ResetTally.None);
        if (tally?.At.Count >= policy.Limits.ResetsBeforePause)
        {
            await PauseAsync(tally.At.Count, ct);
        }
        else if (tally is not null && tally.Told != before.Told)
        {
            await TellAsync(Letter.ManyResets, "many-resets", tally.At.Count, ct);
        }
    }

    // When it is switched on again an administrator has looked: counting begins anew.
    private async Task PauseAsync(int resets, CancellationToken ct)
    {
        if (await switching.StopAsync(ct))
        {
            await vault.Resets.TryChangeAsync(One, tally => tally with { At = [] }, ct);
            await TellAsync(Letter.SelfServicePaused, "too-many-resets", resets, ct);
        }
    }

    private async Task TellAsync(Letter letter, string reason, int resets, CancellationToken ct)
    {
        await vault.AuditAsync(AuditActivity.SuspiciousActivityReported, AuditResult.Blocked, reason, ct);
        await administrators.SendAsync(letter, resets, ct);
    }
}
