namespace SsprBot.Domain;

/// <summary>
/// Asks security questions one by one and judges the answers together. The try is reserved at the first answer; each answer is compared when it
/// comes and then forgotten; what the comparisons gave stays in the guard, and nobody learns it before the last one. So no answer is kept
/// anywhere, and one wrong answer cannot be told from three.
/// </summary>
/// <remarks>
/// Which questions are asked is a keyed function of the account (or the unknown user ID) and of how many sets were used up on it: the same in
/// every session until then, so that beginning again brings no easier ones, and the same for somebody who does not exist. What is asked is kept
/// with the hashes to compare with; a decoy's match nothing, and from there on nothing differs.
/// </remarks>
public sealed class SecurityQuestions(Vault vault, People people, Gatekeeper gatekeeper, Answers answers, Bulkhead bulkhead, Policy policy)
{
    /// <summary>Opens the questions, or comes back to where they were left.</summary>
    public async Task<Questioning> AskAsync(string sessionId, CancellationToken ct)
    {
        if (await AtGateAsync(sessionId, ct) is not { Value: var session })
        {
            return new Questioning.Over();
        }

        Found? found = null;
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var guarded = await vault.Guards.ReadAsync(session.GuardId, ct);
            if (guarded?.Value.Asked(sessionId) is { } open && !open.IsUsedUp(policy.CodeTries))
            {
                return DueOf(open);
            }

            // Looked up by what was typed: somebody who does not exist costs the same.
            found ??= await people.FindAsync(session.UserId, ct);
            if (found is Found.Unavailable)
            {
                return new Questioning.DirectoryDown();
            }

            var guard = (guarded?.Value ?? Guard.New).Settled(session);
            var challenge = ChallengeOf(session, guard, (found as Found.One)?.Account);
            if (await vault.Guards.TryWriteAsync(session.GuardId, guarded, guard.Opened(challenge, sent: false, vault.Now), ct) is not null)
            {
                await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "questions-asked", session, ct, Kebab.Of(challenge.Method));
                return DueOf(challenge);
            }
        }

        return new Questioning.Over();
    }

    /// <summary>Takes the answer to the question that is due.</summary>
    public async Task<Questioning> AnswerAsync(string sessionId, string typed, CancellationToken ct)
    {
        using var place = await bulkhead.EnterAsync(ct);
        if (place is null)
        {
            return new Questioning.Busy();
        }

        if (await AtGateAsync(sessionId, ct) is not { Value: var session } seen)
        {
            return new Questioning.Over();
        }

        if (await ReserveAsync(session, ct) is not var (guarded, challenge))
        {
            return new Questioning.Judged(new GateCheck.Expired(), null);
        }

        if (challenge is not { Questions: { } questions, Round: { } round })
        {
            return new Questioning.Judged(new GateCheck.Wrong(0), null);
        }

        var asked = questions[round.Answered];
        var match = answers.Match(session.Subject?.AccountId ?? "", asked, typed);
        var right = match.Right && round.Right;
        var renewed = match.Renewed is { } hash ? [.. round.Renewed ?? [], asked with { Hash = hash }] : round.Renewed;
        var next = challenge with
        {
            Round = round.Answered + 1 == questions.Count ? null : round with { Answered = round.Answered + 1, Right = right, Renewed = renewed },
        };
        if (!await TryKeepAsync(session, guarded, challenge, next, ct))
        {
            return new Questioning.Judged(new GateCheck.Expired(), null);
        }

        if (next.Round is not null)
        {
            return DueOf(next);
        }

        var check = await gatekeeper.JudgeAsync(seen, next, right, round.Locked, ct);
        if (check is GateCheck.Right && renewed is not null)
        {
            await people.ChangeAsync(session.Subject!.AccountId, enrolment => enrolment.WithRenewed(renewed), ct);
        }

        return new Questioning.Judged(check, check is GateCheck.Wrong { TriesLeft: > 0 } ? DueOf(next) : null);
    }

    private static Questioning.Due DueOf(Challenge challenge)
    {
        var answered = challenge.Round?.Answered ?? 0;
        return new Questioning.Due(challenge.Questions![answered].Question, answered + 1, challenge.Questions.Count);
    }

    private async Task<Versioned<RecoverySession>?> AtGateAsync(string sessionId, CancellationToken ct) =>
        await gatekeeper.AtGateAsync(sessionId, ct) is { } seen && seen.Value.OpenMethods().Contains(GateMethod.SecurityQuestions) ? seen : null;

    private Challenge ChallengeOf(RecoverySession session, Guard guard, Account? account)
    {
        var registered = account is not null && Eligibility.Check(account, policy, vault.Now) is null
            && Eligibility.MethodsOf(account, policy, vault.Now).Contains(GateMethod.SecurityQuestions)
                ? account.Enrolment.Answers
                : [.. QuestionBook.OfNobody(session.UserId, policy.Questions, vault.Pepper).Select(answers.Unanswerable)];
        var asked = registered
            .OrderBy(answer => vault.Pepper.Pseudonym("question-set", session.GuardId, $"{guard.Generation}", $"{guard.QuestionSets}", answer.Question), StringComparer.Ordinal)
            .Take(policy.Questions.Asked);
        var counts = session.Subject is { } subject && subject.AccountId == account?.Id && guard.MayStart(session.Id, policy.Limits, vault.Now);
        return new Challenge(
            Secrets.NewId(),
            session.Id,
            GateMethod.SecurityQuestions,
            vault.DestinationHash("security-questions"),
            "",
            0,
            vault.Now + policy.SessionLifetime + policy.SessionExtension)
        {
            Questions = [.. asked.Select(answer => counts ? answer : answers.Unanswerable(answer.Question))],
        };
    }

    /// <summary>The first answer takes a try before it is compared; the others belong to it.</summary>
    /// <returns>Null when nothing is asked; without a round when the questions are used up.</returns>
    private async Task<(Versioned<Guard> Guarded, Challenge Challenge)?> ReserveAsync(RecoverySession session, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.Guards.ReadAsync(session.GuardId, ct) is not { } guarded || guarded.Value.Asked(session.Id) is not { } challenge)
            {
                return null;
            }

            if (challenge.Round is not null || challenge.IsUsedUp(policy.CodeTries))
            {
                return (guarded, challenge);
            }

            var settled = guarded.Value.Settled(session);
            var locked = settled.IsLocked(VerificationMethod.SecurityQuestions, policy.Limits, vault.Now);
            var reserved = settled.Begun(challenge, policy.CodeTries, locked, vault.Now);
            if (await vault.Guards.TryReplaceAsync(session.GuardId, guarded, reserved, ct) is { } kept)
            {
                return (kept, reserved.Asked(session.Id)!);
            }
        }

        return null;
    }

    /// <returns>False when another answer took the place in the meantime: this one counts for nothing.</returns>
    private async Task<bool> TryKeepAsync(RecoverySession session, Versioned<Guard> guarded, Challenge seen, Challenge next, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.Guards.TryReplaceAsync(session.GuardId, guarded, guarded.Value.With(next), ct) is not null)
            {
                return true;
            }

            if (await vault.Guards.ReadAsync(session.GuardId, ct) is not { } again
                || again.Value.Asked(session.Id) is not { } now
                || (now.Id, now.Tries, now.Round?.Answered) != (seen.Id, seen.Tries, seen.Round?.Answered))
            {
                return false;
            }

            guarded = again;
        }

        return false;
    }
}
