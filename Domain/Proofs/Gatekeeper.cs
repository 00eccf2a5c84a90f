namespace SsprBot.Domain;

/// <summary>
/// What every gate does with an answer: the attempt is reserved, then compared, so that parallel guesses cannot be more than the limits
/// allow; what is right becomes a proof.
/// </summary>
public sealed class Gatekeeper(Vault vault, PasswordLink links, FailedTries failures, Budget budget, Switches switches, Policy policy)
{
    /// <returns>The session when it stands at a gate; null when it does not, or is over.</returns>
    public async Task<Versioned<RecoverySession>?> AtGateAsync(string sessionId, CancellationToken ct) =>
        await vault.Sessions.ReadAsync(sessionId, ct) is { Value.State: SessionState.Proving } seen && seen.Value.IsLive(vault.Now) ? seen : null;

    /// <summary>Judges an answer to the question that is open.</summary>
    /// <param name="isRight">Asked once, after the attempt is reserved, whoever it is: what it costs must not depend on the outcome.</param>
    public Task<GateCheck> TryAsync(
        string sessionId, Func<RecoverySession, Challenge, CancellationToken, Task<bool>> isRight, CancellationToken ct) =>
        TryAsync(sessionId, null, isRight, ct);

    /// <summary>Judges the only answer that a question may have, given outside the chat: the way to the secure page is left to the chat.</summary>
    /// <param name="challenge">The id of the question; when another has taken its place, its answer counts nowhere.</param>
    public Task<GateCheck> TryOnceAsync(
        string sessionId, string challenge, Func<RecoverySession, Challenge, CancellationToken, Task<bool>> isRight, CancellationToken ct) =>
        TryAsync(sessionId, challenge, isRight, ct);

    private async Task<GateCheck> TryAsync(
        string sessionId, string? once, Func<RecoverySession, Challenge, CancellationToken, Task<bool>> isRight, CancellationToken ct)
    {
        var tries = once is null ? policy.CodeTries : 1;
        if (await AtGateAsync(sessionId, ct) is not { Value: var session } seen)
        {
            return new GateCheck.Over();
        }

        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.Guards.ReadAsync(session.GuardId, ct) is not { } guarded || guarded.Value.Open(sessionId) is not { } challenge || (once ?? challenge.Id) != challenge.Id)
            {
                return new GateCheck.Expired();
            }

            if (challenge.Tries >= tries)
            {
                return new GateCheck.Wrong(0);
            }

            if (vault.Now >= challenge.ExpiresAt)
            {
                return new GateCheck.Expired();
            }

            var settled = guarded.Value.Settled(session);
            var locked = settled.IsLocked(challenge.Method.Verification(), policy.Limits, vault.Now);
            var reserved = settled.Reserved(challenge, tries, counts: !locked, vault.Now);
            if (await vault.Guards.TryReplaceAsync(session.GuardId, guarded, reserved, ct) is not null)
            {
                var right = await isRight(session, challenge, ct);
                return await JudgeAsync(seen, challenge with { Tries = challenge.Tries + 1 }, right && !locked, tries, linked: once is null, locked, ct);
            }
        }

        return new GateCheck.Wrong(Math.Max(1, tries - 1));
    }

    /// <summary>Makes a proof or a failure of an attempt that was reserved.</summary>
    /// <param name="challenge">With the try that was taken.</param>
    /// <param name="locked">There were too many failures before: it fails whatever was answered.</param>
    public Task<GateCheck> JudgeAsync(Versioned<RecoverySession> seen, Challenge challenge, bool right, bool locked, CancellationToken ct) =>
        JudgeAsync(seen, challenge, right && !locked, policy.CodeTries, linked: true, locked, ct);

    private Task<GateCheck> JudgeAsync(
        Versioned<RecoverySession> seen, Challenge challenge, bool proved, int tries, bool linked, bool locked, CancellationToken ct) =>
        proved ? ProveAsync(seen, challenge, linked, ct) : FailAsync(seen, challenge, tries, locked, ct);

    private async Task<GateCheck> ProveAsync(Versioned<RecoverySession> seen, Challenge challenge, bool linked, CancellationToken ct)
    {
        var proof = new Proof(challenge.Method, challenge.Destination, challenge.Id, vault.Now);
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (switches.IsOff(challenge.Method.Verification()) || seen.Value.WithProof(proof, vault.Now) is not { } proved)
            {
                return new GateCheck.Over();
            }

            // The last proof and the link are one write. Whose account is locked may want to keep the password.
            var asks = policy.UnlockAlone && proved.Subject!.Locked;
            var minted = linked && !asks && proved is { Goal: Goal.Reset, State: SessionState.Verified } ? links.Mint(proved) : null;
            var next = minted?.Session ?? proved;
            if (await vault.Sessions.TryReplaceAsync(next.Id, seen, next, ct) is not null)
            {
                await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "proof-given", next, ct, Kebab.Of(challenge.Method));
                if (challenge.Method.Verification() is VerificationMethod.SmsCode or VerificationMethod.VoiceCall)
                {
                    budget.Redeem(challenge.Id);
                }

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

    private async Task<GateCheck> FailAsync(Versioned<RecoverySession> seen, Challenge challenge, int tries, bool locked, CancellationToken ct) =>
        await failures.RecordAsync(seen, locked ? "locked" : ReasonOf(challenge.Method), challenge.Method, ct) switch
        {
            null => new GateCheck.Over(),
            { IsOver: true } => new GateCheck.NotVerified(),
            _ => new GateCheck.Wrong(tries - challenge.Tries),
        };

    private static string ReasonOf(GateMethod method) => method.Verification() switch
    {
        VerificationMethod.SecurityQuestions => "wrong-answers",
        VerificationMethod.VoiceCall => "wrong-keys",
        _ => "wrong-code",
    };
}
