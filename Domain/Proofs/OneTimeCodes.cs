using System.Security.Cryptography;

namespace SsprBot.Domain;

/// <summary>Sends one-time codes by mail and text, and checks what people type back.</summary>
public sealed class OneTimeCodes(
    Vault vault, IDirectory directory, IOutbox outbox, PasswordLink links, FailedTries failures, Policy policy, Organisation organisation)
{
    /// <param name="wholeNumber">What was typed where the method asks for the whole number; else null.</param>
    public async Task<CodeSending> SendAsync(string sessionId, GateMethod method, string? wholeNumber, CancellationToken ct)
    {
        if (await vault.Sessions.ReadAsync(sessionId, ct) is not { Value: { State: SessionState.Proving } session } seen
            || !session.IsLive(vault.Now)
            || !session.OpenMethods().Contains(method))
        {
            return new CodeSending.Over();
        }

        var (destination, account, down) = await DestinationAsync(session, method, ct);
        if (down)
        {
            return new CodeSending.DirectoryDown();
        }

        var numberIsRight = !method.NeedsWholeNumber()
            || (destination is not null && wholeNumber is not null && WholeNumbers.Matches(wholeNumber, destination));
        return numberIsRight
            ? await OpenAsync(session, method, destination, account, await vault.Guards.ReadAsync(session.GuardId, ct), ct)
            : await CountWrongNumberAsync(seen, method, ct);
    }

    /// <summary>Sends a new code for the question that is open; the old code is dead, and no counter is reset.</summary>
    public async Task<CodeSending> ResendAsync(string sessionId, CancellationToken ct)
    {
        if (await vault.Sessions.ReadAsync(sessionId, ct) is not { Value: { State: SessionState.Proving } session }
            || !session.IsLive(vault.Now)
            || await vault.Guards.ReadAsync(session.GuardId, ct) is not { } guarded
            || guarded.Value.Open(sessionId) is not { } open)
        {
            return new CodeSending.Over();
        }

        var (destination, account, down) = await DestinationAsync(session, open.Method, ct);
        return down ? new CodeSending.DirectoryDown() : await OpenAsync(session, open.Method, destination, account, guarded, ct);
    }

    /// <summary>Reserves the attempt, then compares: parallel guesses cannot be more than the limits allow.</summary>
    public async Task<CodeCheck> CheckAsync(string sessionId, string typed, CancellationToken ct)
    {
        if (await vault.Sessions.ReadAsync(sessionId, ct) is not { Value: { State: SessionState.Proving } session } seen || !session.IsLive(vault.Now))
        {
            return new CodeCheck.Over();
        }

        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.Guards.ReadAsync(session.GuardId, ct) is not { } guarded || guarded.Value.Open(sessionId) is not { } challenge)
            {
                return new CodeCheck.Expired();
            }

            if (challenge.Tries >= policy.CodeTries)
            {
                return new CodeCheck.Wrong(0);
            }

            if (vault.Now >= challenge.ExpiresAt)
            {
                return new CodeCheck.Expired();
            }

            var settled = guarded.Value.Settled(session);
            var locked = settled.IsLocked(challenge.Method.Verification(), policy.Limits, vault.Now);
            var reserved = settled.Reserved(challenge, policy.CodeTries, counts: !locked, vault.Now);
            if (await vault.Guards.TryReplaceAsync(session.GuardId, guarded, reserved, ct) is not null)
            {
                return !locked && IsRight(session, challenge, typed)
                    ? await ProveAsync(seen, challenge, ct)
                    : await FailAsync(seen, challenge, locked, ct);
            }
        }

        return new CodeCheck.Wrong(Math.Max(1, policy.CodeTries - 1));
    }

    /// <summary>ASCII digits of exactly the right length once spaces and dashes are gone; anything else is wrong.</summary>
    private static string? Digits(string typed, int length)
    {
        var digits = typed.Length > 40 ? "" : typed.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return digits.Length == length && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    private bool IsRight(RecoverySession session, Challenge challenge, string typed) =>
        Digits(typed, policy.CodeDigits(challenge.Method.Verification())) is { } code
        && challenge.Mac.Length > 0
        && session.Subject is { } subject
        && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(challenge.Mac), MacOf(session, subject, challenge, code));

    /// <summary>A code is good for one session, account, method, destination and goal only.</summary>
    private byte[] MacOf(RecoverySession session, Subject subject, Challenge challenge, string code) => vault.Pepper.Mac(
        "code-v1", session.Id, challenge.Id, subject.AccountId, challenge.Method.ToString(), challenge.Destination, session.Goal.ToString(), code);

    private async Task<(string? Destination, Account? Account, bool Down)> DestinationAsync(RecoverySession session, GateMethod method, CancellationToken ct)
    {
        if (session.Subject is not { } subject)
        {
            return (null, null, false);
        }

        return await directory.ReadAsync(subject.AccountId, ct) switch
        {
            Found.One { Account: var account } when Eligibility.Check(account, policy) is null =>
                (Eligibility.DestinationOf(account.ContactPoints, method.Contact()!.Value, account), account, false),
            Found.Unavailable => (null, null, true),
            _ => (null, null, false),
        };
    }

    private async Task<CodeSending> OpenAsync(
        RecoverySession session, GateMethod method, string? destination, Account? account, Versioned<Guard>? guarded, CancellationToken ct)
    {
        var verification = method.Verification();
        var code = Secrets.NewCode(policy.CodeDigits(verification));
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var guard = (guarded?.Value ?? Guard.New).Settled(session);
            if (guard.SentIn(session.Id, verification) >= policy.Limits.CodesPerSession)
            {
                return new CodeSending.Enough();
            }

            var leaves = destination is not null
                && !guard.IsLocked(verification, policy.Limits, vault.Now)
                && guard.MaySend(verification, policy.Limits, vault.Now);
            var challenge = new Challenge(
                Secrets.NewId(), session.Id, method, vault.DestinationHash(destination ?? session.Id), "", 0, vault.Now + policy.CodeLifetime(verification));
            if (leaves && session.Subject is { } subject)
            {
                challenge = challenge with { Mac = Convert.ToBase64String(MacOf(session, subject, challenge, code)) };
            }

            if (await vault.Guards.TryWriteAsync(session.GuardId, guarded, guard.Opened(challenge, sent: true, vault.Now), ct) is not null)
            {
                await outbox.EnqueueAsync(MessageOf(session, challenge, leaves ? destination : null, account, code), ct);
                await vault.AuditAsync(
                    AuditActivity.FlowProgress, AuditResult.Succeeded, leaves ? "code-sent" : "code-suppressed", session, ct, Kebab.Of(method));
                return new CodeSending.OnItsWay(policy.CodeDigits(verification), policy.CodeLifetime(verification));
            }

            guarded = await vault.Guards.ReadAsync(session.GuardId, ct);
        }

        return new CodeSending.Over();
    }

    private OutboxMessage MessageOf(RecoverySession session, Challenge challenge, string? destination, Account? account, string code) => new(
        challenge.Id,
        destination is null ? OutboxKind.Nothing : challenge.Method.Verification() is VerificationMethod.EmailCode ? OutboxKind.Mail : OutboxKind.Sms,
        destination ?? "",
        Letter.Code,
        account?.Language ?? session.Visitor.Chat.Language,
        new Dictionary<string, string>
        {
            ["code"] = code,
            ["minutes"] = $"{(int)policy.CodeLifetime(challenge.Method.Verification()).TotalMinutes}",
            ["organisation"] = organisation.Name,
        });

    private async Task<CodeSending> CountWrongNumberAsync(Versioned<RecoverySession> seen, GateMethod method, CancellationToken ct)
    {
        var session = seen.Value;
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var guarded = await vault.Guards.ReadAsync(session.GuardId, ct);
            var guard = (guarded?.Value ?? Guard.New).Settled(session);
            var counted = guard.IsLocked(method.Verification(), policy.Limits, vault.Now)
                ? guard
                : guard.WithAttempt(Secrets.NewId(), method.Verification(), vault.Now);
            if (await vault.Guards.TryWriteAsync(session.GuardId, guarded, counted, ct) is not null)
            {
                break;
            }
        }

        return await failures.RecordAsync(seen, "wrong-number", method, ct) is { IsOver: true } ? new CodeSending.NotVerified() : new CodeSending.NumberDiffers();
    }

    private async Task<CodeCheck> ProveAsync(Versioned<RecoverySession> seen, Challenge challenge, CancellationToken ct)
    {
        var proof = new Proof(challenge.Method, challenge.Destination, challenge.Id, vault.Now);
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (seen.Value.WithProof(proof, vault.Now) is not { } proved)
            {
                return new CodeCheck.Over();
            }

            // The last proof and the link are one write.
            var minted = proved is { Goal: Goal.Reset, State: SessionState.Verified } ? links.Mint(proved) : null;
            var next = minted?.Session ?? proved;
            if (await vault.Sessions.TryReplaceAsync(next.Id, seen, next, ct) is not null)
            {
                await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "proof-given", next, ct, Kebab.Of(challenge.Method));
                return new CodeCheck.Right(next, minted?.Link);
            }

            if (await vault.Sessions.ReadAsync(proved.Id, ct) is not { } again)
            {
                break;
            }

            seen = again;
        }

        return new CodeCheck.Over();
    }

    private async Task<CodeCheck> FailAsync(Versioned<RecoverySession> seen, Challenge challenge, bool locked, CancellationToken ct) =>
        await failures.RecordAsync(seen, locked ? "locked" : "wrong-code", challenge.Method, ct) switch
        {
            null => new CodeCheck.Over(),
            { IsOver: true } => new CodeCheck.NotVerified(),
            _ => new CodeCheck.Wrong(policy.CodeTries - challenge.Tries - 1),
        };
}
