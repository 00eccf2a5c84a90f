namespace SsprBot.Domain;

/// <summary>
/// What every gate does with an answer: the attempt is reserved, then compared, so that parallel guesses cannot be more than the limits
/// allow; what is right becomes a proof.
/// </summary>
public sealed class Gatekeeper(Vault vault, PasswordLink links, FailedTries failures, Policy policy)
{
    /// <returns>The session when it stands at a gate; null when it does not, or is over.</returns>
    public async Task<Versioned<RecoverySession>?> AtGateAsync(string sessionId, CancellationToken ct) =>
        await vault.Sessions.ReadAsync(sessionId, ct) is { Value.State: SessionState.Proving } seen && seen.Value.IsLive(vault.Now) ? seen : null;

    /// <summary>Judges an answer to the question that is open.</summary>
    /// <param name="isRight">Asked once, after the attempt is reserved, whoever it is: what it costs must not depend on the outcome.</param>
    public async Task<GateCheck> TryAsync(
        string sessionId, Func<RecoverySession, Challenge, CancellationToken, Task<bool>> isRight, CancellationToken ct)
    {
        if (await AtGateAsync(sessionId, ct) is not { Value: var session } seen)
        {
            return new GateCheck.Over();
        }

        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.Guards.ReadAsync(session.GuardId, ct) is not { } guarded || guarded.Value.Open(sessionId) is not { } challenge)
            {
                return new GateCheck.Expired();
            }

            if (challenge.Tries >= policy.CodeTries)
            {
                return new GateCheck.Wrong(0);
            }

            if (vault.Now >= challenge.ExpiresAt)
            {
                return new GateCheck.Expired();
            }

            var settled = guarded.Value.Settled(session);
            var locked = settled.IsLocked(challenge.Method.Verification(), policy.Limits, vault.Now);
            var reserved = settled.Reserved(challenge, policy.CodeTries, counts: !locked, vault.Now);
            if (await vault.Guards.TryReplaceAsync(session.GuardId, guarded, reserved, ct) is not null)
            {
                var right = await isRight(session, challenge, ct);
                return await JudgeAsync(seen, challenge with { Tries = challenge.Tries + 1 }, right, locked, ct);
            }
        }

        return new GateCheck.Wrong(Math.Max(1, policy.CodeTries - 1));
    }

    /// <summary>Makes a proof or a failure of an attempt that was reserved.</summary>
    /// <param name="challenge">With the try that was taken.</param>
    /// <param name="locked">There were too many failures before: it fails whatever was answered.</param>
    public Task<GateCheck> JudgeAsync(Versioned<RecoverySession> seen, Challenge challenge, bool right, bool locked, CancellationToken ct) =>
        right && !locked ? ProveAsync(seen, challenge, ct) : FailAsync(seen, challenge, locked, ct);

    private async Task<GateCheck> ProveAsync(Versioned<RecoverySession> seen, Challenge challenge, CancellationToken ct)
    {
        var proof = new Proof(challenge.Method, challenge.Destination, challenge.Id, vault.Now);
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (seen.Value.WithProof(proof, vault.Now) is not { } proved)
            {
                return new GateCheck.Over();
            }

            // The last proof and the link are one write. Whose account is locked may want to keep the password.
            var minted = proved is { Goal: Goal.Reset, State: SessionState.Verified } && !(policy.UnlockAlone && proved.Subject!.Locked) ? links.Mint(proved) : null;
            var next = minted?.Session ?? proved;
            if (await vault.Sessions.TryReplaceAsync(next.Id, seen, next, ct) is not null)
            {
                await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "proof-given", next, ct, Kebab.Of(challenge.Method));
                return new GateCheck.Right(next, minted?.Link);
            }

            if (await vault.Sessions.ReadAsync(proved.Id, ct) is not { } again)
            {
                break;
            }

            seen = again;
        }

        return new GateCheck.Over();
    }

    private async Task<GateCheck> FailAsync(Versioned<RecoverySession> seen, Challenge challenge, bool locked, CancellationToken ct) =>
        await failures.RecordAsync(seen, locked ? "locked" : ReasonOf(challenge.Method), challenge.Method, ct) switch
        {
            null => new GateCheck.Over(),
            { IsOver: true } => new GateCheck.NotVerified(),
            _ => new GateCheck.Wrong(policy.CodeTries - challenge.Tries),
        };

    private static string ReasonOf(GateMethod method) => method.Verification() is VerificationMethod.SecurityQuestions ? "wrong-answers" : "wrong-code";
}
