using System.ComponentModel.DataAnnotations;

namespace SsprBot.Domain;

/// <summary>How much is allowed before it is too much. Counted on the account and on the sender, never on a code.</summary>
public sealed record Limits
{
    /// <summary>Failed proofs by one method within an hour.</summary>
    [Range(1, 30)]
    public int FailuresPerMethod { get; init; } = 5;

    /// <summary>Failed proofs on one account within 24 hours.</summary>
    [Range(1, 30)]
    public int FailuresPerAccount { get; init; } = 5;

    /// <summary>Failed proofs on all accounts together within 10 minutes, as one instance hears them; until they are fewer, mailed and texted codes have two digits more.</summary>
    [Range(1, 10_000)]
    public int FailuresOverAll { get; init; } = 60;

    /// <summary>Mails to one account within 10 minutes; then none for 24 hours.</summary>
    [Range(1, 30)]
    public int Mails { get; init; } = 10;

    /// <summary>Texts to one account within 24 hours.</summary>
    [Range(1, 30)]
    public int Texts { get; init; } = 5;

    /// <summary>Calls to one account within 24 hours.</summary>
    [Range(1, 30)]
    public int Calls { get; init; } = 5;

    /// <summary>Codes or calls that one session may ask for by one method.</summary>
    [Range(1, 10)]
    public int CodesPerSession { get; init; } = 5;

    /// <summary>Sessions on one account that get as far as a question within an hour, and twice as many within 24 hours.</summary>
    [Range(1, 10_000)]
    public int StartsPerAccount { get; init; } = 5;

    /// <summary>Sessions begun by one sender within 10 minutes.</summary>
    [Range(1, 10_000)]
    public int StartsPerSender { get; init; } = 10;

    /// <summary>Different user IDs tried by one sender within an hour.</summary>
    [Range(1, 10_000)]
    public int UserIdsPerSender { get; init; } = 20;

    /// <summary>Wrong current passwords on one account within an hour; after that the directory is not asked.</summary>
    [Range(1, 5)]
    public int WrongPasswordsPerHour { get; init; } = 3;

    /// <summary>Wrong current passwords on one account within 24 hours.</summary>
    [Range(1, 10)]
    public int WrongPasswordsPerDay { get; init; } = 5;

    /// <summary>Passwords reset on one account within 24 hours, and three times as many within seven days.</summary>
    [Range(1, 10_000)]
    public int ResetsPerAccount { get; init; } = 1;

    /// <summary>Passwords reset on all accounts together within an hour; from there on administrators are told.</summary>
    [Range(1, 10_000)]
    public int ResetsOverAll { get; init; } = 30;

    /// <summary>Passwords reset on all accounts together within an hour; then self-service is off until an administrator switches it on again.</summary>
    [Range(1, 10_000)]
    public int ResetsBeforePause { get; init; } = 100;
}
