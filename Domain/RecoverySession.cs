namespace SsprBot.Domain;

public enum SessionState { Started, Proving, Verified, PageOpen, Setting, Completed, Cancelled }

/// <summary>
/// One person's visit: what is wanted, what is proved, and until when. The only thing that can authorise a change.
/// Every transition is pure and guarded: it returns the next session, or null when it is not allowed.
/// </summary>
public sealed record RecoverySession
{
    /// <summary>Why a session ended that failed too often.</summary>
    public const string NotVerified = "not-verified";

    private const int MaxLinks = 5;
    private const int MaxWrongBotChecks = 5;
    private const int MaxWrongPageCodes = 3;

    /// <summary>Wrong current passwords that end a session.</summary>
    public const int MaxWrongPasswords = 5;

    /// <summary>How long one attempt at the directory may take before its outcome counts as unknown.</summary>
    public static readonly TimeSpan SettingLease = TimeSpan.FromSeconds(60);

    /// <summary>128 random bits, base64url.</summary>
    public required string Id { get; init; }

    public required Goal Goal { get; init; }

    public required Visitor Visitor { get; init; }

    /// <summary>As typed, trimmed.</summary>
    public required string UserId { get; init; }

    public required DateTimeOffset Deadline { get; init; }

    public SessionState State { get; init; }

    public bool Extended { get; init; }

    public BotChallenge? BotChallenge { get; init; }

    public int WrongBotChecks { get; init; }

    /// <summary>The id of the record that counts for this account or user ID.</summary>
    public string GuardId { get; init; } = "";

    /// <summary>Null before identification, and for a decoy.</summary>
    public Subject? Subject { get; init; }

    public IReadOnlyList<GateMethod> Methods { get; init; } = [];

    public int Gates { get; init; }

    public IReadOnlyList<Proof> Proofs { get; init; } = [];

    public int FailedTries { get; init; }

    public LinkState? Link { get; init; }

    public int LinksIssued { get; init; }

    /// <summary>SHA-256 of the secret that the secure page's cookie holds.</summary>
    public string? PageHash { get; init; }

    public int PasswordTries { get; init; }

    public DateTimeOffset? SettingSince { get; init; }

    /// <summary>Keyed, slow hashes of passwords that were typed in the chat.</summary>
    public IReadOnlyList<string> Leaked { get; init; } = [];

    /// <summary>Current passwords that were tried and not found right.</summary>
    public int WrongPasswords { get; init; }

    /// <summary>The current password was right.</summary>
    public bool KnewPassword { get; init; }

    /// <summary>The open page has served for the current password: there is nothing more to do on it.</summary>
    public bool PageServed { get; init; }

    /// <summary>Why it ended; a stable code in kebab-case.</summary>
    public string? EndedBy { get; init; }

    public bool IsOver => State is SessionState.Completed or SessionState.Cancelled;

    /// <summary>No gates: the current password, on the secure page, is the proof.</summary>
    public bool IsByPassword => Goal is Goal.Change or Goal.Register && Gates == 0 && GuardId.Length > 0;

    /// <summary>Tells a decoy from the real thing. Nothing that a stranger can see may depend on it.</summary>
    public bool IsDecoy => Subject is null;

    public static RecoverySession Begin(string id, Goal goal, string userId, Visitor visitor, BotChallenge? challenge, Policy policy, DateTimeOffset now) =>
        new() { Id = id, Goal = goal, UserId = userId, Visitor = visitor, BotChallenge = challenge, Deadline = now + policy.SessionLifetime };

    public bool IsLive(DateTimeOffset now) => !IsOver && now < Deadline;

    /// <summary>The methods that are still independent of every proof given.</summary>
    public IReadOnlyList<GateMethod> OpenMethods() =>
        [.. Methods.Where(method => Proofs.All(proof => proof.Method.MayGoWith(method)))];

    public RecoverySession? BotCheckPassed(DateTimeOffset now) =>
        IsLive(now) && State is SessionState.Started && BotChallenge is { } open && now < open.ExpiresAt ? this with { BotChallenge = null } : null;

    /// <summary>A challenge is answered once; the next one takes its place.</summary>
    public RecoverySession? BotCheckFailed(BotChallenge next, DateTimeOffset now) =>
        !IsLive(now) || State is not SessionState.Started || BotChallenge is null ? null
        : WrongBotChecks + 1 >= MaxWrongBotChecks ? Ended(SessionState.Cancelled, "bot-check")
        : this with { BotChallenge = next, WrongBotChecks = WrongBotChecks + 1 };

