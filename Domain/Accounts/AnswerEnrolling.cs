namespace SsprBot.Domain;

/// <summary>The answers that a session has given so far, hashed; they count once there are enough.</summary>
public sealed record PendingAnswers(IReadOnlyList<EnrolledAnswer> Answers)
{
    public override string ToString() => "(pending answers)";
}

/// <summary>What became of an answer that is to be registered.</summary>
public abstract record AnswerTaking
{
    private AnswerTaking()
    {
    }

    /// <summary>Choose the next question.</summary>
    /// <param name="Open">The questions that are not answered yet, by their ids in the <see cref="QuestionBook"/>.</param>
    /// <param name="Number">1 to <paramref name="Of"/>.</param>
    public sealed record Choose(IReadOnlyList<string> Open, int Number, int Of) : AnswerTaking;

    public sealed record Refused(AnswerFault Why) : AnswerTaking;

    /// <summary>All were answered, and are registered in place of those before.</summary>
    public sealed record Done : AnswerTaking;

    /// <summary>It could not be taken at this moment; nothing was spent.</summary>
    public sealed record Busy : AnswerTaking;

    public sealed record NotToday : AnswerTaking;

    public sealed record DirectoryDown : AnswerTaking;

    public sealed record Over : AnswerTaking;
}

/// <summary>Takes the answers to security questions one by one, keeps them hashed, and registers them together.</summary>
public sealed class AnswerEnrolling(Vault vault, Registrar registrar, Answers answers, Bulkhead bulkhead, Policy policy)
{
    /// <summary>Begins anew: what was answered before is forgotten.</summary>
    public async Task<AnswerTaking> BeginAsync(string sessionId, CancellationToken ct)
    {
        var entitled = await registrar.EntitleAsync(sessionId, ct);
        if (entitled is not Entitled.Yes yes || !Eligibility.MayRegister(yes.Account, RecoveryOption.SecurityQuestions, policy))
        {
            return Refused(entitled);
        }

        var none = new PendingAnswers([]);
        return await vault.PendingAnswers.TryWriteAsync(sessionId, await vault.PendingAnswers.ReadAsync(sessionId, ct), none, ct) is null
            ? new AnswerTaking.Busy()
            : Next(none);
    }

    /// <param name="words">The question in the words in which it was asked.</param>
    /// <param name="typed">A secret: only its hash is kept.</param>
    public async Task<AnswerTaking> AnswerAsync(string sessionId, string question, string words, string typed, CancellationToken ct)
    {
        var entitled = await registrar.EntitleAsync(sessionId, ct);
        if (entitled is not Entitled.Yes yes
            || !Eligibility.MayRegister(yes.Account, RecoveryOption.SecurityQuestions, policy)
            || await vault.PendingAnswers.ReadAsync(sessionId, ct) is not { } seen
            || !Open(seen.Value).Contains(question))
        {
            return Refused(entitled);
        }

        if (Answers.FaultOf(words, typed) is { } fault)
        {
            return new AnswerTaking.Refused(fault);
        }

        if (GuessableAnswers.IsOwnName(typed, yes.Account))
        {
            return new AnswerTaking.Refused(AnswerFault.OwnName);
        }

        using var place = await bulkhead.EnterAsync(ct);
        if (place is null)
        {
            return new AnswerTaking.Busy();
        }

        return seen.Value.Answers.Any(other => answers.IsRight(yes.Account.Id, other, typed))
            ? new AnswerTaking.Refused(AnswerFault.SameAsAnother)
            : await KeepAsync(yes, seen, new EnrolledAnswer(question, answers.Hash(yes.Account.Id, question, typed)), ct);
    }

    private static AnswerTaking Refused(Entitled entitled) => entitled switch
    {
        Entitled.DirectoryDown => new AnswerTaking.DirectoryDown(),
        Entitled.NotToday => new AnswerTaking.NotToday(),
        _ => new AnswerTaking.Over(),
    };

    private async Task<AnswerTaking> KeepAsync(Entitled.Yes yes, Versioned<PendingAnswers> seen, EnrolledAnswer answer, CancellationToken ct)
    {
        var next = new PendingAnswers([.. seen.Value.Answers, answer]);
        if (await vault.PendingAnswers.TryReplaceAsync(yes.Session.Id, seen, next, ct) is not { } kept)
        {
            return new AnswerTaking.Busy();
        }

        return next.Answers.Count < policy.Questions.Registered ? Next(next)
            : !await vault.PendingAnswers.TryDeleteAsync(yes.Session.Id, kept, ct) ? new AnswerTaking.Busy()
            : await registrar.ChangeAsync(yes, RecoveryOption.SecurityQuestions, enrolment => enrolment.With(next.Answers, vault.Now), ct) is EnrolmentChange.Done
                ? new AnswerTaking.Done()
                : new AnswerTaking.Over();
    }

    private AnswerTaking.Choose Next(PendingAnswers pending) => new(Open(pending), pending.Answers.Count + 1, policy.Questions.Registered);

    private string[] Open(PendingAnswers pending) =>
        [.. QuestionBook.Of(policy.Questions).Except(pending.Answers.Select(answer => answer.Question))];
}
