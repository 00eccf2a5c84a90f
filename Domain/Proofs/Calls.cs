namespace SsprBot.Domain;

/// <summary>
/// Calls people on their phones. In the call <c>#</c> confirms (in the Nist baseline the number that the chat shows, then <c>#</c>), and
/// <c>*</c> says "this was not me". Whatever else happens in a call is never a proof.
/// </summary>
public sealed class Calls(
    Vault vault, Challenges challenges, Gatekeeper gatekeeper, PasswordLink links, PhoneDenial denial, ICallback callback, Policy policy, Organisation organisation)
{
    /// <summary>The reason of a session that its owner ended in a call.</summary>
    public const string DeniedReason = "denied";

    /// <summary>How long a call rings before other ways are offered. It rings from when it was placed: no more is known of one that reaches nobody.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const string Confirm = "#";
    private const char Deny = '*';
    private const int MaxKeys = 20;

    /// <param name="wholeNumber">What was typed as the whole number.</param>
    public async Task<CodeSending> PlaceAsync(string sessionId, GateMethod method, string wholeNumber, CancellationToken ct)
    {
        var number = NewNumber();
        return method.Verification() is VerificationMethod.VoiceCall
            ? Shown(await challenges.OpenAsync(sessionId, method, wholeNumber, Script(number), ct), number)
            : new CodeSending.Over();
    }

    /// <summary>Calls once more; the call before can confirm nothing any more, but still be denied.</summary>
    public async Task<CodeSending> AgainAsync(string sessionId, CancellationToken ct)
    {
        var number = NewNumber();
        return Shown(
            await challenges.ReopenAsync(sessionId, method => method.Verification() is VerificationMethod.VoiceCall ? Script(number) : null, ct), number);
    }

    /// <summary>The person goes another way: the open call can confirm nothing any more, but still be denied.</summary>
    /// <returns>False when there is nothing to leave: it is judged already, or the session is over.</returns>
    public async Task<bool> LeaveAsync(string sessionId, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await gatekeeper.AtGateAsync(sessionId, ct) is not { Value: var session })
            {
                return false;
            }

            if (await vault.Guards.ReadAsync(session.GuardId, ct) is not { } guarded || guarded.Value.Open(sessionId) is not { } open)
            {
                return true;
            }

            if (session.Proofs.Any(proof => proof.Challenge == open.Id))
            {
                return false;
            }

            if (await vault.Guards.TryReplaceAsync(session.GuardId, guarded, guarded.Value.Closed(sessionId), ct) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What was pressed in a call, as the one answer that the call has.</summary>
    public async Task<CallAnswer> KeysAsync(string callId, string keys, CancellationToken ct)
    {
        if (await OpenAsync(callId, ct) is not { } seen)
        {
            return CallAnswer.Over;
        }

        if (keys.StartsWith(Deny))
        {
            return await denial.DenyAsync(callId, seen.Value.Session);
        }

        if (keys.Length == 0)
        {
            return await EndedAsync(callId, CallEnd.Silent, ct) ? CallAnswer.NotConfirmed : CallAnswer.Over;
        }

        if (await vault.Calls.TryReplaceAsync(callId, seen, seen.Value with { End = CallEnd.Answered }, ct) is null)
        {
            return CallAnswer.Over;
        }

        // The call's one answer is taken: it must be judged, whoever hangs up now.
        var judged = CancellationToken.None;
        var check = await gatekeeper.TryOnceAsync(
            seen.Value.Session,
            callId,
            (session, challenge, _) => Task.FromResult(keys.Length <= MaxKeys && challenges.IsRight(session, challenge, keys)),
            judged);
        await WakeAsync(seen.Value.Session, callId, judged);
        return check is GateCheck.Right ? CallAnswer.Confirmed : CallAnswer.NotConfirmed;
    }

    /// <summary>The call ended and no keys were pressed.</summary>
    /// <returns>False when there is no such call, or it has had its end.</returns>
    public async Task<bool> EndedAsync(string callId, CallEnd end, CancellationToken ct)
    {
        if (await OpenAsync(callId, ct) is not { } seen || await vault.Calls.TryReplaceAsync(callId, seen, seen.Value with { End = end }, ct) is null)
        {
            return false;
        }

        // Whoever was told so far that nobody answers learns nothing new.
        if (end is not CallEnd.NoAnswer || !IsUnanswered(seen.Value))
        {
            await WakeAsync(seen.Value.Session, callId, ct);
        }

        return true;
    }

    /// <summary>The call has rung for <see cref="Patience"/>: whoever still waits for it is woken. It can be answered as before.</summary>
    public async Task RangAsync(string callId, CancellationToken ct)
    {
        if (await OpenAsync(callId, ct) is { Value: { Session: var session } call } && IsUnanswered(call) && await gatekeeper.AtGateAsync(session, ct) is not null)
        {
            await WakeAsync(session, callId, ct);
        }
    }

    /// <summary>How the session's call stands. A proof that was the last one gives the way to the secure page each time that it is asked.</summary>
    public async Task<CallStanding> LookAsync(string sessionId, CancellationToken ct)
    {
        var session = (await vault.Sessions.ReadAsync(sessionId, ct))?.Value;
        if (session is null || !session.IsLive(vault.Now))
        {
            return session?.EndedBy switch
            {
                DeniedReason => new CallStanding.Denied(),
                RecoverySession.NotVerified => new CallStanding.Judged(new GateCheck.NotVerified()),
                _ => new CallStanding.Judged(new GateCheck.Over()),
            };
        }

        return await OpenInAsync(session, ct) is { } challenge
            ? await StandingAsync(session, challenge, ct)
            : new CallStanding.Judged(new GateCheck.Expired());
    }

    private async Task<CallStanding> StandingAsync(RecoverySession session, Challenge challenge, CancellationToken ct)
    {
        if (session.Proofs.Any(proof => proof.Challenge == challenge.Id))
        {
            var link = session is { Goal: Goal.Reset, State: SessionState.Verified } ? await links.IssueAsync(session.Id, ct) : null;
            return new CallStanding.Judged(new GateCheck.Right(session, link));
        }

        var call = (await vault.Calls.ReadAsync(challenge.Id, ct))?.Value;
        return call?.End switch
        {
            CallEnd.Answered => new CallStanding.Judged(new GateCheck.Wrong(0)),
            null or CallEnd.NoAnswer when vault.Now >= challenge.ExpiresAt => new CallStanding.Judged(new GateCheck.Expired()),
            { } end => new CallStanding.Ended(end),
            null => new CallStanding.Waiting(call is null || IsUnanswered(call)),
        };
    }

    private bool IsUnanswered(PlacedCall call) => vault.Now >= call.PlacedAt + Patience;

    private static CodeSending Shown(CodeSending sending, string number) =>
        sending is CodeSending.OnItsWay sent && number.Length > 0 ? sent with { Number = number } : sending;

    /// <returns>Empty where <c>#</c> alone confirms.</returns>
    private string NewNumber() =>
        policy.Baseline is Baseline.Nist ? Secrets.NewCode(policy.CodeDigits(VerificationMethod.VoiceCall)) : "";

    private Asked Script(string number) => new(
        number + Confirm,
        policy.CodeDigits(VerificationMethod.VoiceCall),
        OutboxKind.Call,
        number.Length > 0 ? Letter.NumberCall : Letter.Call,
        new Dictionary<string, string> { ["organisation"] = organisation.Name });

    private async Task<Versioned<PlacedCall>?> OpenAsync(string callId, CancellationToken ct) =>
        callId.Length is > 0 and <= 100 && await vault.Calls.ReadAsync(callId, ct) is { Value.End: null } seen ? seen : null;

    private async Task<Challenge?> OpenInAsync(RecoverySession session, CancellationToken ct) =>
        (await vault.Guards.ReadAsync(session.GuardId, ct))?.Value.Open(session.Id);

    // A call whose place another has taken has nothing to say to the chat.
    private async Task WakeAsync(string sessionId, string callId, CancellationToken ct)
    {
        if (await vault.Sessions.ReadAsync(sessionId, ct) is { Value: var session } && await OpenInAsync(session, ct) is { } challenge && challenge.Id == callId)
        {
            await callback.WakeAsync(session.Visitor.Chat, ct);
        }
    }
}
