using System.Text.Json.Serialization;

namespace SsprBot.Domain;

/// <summary>What a person registered for recovery with the bot.</summary>
public sealed record Enrolment
{
    public static readonly Enrolment None = new();

    /// <summary>The account's <see cref="Account.Id"/>: the record itself is kept under a pseudonym. Null where nothing was changed since it is written down.</summary>
    public string? AccountId { get; init; }

    public IReadOnlyList<EnrolledContact> Contacts { get; init; } = [];

    public EnrolledApp? App { get; init; }

    /// <summary>Empty, or as many as the policy let register.</summary>
    public IReadOnlyList<EnrolledAnswer> Answers { get; init; } = [];

    /// <summary>When the person last said that all of it is still right; null when nothing is registered.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Since when self-service is blocked, because the owner said "this was not me"; only an administrator ends it.</summary>
    public DateTimeOffset? BlockedAt { get; init; }

    /// <summary>The contact point takes the place of the one of its kind.</summary>
    public Enrolment With(EnrolledContact contact) => this with
    {
        Contacts = [.. Contacts.Where(other => other.Kind != contact.Kind), contact],
        ConfirmedAt = ConfirmedAt ?? contact.ConfirmedAt,
    };

    /// <summary>The answers take the place of all that were there.</summary>
    public Enrolment With(IReadOnlyList<EnrolledAnswer> answers, DateTimeOffset now) => this with { Answers = answers, ConfirmedAt = ConfirmedAt ?? now };

    /// <summary>The same answers, hashed with more work; one that was registered anew in the meantime stays as it is.</summary>
    public Enrolment WithRenewed(IReadOnlyList<EnrolledAnswer> answers) => this with
    {
        Answers = [.. Answers.Select(kept => answers.FirstOrDefault(renewed => renewed.Question == kept.Question && renewed.Mark == kept.Mark) ?? kept)],
    };

    /// <returns>Null when it is not registered.</returns>
    public Enrolment? Without(RecoveryOption option) => !Holds(option) ? null : Settled(option switch
    {
        RecoveryOption.AuthenticatorApp => this with { App = null },
        RecoveryOption.SecurityQuestions => this with { Answers = [] },
        _ => this with { Contacts = [.. Contacts.Where(contact => contact.Kind != option.Contact())] },
    });

    public bool Holds(RecoveryOption option) => option switch
    {
        RecoveryOption.AuthenticatorApp => App is not null,
        RecoveryOption.SecurityQuestions => Answers.Count > 0,
        _ => Contacts.Any(contact => contact.Kind == option.Contact()),
    };

    public override string ToString() => "(enrolment)";

    private static Enrolment Settled(Enrolment rest) =>
        Enum.GetValues<RecoveryOption>().Any(rest.Holds) ? rest : rest with { ConfirmedAt = null };
}

/// <summary>A contact point that was confirmed by a code.</summary>
/// <param name="Kind"><see cref="ContactKind.AuthenticationPhone"/> or <see cref="ContactKind.AuthenticationEmail"/>.</param>
public sealed record EnrolledContact(ContactKind Kind, string Value, DateTimeOffset ConfirmedAt)
{
    public override string ToString() => $"({Kind})";
}

/// <summary>An authenticator app that showed a right code once.</summary>
/// <param name="Seed">160 bits, base32 (RFC 4648) without padding.</param>
/// <param name="LastStep">The last 30-second step (RFC 6238) that was accepted: each step counts once.</param>
public sealed record EnrolledApp(string Seed, long LastStep, DateTimeOffset ConfirmedAt)
{
    public override string ToString() => "(app)";
}

/// <param name="Question">The id of a predefined question such as <c>Q07</c>, or the text of one of the organisation's own.</param>
/// <param name="Hash">A slow, peppered hash of the normalised answer.</param>
public sealed record EnrolledAnswer(string Question, string Hash)
{
    /// <summary>What tells it from another answer to the same question, also when its hash is renewed.</summary>
    [JsonIgnore]
    public string Mark => SlowHash.MarkOf(Hash);

    public override string ToString() => "(answer)";
}