    /// <param name="subject">Null makes a decoy.</param>
    public RecoverySession? Identified(string guardId, Subject? subject, IReadOnlyList<GateMethod> methods, int gates, DateTimeOffset now) =>
        IsLive(now) && State is SessionState.Started && BotChallenge is null && gates > 0
            ? this with { State = SessionState.Proving, GuardId = guardId, Subject = subject, Methods = methods, Gates = gates }
            : null;

    /// <summary>The way past the gates for whoever says to know the current password.</summary>
    /// <param name="subject">Null makes a decoy: it gets as far as the page.</param>
    public RecoverySession? IdentifiedByPassword(string guardId, Subject? subject, DateTimeOffset now) =>
        IsLive(now) && State is SessionState.Started && BotChallenge is null && Goal is Goal.Change or Goal.Register
            ? this with { State = SessionState.Verified, GuardId = guardId, Subject = subject }
            : null;

    /// <summary>The only way in which a proof comes to be.</summary>
    public RecoverySession? WithProof(Proof proof, DateTimeOffset now)
    {
        var counts = IsLive(now)
            && State is SessionState.Proving
            && Subject is not null
            && Methods.Contains(proof.Method)
            && Proofs.All(given => proof.IsIndependentOf(given) && given.Challenge != proof.Challenge);
        return !counts ? null : this with
        {
            Proofs = [.. Proofs, proof],
            State = Proofs.Count + 1 >= Gates ? SessionState.Verified : SessionState.Proving,
        };
    }

    /// <param name="limit">Failed tries that end the session.</param>
    public RecoverySession? WithFailedTry(int limit, DateTimeOffset now) =>
        !IsLive(now) || State is not SessionState.Proving ? null
        : FailedTries + 1 >= limit ? Ended(SessionState.Cancelled, NotVerified) with { FailedTries = FailedTries + 1 }
        : this with { FailedTries = FailedTries + 1 };

    /// <summary>Issues the link to the secure page; a link or an open page from before is dead.</summary>
    public RecoverySession? WithLink(LinkState link, DateTimeOffset now) =>
        IsLive(now) && MayHavePage() && State is SessionState.Verified or SessionState.PageOpen && LinksIssued < MaxLinks
            ? this with { State = SessionState.Verified, Link = link, LinksIssued = LinksIssued + 1, PageHash = null, PageServed = false }
            : null;

    public RecoverySession? WithWrongPageCode(DateTimeOffset now) =>
        !IsLive(now) || Link is not { } link ? null
        : this with { Link = link.WrongPageCodes + 1 >= MaxWrongPageCodes ? null : link with { WrongPageCodes = link.WrongPageCodes + 1 } };

    /// <summary>Spends the link.</summary>
    public RecoverySession? PageOpened(string pageHash, DateTimeOffset now) =>
        IsLive(now) && MayHavePage() && State is SessionState.Verified && Link is { } link && now < link.ExpiresAt
            ? this with { State = SessionState.PageOpen, Link = null, PageHash = pageHash }
            : null;

    /// <param name="limit">How often a password may be tried.</param>
    public RecoverySession? SettingBegun(int limit, DateTimeOffset now) =>
        IsLive(now) && Goal is Goal.Reset && HasProvedEnough() && State is SessionState.PageOpen && PasswordTries < limit
            ? this with { State = SessionState.Setting, SettingSince = now, PasswordTries = PasswordTries + 1 }
            : null;

    /// <summary>Takes one try at the current password before it is compared. A decoy's is taken like any other.</summary>
    public RecoverySession? PasswordTried(DateTimeOffset now) =>
        IsLive(now) && IsByPassword && State is SessionState.PageOpen && !KnewPassword && WrongPasswords < MaxWrongPasswords
            ? this with { WrongPasswords = WrongPasswords + 1 }
            : null;

    /// <summary>The current password that was tried is not right; the last one ends the session.</summary>
    public RecoverySession? PasswordWrong() =>
        WrongPasswords == 0 || State is not SessionState.PageOpen || KnewPassword ? null
        : WrongPasswords >= MaxWrongPasswords ? Ended(SessionState.Cancelled, "wrong-passwords")
        : this;

    /// <summary>The current password could not be compared: the try does not count.</summary>
    public RecoverySession? PasswordNotTried() =>
        WrongPasswords > 0 && State is SessionState.PageOpen && !KnewPassword ? this with { WrongPasswords = WrongPasswords - 1 } : null;

    /// <summary>The current password that was tried is right: somebody who wants to register may, somebody who wants to change it may once.</summary>
    public RecoverySession? PasswordProved(DateTimeOffset now) =>
        IsLive(now) && IsByPassword && Subject is not null && State is SessionState.PageOpen && !KnewPassword && WrongPasswords > 0
            ? this with { WrongPasswords = WrongPasswords - 1, KnewPassword = true, PageServed = Goal is Goal.Register }
            : null;

