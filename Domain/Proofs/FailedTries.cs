namespace SsprBot.Domain;

/// <summary>Counts what failed in a session; enough of it ends the session. The account's own count is the <see cref="Guard"/>'s.</summary>
public sealed class FailedTries(Vault vault, Vigilance vigilance, Policy policy)
{
    /// <returns>The session as it is now; null when it is over.</returns>
    public async Task<RecoverySession?> RecordAsync(Versioned<RecoverySession> seen, string reason, GateMethod method, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (seen.Value.WithFailedTry(policy.Limits.FailuresPerAccount, vault.Now) is not { } failed)
            {
                return null;
            }

            if (await vault.Sessions.TryReplaceAsync(failed.Id, seen, failed, ct) is not null)
            {
                await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Failed, reason, failed, ct, Kebab.Of(method));
                await vigilance.CountAsync(ct);
                return failed;
            }

            if (await vault.Sessions.ReadAsync(failed.Id, ct) is not { } again)
            {
                return null;
            }

            seen = again;
        }

        return seen.Value;
    }
}
