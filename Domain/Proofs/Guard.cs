namespace SsprBot.Domain;

/// <summary>An attempt that was reserved; it is a failure unless its challenge became a proof.</summary>
public sealed record Attempt(string Challenge, VerificationMethod Method, DateTimeOffset At);

/// <summary>A session that got as far as a question.</summary>
public sealed record Start(string Session, DateTimeOffset At);

/// <summary>A current password that was reserved to be compared; it counts as wrong unless it is taken back.</summary>
public sealed record PasswordAttempt(string Id, DateTimeOffset At);

public sealed record Sending(string Session, VerificationMethod Method, DateTimeOffset At);

/// <summary>
/// What is counted against one account (or one unknown user ID), and the codes that are open on it. Counting and burning are one write:
/// an attempt is reserved here before anything is compared. Trusted and anonymous visitors have a guard each, so that a stranger
/// cannot spend what is the owner's.
/// </summary>
public sealed record Guard
{
    public static readonly Guard New = new();

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan MailWindow = TimeSpan.FromMinutes(10);

    public int Generation { get; init; }

    public IReadOnlyList<Challenge> Challenges { get; init; } = [];

    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    public IReadOnlyList<Sending> Sendings { get; init; } = [];

    public IReadOnlyList<Start> Starts { get; init; } = [];

    /// <summary>When its password was reset, within seven days.</summary>
    public IReadOnlyList<DateTimeOffset> Resets { get; init; } = [];

    public IReadOnlyList<PasswordAttempt> PasswordAttempts { get; init; } = [];

    /// <summary>How many sets of security questions were used up.</summary>
    public int QuestionSets { get; init; }

    public Challenge? Open(string session) => Challenges.FirstOrDefault(challenge => challenge.Session == session && challenge.Questions is null);

    /// <summary>The security questions of a session; they stay as they are while a code is tried.</summary>
    public Challenge? Asked(string session) => Challenges.FirstOrDefault(challenge => challenge.Session == session && challenge.Questions is not null);

    /// <summary>Whether one more session may get as far as a question; one that has may go on.</summary>
    public bool MayStart(string session, Limits limits, DateTimeOffset now) =>
        Starts.Any(start => start.Session == session)
        || !(HasTooManyStarts(limits, now) || HasTooManyResets(limits, now));

    /// <summary>Too many failures: nothing is sent and nothing is compared, and nobody can see it.</summary>
    public bool IsLocked(VerificationMethod method, Limits limits, DateTimeOffset now) =>
        Attempts.Count(attempt => now - attempt.At < Day) >= limits.FailuresPerAccount
        || Attempts.Count(attempt => attempt.Method == method && now - attempt.At < Hour) >= limits.FailuresPerMethod;

    public bool MaySend(VerificationMethod method, Limits limits, DateTimeOffset now)
    {
        var sent = Sendings.Where(sending => sending.Method == method && now - sending.At < Day).Select(sending => sending.At).ToArray();
        return method is VerificationMethod.EmailCode
            ? !Enumerable.Range(0, Math.Max(0, sent.Length - limits.Mails + 1)).Any(i => sent[i + limits.Mails - 1] - sent[i] < MailWindow)
            : sent.Length < (method is VerificationMethod.VoiceCall ? limits.Calls : limits.Texts);
    }

    /// <summary>A code that confirms a new contact point: it counts as sent, and asks nothing at a gate.</summary>
    public Guard Sent(string session, VerificationMethod method, DateTimeOffset now)
    {
        var trimmed = Trimmed(now);
        return trimmed with { Sendings = [.. trimmed.Sendings, new Sending(session, method, now)] };
    }

    /// <summary>Whoever reset the password a day ago may not be its owner: until then nothing that proves is registered.</summary>
    public bool WasResetLately(DateTimeOffset now) => Resets.Any(at => now - at < Day);

    public int SentIn(string session, VerificationMethod method) =>
        Sendings.Count(sending => sending.Session == session && sending.Method == method);

    /// <summary>A new question takes the place of the session's old one and resets no counter; a session's first one counts as its start.</summary>
    /// <param name="sent">False when nothing leaves: it is then not counted as sent.</param>
    public Guard Opened(Challenge challenge, bool sent, DateTimeOffset now)
    {
        var trimmed = Trimmed(now);
        return trimmed with
        {
            Challenges =
            [
                .. trimmed.Challenges.Where(open => open.Session != challenge.Session || open.Questions is null != challenge.Questions is null),
                challenge,
            ],
            Starts = Starts.Any(start => start.Session == challenge.Session) ? trimmed.Starts : [.. trimmed.Starts, new Start(challenge.Session, now)],
            Sendings = sent ? [.. trimmed.Sendings, new Sending(challenge.Session, challenge.Method.Verification(), now)] : trimmed.Sendings,
        };
    }

    /// <summary>The session's question is withdrawn; an answer to it counts no more.</summary>
    public Guard Closed(string session) => this with { Challenges = [.. Challenges.Where(open => open.Session != session)] };