    /// <param name="limit">How often a password may be tried.</param>
    public RecoverySession? ChangingBegun(int limit, DateTimeOffset now) =>
        IsLive(now) && Goal is Goal.Change && Subject is not null && KnewPassword && State is SessionState.PageOpen && PasswordTries < limit
            ? this with { State = SessionState.Setting, SettingSince = now, PasswordTries = PasswordTries + 1 }
            : null;

    public RecoverySession? UnlockingBegun(DateTimeOffset now) =>
        MayAct(now) && Goal is Goal.Unlock
            ? this with { State = SessionState.Setting, SettingSince = now }
            : null;

    /// <summary>Enough is proved, and nothing is being done yet.</summary>
    public bool MayAct(DateTimeOffset now) => IsLive(now) && HasProvedEnough() && State is SessionState.Verified;

    /// <summary>From unlocking to a new password or back, without proving again.</summary>
    public RecoverySession? ChangedGoal(Goal goal, DateTimeOffset now) =>
        MayAct(now) && (Goal, goal) is (Goal.Unlock, Goal.Reset) or (Goal.Reset, Goal.Unlock)
            ? this with { Goal = goal, Link = null }
            : null;

    /// <summary>Back to where it was begun: the directory said no, or did nothing.</summary>
    /// <param name="limit">How often a password may be tried; the last refusal ends the session.</param>
    public RecoverySession? SettingRefused(int limit) =>
        State is not SessionState.Setting ? null
        : PasswordTries >= limit ? Ended(SessionState.Cancelled, "password-tries") with { KnewPassword = false }
        : this with { State = Goal is Goal.Unlock ? SessionState.Verified : SessionState.PageOpen, SettingSince = null, KnewPassword = false };

    public RecoverySession? PasswordSet() =>
        State is SessionState.Setting && Goal is Goal.Reset && HasProvedEnough() ? Ended(SessionState.Completed, "password-set") : null;

    public RecoverySession? PasswordChanged() =>
        State is SessionState.Setting && Goal is Goal.Change && Subject is not null && KnewPassword ? Ended(SessionState.Completed, "password-changed") : null;

    public RecoverySession? Unlocked() =>
        State is SessionState.Setting && Goal is Goal.Unlock && HasProvedEnough() ? Ended(SessionState.Completed, "unlocked") : null;

    /// <summary>Whether what the person registers for recovery may be changed now.</summary>
    public bool MayRegister(DateTimeOffset now) =>
        IsLive(now) && Goal is Goal.Register && Subject is not null && (KnewPassword || HasProvedEnough());

    public RecoverySession? Registered(DateTimeOffset now) => MayRegister(now) ? Ended(SessionState.Completed, "registered") : null;

    /// <summary>Ends it from outside; what is being written to the directory at this moment is not interrupted.</summary>
    public RecoverySession? Cancel(string reason) =>
        IsOver || State is SessionState.Setting ? null : Ended(SessionState.Cancelled, reason);

    /// <summary>While a password is being set nothing else is written.</summary>
    public RecoverySession? WithLeak(string hash, DateTimeOffset now) =>
        IsLive(now) && State is not SessionState.Setting && Leaked.Count < LeakedPasswords.Most && !Leaked.Contains(hash) ? this with { Leaked = [.. Leaked, hash] } : null;

    /// <summary>What is written from here on is written in another language. While a password is being set nothing else is written.</summary>
    /// <param name="language">A language tag.</param>
    public RecoverySession? Speaking(string language, DateTimeOffset now) =>
        IsLive(now) && State is not SessionState.Setting && Visitor.Chat.Language != language
            ? this with { Visitor = Visitor with { Chat = Visitor.Chat with { Language = language } } }
            : null;

    public RecoverySession? Extend(TimeSpan by, DateTimeOffset now) =>
        IsLive(now) && !Extended ? this with { Extended = true, Deadline = Deadline + by } : null;

    // There is nothing to type for an unlock; where the current password is the proof, the page is where it is given.
    private bool MayHavePage() => Goal is not Goal.Unlock && (IsByPassword || HasProvedEnough());

    private bool HasProvedEnough() => Subject is not null && Gates > 0 && Proofs.Count >= Gates;

    private RecoverySession Ended(SessionState state, string reason) =>
        this with { State = state, EndedBy = reason, Link = null, PageHash = state is SessionState.Completed ? PageHash : null, BotChallenge = null, SettingSince = null };
}
