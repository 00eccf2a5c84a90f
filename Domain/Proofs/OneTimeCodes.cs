using System.Security.Cryptography;

namespace SsprBot.Domain;

/// <summary>Sends one-time codes by mail and text, and checks what people type back.</summary>
public sealed class OneTimeCodes(
    Vault vault, IDirectory directory, IOutbox outbox, Gatekeeper gatekeeper, FailedTries failures, Policy policy, Organisation organisation)
{
    /// <param name="wholeNumber">What was typed where the method asks for the whole number; else null.</param>
    public async Task<CodeSending> SendAsync(string sessionId, GateMethod method, string? wholeNumber, CancellationToken ct)
    {
        if (await gatekeeper.AtGateAsync(sessionId, ct) is not { Value: var session } seen || !session.OpenMethods().Contains(method))
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
        if (await gatekeeper.AtGateAsync(sessionId, ct) is not { Value: var session }
            || await vault.Guards.ReadAsync(session.GuardId, ct) is not { } guarded
            || guarded.Value.Open(sessionId) is not { } open)
        {
            return new CodeSending.Over();
        }

        var (destination, account, down) = await DestinationAsync(session, open.Method, ct);
        return down ? new CodeSending.DirectoryDown() : await OpenAsync(session, open.Method, destination, account, guarded, ct);
    }

    public Task<GateCheck> CheckAsync(string sessionId, string typed, CancellationToken ct) =>
        gatekeeper.TryAsync(sessionId, (session, challenge, _) => Task.FromResult(IsRight(session, challenge, typed)), ct);

    /// <summary>ASCII digits of exactly the right length once spaces and dashes are gone; anything else is wrong.</summary>
    internal static string? Digits(string typed, int length)
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
            Found.One { Account: var account } when Eligibility.Exclusion(account, policy) is null =>
                (Eligibility.DestinationOf(account with { Enrolment = subject.Enrolment }, method, policy, vault.Now), account, false),
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
                && guard.MayStart(session.Id, policy.Limits, vault.Now)
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
}