    /// <summary>Takes one try of a code before it is compared; the last one burns it.</summary>
    /// <param name="tries">How many tries a code has.</param>
    /// <param name="counts">False while locked: the try is spent but not counted again.</param>
    public Guard Reserved(Challenge challenge, int tries, bool counts, DateTimeOffset now)
    {
        var used = challenge with { Tries = challenge.Tries + 1, Mac = challenge.Tries + 1 >= tries ? "" : challenge.Mac };
        var next = With(used);
        return counts ? next.WithAttempt(challenge.Id, challenge.Method.Verification(), now) : next;
    }

    /// <summary>Takes one try of security questions at its first answer; the last one uses them up.</summary>
    public Guard Begun(Challenge challenge, int tries, bool locked, DateTimeOffset now)
    {
        var reserved = Reserved(challenge, tries, counts: !locked, now);
        var begun = reserved.Asked(challenge.Session)! with { Round = new QuestionRound(0, true, locked) };
        return reserved.With(begun) with { QuestionSets = QuestionSets + (begun.Tries >= tries ? 1 : 0) };
    }

    /// <summary>A challenge as it is now.</summary>
    public Guard With(Challenge challenge) => this with { Challenges = [.. Challenges.Select(open => open.Id == challenge.Id ? challenge : open)] };

    public Guard WithAttempt(string challenge, VerificationMethod method, DateTimeOffset now)
    {
        var trimmed = Trimmed(now);
        return trimmed with { Attempts = [.. trimmed.Attempts, new Attempt(challenge, method, now)] };
    }

    /// <summary>A proof given is no failure.</summary>
    public Guard Settled(RecoverySession session) => session.Proofs.Count == 0 ? this : this with
    {
        Attempts = [.. Attempts.Where(attempt => session.Proofs.All(proof => proof.Challenge != attempt.Challenge))],
    };

    /// <summary>Whether the directory may be asked about one more current password: it counts wrong ones too, and must never get to lock the account.</summary>
    public bool MayTryPassword(Limits limits, DateTimeOffset now) =>
        PasswordAttempts.Count(attempt => now - attempt.At < Hour) < limits.WrongPasswordsPerHour
        && PasswordAttempts.Count(attempt => now - attempt.At < Day) < limits.WrongPasswordsPerDay;

    public Guard WithPasswordAttempt(string id, DateTimeOffset now) =>
        this with { PasswordAttempts = [.. PasswordAttempts.Where(attempt => now - attempt.At < Day), new PasswordAttempt(id, now)] };

    /// <summary>It was right, or could not be compared.</summary>
    public Guard WithoutPasswordAttempt(string id) =>
        this with { PasswordAttempts = [.. PasswordAttempts.Where(attempt => attempt.Id != id)] };

    /// <summary>A success clears the failures and ends every other session; a reset is itself counted.</summary>
    public Guard Succeeded(Goal goal, DateTimeOffset now) => this with
    {
        Generation = Generation + 1,
        Attempts = [],
        Challenges = [],
        Resets = goal is Goal.Reset ? [.. Resets.Where(at => now - at < Week), now] : Resets,
    };

    /// <summary>What holds back whoever this is about; empty when nothing does.</summary>
    public IReadOnlyList<ThrottleReason> Throttles(Limits limits, DateTimeOffset now)
    {
        (bool Holds, ThrottleReason Why)[] reasons =
        [
            (Enum.GetValues<VerificationMethod>().Any(method => IsLocked(method, limits, now)), ThrottleReason.Failures),
            (HasTooManyStarts(limits, now), ThrottleReason.Starts),
            (!MaySend(VerificationMethod.EmailCode, limits, now), ThrottleReason.Mails),
            (!MaySend(VerificationMethod.SmsCode, limits, now), ThrottleReason.Texts),
            (!MaySend(VerificationMethod.VoiceCall, limits, now), ThrottleReason.Calls),
            (HasTooManyResets(limits, now), ThrottleReason.Resets),
            (!MayTryPassword(limits, now), ThrottleReason.WrongPasswords),
        ];
        return [.. reasons.Where(reason => reason.Holds).Select(reason => reason.Why)];
    }

    /// <summary>An administrator has made sure of the person: what they failed and asked for is forgotten. That a password was reset is not, nor are wrong current ones.</summary>
    public Guard Released() => this with { Attempts = [], Starts = [], Sendings = [] };

    /// <summary>Somebody said "this wasn't me": every session is ended, no open question can be answered, and what was counted still counts.</summary>
    public Guard Denied() => this with { Generation = Generation + 1, Challenges = [] };

    private bool HasTooManyStarts(Limits limits, DateTimeOffset now) =>
        Starts.Count(start => now - start.At < Hour) >= limits.StartsPerAccount || Starts.Count(start => now - start.At < Day) >= 2 * limits.StartsPerAccount;

    private bool HasTooManyResets(Limits limits, DateTimeOffset now) =>
        Resets.Count(at => now - at < Day) >= limits.ResetsPerAccount || Resets.Count(at => now - at < Week) >= 3 * limits.ResetsPerAccount;

    private Guard Trimmed(DateTimeOffset now) => this with
    {
        Challenges = [.. Challenges.Where(challenge => now < challenge.ExpiresAt + Hour)],
        Attempts = [.. Attempts.Where(attempt => now - attempt.At < Day)],
        Starts = [.. Starts.Where(start => now - start.At < Day)],
        Sendings = [.. Sendings.Where(sending => now - sending.At < Day + MailWindow)],
    };
}
