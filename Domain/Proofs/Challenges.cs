using System.Security.Cryptography;

namespace SsprBot.Domain;

/// <summary>What somebody is asked away from the chat.</summary>
/// <param name="Answer">The only right answer.</param>
/// <param name="Digits">How many digits it has.</param>
/// <param name="Holes">What fills the letter, besides the goal.</param>
internal sealed record Asked(string Answer, int Digits, OutboxKind Kind, Letter Letter, IReadOnlyDictionary<string, string> Holes)
{
    public override string ToString() => $"({Letter})";
}

/// <summary>
/// Opens the challenges that go somewhere: after the whole number where one is needed, within the limits, and for a decoy at the same cost.
/// </summary>
public sealed class Challenges(
    Vault vault, IDirectory directory, IOutbox outbox, ICallClock clock, Gatekeeper gatekeeper, FailedTries failures, Switches switches, Policy policy)
{
    /// <param name="wholeNumber">What was typed where the method asks for the whole number; else null.</param>
    internal async Task<CodeSending> OpenAsync(string sessionId, GateMethod method, string? wholeNumber, Asked asked, CancellationToken ct)
    {
        if (await gatekeeper.AtGateAsync(sessionId, ct) is not { Value: var session } seen || !IsOpen(session, method))
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
            ? await SendAsync(session, method, destination, account, await vault.Guards.ReadAsync(session.GuardId, ct), asked, ct)
            : await CountWrongNumberAsync(seen, method, ct);
    }

    /// <summary>A new challenge in the place of the one that is open; the old answer is dead, and no counter is reset.</summary>
    /// <param name="ask">Null for a method that the caller does not ask by.</param>
    internal async Task<CodeSending> ReopenAsync(string sessionId, Func<GateMethod, Asked?> ask, CancellationToken ct)
    {
        if (await gatekeeper.AtGateAsync(sessionId, ct) is not { Value: var session }
            || await vault.Guards.ReadAsync(session.GuardId, ct) is not { } guarded
            || guarded.Value.Open(sessionId) is not { Method: var method }
            || !IsOpen(session, method)
            || ask(method) is not { } asked)
        {
            return new CodeSending.Over();
        }

        var (destination, account, down) = await DestinationAsync(session, method, ct);
        return down ? new CodeSending.DirectoryDown() : await SendAsync(session, method, destination, account, guarded, asked, ct);
    }

    private bool IsOpen(RecoverySession session, GateMethod method) =>
        session.OpenMethods().Contains(method) && !switches.IsOff(method.Verification()) && !switches.IsClosed(session.Visitor.Chat.Channel);

    internal bool IsRight(RecoverySession session, Challenge challenge, string answer) =>
        challenge.Mac.Length > 0
        && session.Subject is { } subject
        && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(challenge.Mac), MacOf(session, subject, challenge, answer));

    /// <summary>An answer is good for one session, account, method, destination and goal only.</summary>
    private byte[] MacOf(RecoverySession session, Subject subject, Challenge challenge, string answer) => vault.Pepper.Mac(
        "code-v1", session.Id, challenge.Id, subject.AccountId, challenge.Method.ToString(), challenge.Destination, session.Goal.ToString(), answer);

    private async Task<(string? Destination, Account? Account, bool Down)> DestinationAsync(RecoverySession session, GateMethod method, CancellationToken ct)
    {
        // Looked up by what was typed: somebody who does not exist costs the same and, where the directory is away, hears the same.
        return await directory.FindAsync(session.UserId, ct) switch
        {
            Found.One { Account: var account } when session.Subject is { } subject && account.Id == subject.AccountId && Eligibility.Exclusion(account, policy) is null =>
                (Eligibility.DestinationOf(account with { Enrolment = subject.Enrolment, TextsFrom = session.Visitor.Phone }, method, policy, vault.Now), account, false),
            Found.Unavailable => (null, null, true),
            _ => (null, null, false),
        };
    }

    private async Task<CodeSending> SendAsync(
        RecoverySession session, GateMethod method, string? destination, Account? account, Versioned<Guard>? guarded, Asked asked, CancellationToken ct)
    {
        var verification = method.Verification();
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
                challenge = challenge with { Mac = Convert.ToBase64String(MacOf(session, subject, challenge, asked.Answer)) };
            }

            if (await vault.Guards.TryWriteAsync(session.GuardId, guarded, guard.Opened(challenge, sent: true, vault.Now), ct) is not null)
            {
                await DispatchAsync(session, challenge, leaves ? destination : null, account, asked, ct);
                return new CodeSending.OnItsWay(asked.Digits, policy.CodeLifetime(verification));
            }

            guarded = await vault.Guards.ReadAsync(session.GuardId, ct);
        }

        return new CodeSending.Over();
    }

    private async Task DispatchAsync(RecoverySession session, Challenge challenge, string? destination, Account? account, Asked asked, CancellationToken ct)
    {
        // A call is answered outside the chat, by its id.
        if (asked.Kind is OutboxKind.Call)
        {
            await vault.Calls.TryCreateAsync(challenge.Id, new PlacedCall(session.Id, vault.Now), ct);
            await clock.WatchAsync(challenge.Id, vault.Now + Calls.Patience, ct);
        }

        var holes = new Dictionary<string, string>(asked.Holes) { ["goal"] = $"{session.Goal}" };
        var kind = destination is null ? OutboxKind.Nothing : asked.Kind;
        await outbox.EnqueueAsync(
            new OutboxMessage(challenge.Id, kind, destination ?? "", asked.Letter, account?.Language ?? session.Visitor.Chat.Language, holes)
            {
                GoodUntil = challenge.ExpiresAt,
                Session = session.Id,
            },
            ct);
        var what = asked.Kind is OutboxKind.Call ? "call" : "code";
        await vault.AuditAsync(
            AuditActivity.FlowProgress, AuditResult.Succeeded, destination is null ? $"{what}-suppressed" : $"{what}-sent", session, ct, Kebab.Of(challenge.Method));
    }

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
