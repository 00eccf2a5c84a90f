namespace SsprBot.Domain;

/// <summary>An answer as it was typed; a secret.</summary>
/// <param name="Question">Its id in the <see cref="QuestionBook"/>.</param>
/// <param name="Words">The question in the words in which it was asked.</param>
public sealed record TypedAnswer(string Question, string Words, string Text)
{
    public override string ToString() => "(typed answer)";
}

/// <summary>What became of answers that were to be registered. Only <see cref="Done"/> changes anything.</summary>
public abstract record Registering
{
    private Registering()
    {
    }

    public sealed record Done(IReadOnlyList<EnrolledAnswer> Answers) : Registering;

    /// <param name="Number">Which answer, from 1.</param>
    public sealed record Refused(int Number, AnswerFault Why) : Registering;

    /// <summary>Not as many as the policy says, one of them twice, or one that is not in the book.</summary>
    public sealed record WrongQuestions : Registering;

    /// <summary>Too many people at this moment.</summary>
    public sealed record Busy : Registering;

    /// <summary>The session does not authorise it, or the policy asks this person no questions.</summary>
    public sealed record NotAllowed : Registering;
}

/// <summary>Registers the answers to security questions: all at once, in place of what was registered before.</summary>
public sealed class QuestionRegistration(Vault vault, People people, Answers answers, Bulkhead bulkhead, Policy policy)
{
    /// <summary>Makes what is kept of the answers, and keeps nothing.</summary>
    public async Task<Registering> MakeAsync(string accountId, IReadOnlyList<TypedAnswer> typed, CancellationToken ct)
    {
        if (RefusalOf(typed) is { } refused)
        {
            return refused;
        }

        var made = new List<EnrolledAnswer>();
        foreach (var answer in typed)
        {
            using var place = await bulkhead.EnterAsync(ct);
            if (place is null)
            {
                return new Registering.Busy();
            }

            made.Add(new EnrolledAnswer(answer.Question, answers.Hash(accountId, answer.Question, answer.Text)));
        }

        return new Registering.Done(made);
    }

    /// <summary>For a visit that is there to register and has proved enough.</summary>
    public async Task<Registering> RegisterAsync(string sessionId, IReadOnlyList<TypedAnswer> typed, CancellationToken ct)
    {
        if (await vault.Sessions.ReadAsync(sessionId, ct) is not
            { Value: { Subject: { } subject } session }
            || !session.MayRegister(vault.Now)
            || !policy.AsksQuestions
            || await people.ReadAsync(subject.AccountId, ct) is not Found.One { Account: { Privileged: false } account }
            || Eligibility.Exclusion(account, policy) is not null)
        {
            return new Registering.NotAllowed();
        }

        var made = await MakeAsync(account.Id, typed, ct);
        if (made is not Registering.Done { Answers: var kept })
        {
            return made;
        }

        // What cannot be audited is not done: the intention is on record before the deed.
        await vault.AuditAsync(AuditActivity.SecurityInfoChanged, AuditResult.Succeeded, "registering", session, ct, Kebab.Of(GateMethod.SecurityQuestions));
        if (await people.ChangeAsync(account.Id, enrolment => enrolment with { Answers = kept, ConfirmedAt = vault.Now }, ct) is null)
        {
            return new Registering.NotAllowed();
        }

        // What is done is told, whatever becomes of the request.
        await vault.AuditAsync(
            AuditActivity.SecurityInfoChanged, AuditResult.Succeeded, "registered", session, CancellationToken.None, Kebab.Of(GateMethod.SecurityQuestions));
        return made;
    }

    private Registering? RefusalOf(IReadOnlyList<TypedAnswer> typed)
    {
        var questions = typed.Select(answer => answer.Question).ToArray();
        if (questions.Length != policy.Questions.Registered || questions.Distinct().Count() != questions.Length || questions.Except(QuestionBook.Of(policy.Questions)).Any())
        {
            return new Registering.WrongQuestions();
        }

        var before = new HashSet<string>();
        for (var i = 0; i < typed.Count; i++)
        {
            if (Answers.FaultOf(typed[i].Words, typed[i].Text) is { } fault)
            {
                return new Registering.Refused(i + 1, fault);
            }

            if (!before.Add(Answers.Normalised(typed[i].Text)))
            {
                return new Registering.Refused(i + 1, AnswerFault.SameAsAnother);
            }
        }

        return null;
    }
}
