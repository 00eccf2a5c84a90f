using System.Text.Json;
using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

/// <summary>Each step of a session: from where it is allowed, what it leads to, and that it needs every one of its conditions.</summary>
public sealed class SessionTransitionTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_later = s_now.AddMinutes(1);

    private static readonly Subject s_subject = new("id-1", DateTimeOffset.UnixEpoch, "contacts", 0, false, []);
    private static readonly Proof s_mail = new(GateMethod.EmailAlternate, "mail", "c1", s_now);
    private static readonly Proof s_text = new(GateMethod.TextMobile, "phone", "c2", s_now);
    private static readonly LinkState s_link = new("verifier", "code", 0, s_later);
    private static readonly BotChallenge s_challenge = new(BotCheck.Captcha, "ABCD", s_later);
    private static readonly BotChallenge s_next = new(BotCheck.Captcha, "EFGH", s_later);

    private static readonly RecoverySession s_started =
        RecoverySession.Begin("session", Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), s_challenge, Policy.For(Baseline.Entra) with { SessionLifetime = s_later - s_now }, s_now);

    private static readonly RecoverySession s_proving = s_started with
    {
        BotChallenge = null,
        State = SessionState.Proving,
        GuardId = "guard",
        Subject = s_subject,
        Methods = [GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.CallMobile],
        Gates = 2,
    };

    private static readonly RecoverySession s_verified = s_proving with { State = SessionState.Verified, Proofs = [s_mail, s_text] };
    private static readonly RecoverySession s_pageOpen = s_verified with { State = SessionState.PageOpen, PageHash = "page" };
    private static readonly RecoverySession s_setting = s_pageOpen with { State = SessionState.Setting, SettingSince = s_now, PasswordTries = 1 };
    private static readonly RecoverySession s_change = s_started with { Goal = Goal.Change, BotChallenge = null, State = SessionState.Verified, GuardId = "guard", Subject = s_subject };
    private static readonly RecoverySession s_changePage = s_change with { State = SessionState.PageOpen, PageHash = "page" };
    private static readonly RecoverySession s_tried = s_changePage with { WrongPasswords = 1 };

    // What leaves too little proved for a reset.
    private static readonly Change[] s_unproved = [one => one with { Subject = null }, one => one with { Proofs = [s_mail] }, one => one with { Gates = 0 }, one => one with { Gates = 3 }];

    private static readonly Dictionary<string, Transition> s_transitions = new()
    {
        ["the bot check is passed"] = new(s_started, [SessionState.Started], one => one.BotCheckPassed(s_now), one => one with { BotChallenge = null })
        {
            Needs = [one => one with { BotChallenge = null }, one => one with { BotChallenge = s_challenge with { ExpiresAt = s_now } }],
        },
        ["the bot check is failed"] = new(s_started, [SessionState.Started], one => one.BotCheckFailed(s_next, s_now), one => one with { BotChallenge = s_next, WrongBotChecks = 1 })
        {
            Needs = [one => one with { BotChallenge = null }],
        },
        ["the last bot check is failed"] = new(
            s_started with { WrongBotChecks = 4 }, [SessionState.Started], one => one.BotCheckFailed(s_next, s_now), one => one with { State = SessionState.Cancelled, EndedBy = "bot-check", BotChallenge = null }),
        ["somebody is identified"] = new(
            s_started with { BotChallenge = null }, [SessionState.Started], one => one.Identified("guard", s_subject, s_proving.Methods, 2, s_now), _ => s_proving)
        {
            Needs = [one => one with { BotChallenge = s_challenge }],
        },
        ["somebody is identified who knows the password"] = new(
            s_started with { BotChallenge = null, Goal = Goal.Change }, [SessionState.Started], one => one.IdentifiedByPassword("guard", s_subject, s_now), _ => s_change)
        {
            Needs = [one => one with { BotChallenge = s_challenge }, one => one with { Goal = Goal.Reset }, one => one with { Goal = Goal.Unlock }],
        },
        ["the first proof"] = new(s_proving, [SessionState.Proving], one => one.WithProof(s_mail, s_now), one => one with { Proofs = [s_mail] })
        {
            Needs = [one => one with { Subject = null }, one => one with { Methods = [GateMethod.TextMobile] }],
        },
        ["the last proof"] = new(s_proving with { Proofs = [s_mail] }, [SessionState.Proving], one => one.WithProof(s_text, s_now), _ => s_verified)
        {
            Needs =
            [
                one => one with { Proofs = [s_mail with { Destination = "phone" }] },
                one => one with { Proofs = [s_mail with { Challenge = "c2" }] },
                one => one with { Proofs = [s_mail with { Method = GateMethod.TextAuthenticationPhone }] },
            ],
        },
        ["a failed try"] = new(s_proving, [SessionState.Proving], one => one.WithFailedTry(5, s_now), one => one with { FailedTries = 1 }),
        ["the last failed try"] = new(
            s_proving with { FailedTries = 4 }, [SessionState.Proving], one => one.WithFailedTry(5, s_now), one => one with { State = SessionState.Cancelled, EndedBy = "not-verified", FailedTries = 5 }),
        ["a link"] = new(s_verified, [SessionState.Verified, SessionState.PageOpen], one => one.WithLink(s_link, s_now), one => one with { Link = s_link, LinksIssued = 1 })
        {
            Needs = [.. s_unproved, one => one with { Goal = Goal.Unlock }, one => one with { LinksIssued = 5 }],
        },
        ["a link in the place of an open page"] = new(
            s_pageOpen with { PageServed = true, LinksIssued = 4 },
            [SessionState.Verified, SessionState.PageOpen],
            one => one.WithLink(s_link, s_now),
            one => one with { State = SessionState.Verified, Link = s_link, LinksIssued = 5, PageHash = null, PageServed = false }),
        ["a link for the current password"] = new(s_change, [SessionState.Verified, SessionState.PageOpen], one => one.WithLink(s_link, s_now), one => one with { Link = s_link, LinksIssued = 1 })
        {
            Needs = [one => one with { GuardId = "" }, one => one with { Gates = 1 }],
        },
        ["a wrong page code"] = new(
            s_verified with { Link = s_link }, null, one => one.WithWrongPageCode(s_now), one => one with { Link = s_link with { WrongPageCodes = 1 } })
        {
            Needs = [one => one with { Link = null }],
        },
        ["the last wrong page code"] = new(
            s_verified with { Link = s_link with { WrongPageCodes = 2 } }, null, one => one.WithWrongPageCode(s_now), one => one with { Link = null }),
        ["the page is opened"] = new(
            s_verified with { Link = s_link }, [SessionState.Verified], one => one.PageOpened("page", s_now), _ => s_pageOpen)
        {
            Needs = [.. s_unproved, one => one with { Goal = Goal.Unlock }, one => one with { Link = null }, one => one with { Link = s_link with { ExpiresAt = s_now } }],
        },
        ["a password is being set"] = new(s_pageOpen, [SessionState.PageOpen], one => one.SettingBegun(5, s_now), _ => s_setting)
        {
            Needs = [.. s_unproved, .. OtherGoals(Goal.Reset), one => one with { PasswordTries = 5 }],
        },
        ["the current password is tried"] = new(s_changePage, [SessionState.PageOpen], one => one.PasswordTried(s_now), _ => s_tried)
        {
            Needs =
            [
                one => one with { KnewPassword = true },
                one => one with { WrongPasswords = 5 },
                one => one with { Gates = 1 },
                one => one with { GuardId = "" },
                one => one with { Goal = Goal.Reset },
                one => one with { Goal = Goal.Unlock },
            ],
        },
        ["the current password is wrong"] = new(s_tried, [SessionState.PageOpen], one => one.PasswordWrong(), one => one)
        {
            IsTimed = false,
            Needs = [one => one with { WrongPasswords = 0 }, one => one with { KnewPassword = true }],
        },
        ["the last current password is wrong"] = new(
            s_tried with { WrongPasswords = 5 }, [SessionState.PageOpen], one => one.PasswordWrong(), one => one with { State = SessionState.Cancelled, EndedBy = "wrong-passwords", PageHash = null })
        {
            IsTimed = false,
        },
        ["the current password could not be compared"] = new(s_tried, [SessionState.PageOpen], one => one.PasswordNotTried(), _ => s_changePage)
        {
            IsTimed = false,
            Needs = [one => one with { WrongPasswords = 0 }, one => one with { KnewPassword = true }],
        },
        ["the current password is right"] = new(s_tried, [SessionState.PageOpen], one => one.PasswordProved(s_now), _ => s_changePage with { KnewPassword = true })
        {
            Needs =
            [
                one => one with { Subject = null },
                one => one with { KnewPassword = true },
                one => one with { WrongPasswords = 0 },
                one => one with { Gates = 1 },
                one => one with { Goal = Goal.Reset },
            ],
        },
        ["the current password is right for who registers"] = new(
            s_tried with { Goal = Goal.Register }, [SessionState.PageOpen], one => one.PasswordProved(s_now), one => one with { WrongPasswords = 0, KnewPassword = true, PageServed = true }),
        ["a password is being changed"] = new(
            s_changePage with { KnewPassword = true },
            [SessionState.PageOpen],
            one => one.ChangingBegun(5, s_now),
            one => one with { State = SessionState.Setting, SettingSince = s_now, PasswordTries = 1 })
        {
            Needs = [one => one with { Subject = null }, one => one with { KnewPassword = false }, one => one with { PasswordTries = 5 }, .. OtherGoals(Goal.Change)],
        },
        ["an account is being unlocked"] = new(
            s_verified with { Goal = Goal.Unlock }, [SessionState.Verified], one => one.UnlockingBegun(s_now), one => one with { State = SessionState.Setting, SettingSince = s_now })
        {
            Needs = [.. s_unproved, .. OtherGoals(Goal.Unlock)],
        },
        ["from unlocking to a reset"] = new(
            s_verified with { Goal = Goal.Unlock, Link = s_link }, [SessionState.Verified], one => one.ChangedGoal(Goal.Reset, s_now), one => one with { Goal = Goal.Reset, Link = null })
        {
            Needs = [.. s_unproved, .. OtherGoals(Goal.Unlock)],
        },
        ["from a reset to unlocking"] = new(
            s_verified with { Link = s_link }, [SessionState.Verified], one => one.ChangedGoal(Goal.Unlock, s_now), one => one with { Goal = Goal.Unlock, Link = null })
        {
            Needs = [.. s_unproved, .. OtherGoals(Goal.Reset)],
        },
        ["the directory refuses"] = new(
            s_setting, [SessionState.Setting], one => one.SettingRefused(5), one => one with { State = SessionState.PageOpen, SettingSince = null })
        {
            IsTimed = false,
        },
        ["the directory refuses a change"] = new(
            s_changePage with { State = SessionState.Setting, KnewPassword = true, SettingSince = s_now, PasswordTries = 4 },
            [SessionState.Setting],
            one => one.SettingRefused(5),
            one => one with { State = SessionState.PageOpen, SettingSince = null, KnewPassword = false })
        {
            IsTimed = false,
        },
        ["the directory refuses an unlock"] = new(
            s_setting with { Goal = Goal.Unlock }, [SessionState.Setting], one => one.SettingRefused(5), one => one with { State = SessionState.Verified, SettingSince = null })
        {
            IsTimed = false,
        },
        ["the directory refuses for the last time"] = new(
            s_setting with { PasswordTries = 5, KnewPassword = true },
            [SessionState.Setting],
            one => one.SettingRefused(5),
            one => one with { State = SessionState.Cancelled, EndedBy = "password-tries", SettingSince = null, PageHash = null, KnewPassword = false })
        {
            IsTimed = false,
        },
        ["a password was set"] = new(
            s_setting, [SessionState.Setting], one => one.PasswordSet(), one => one with { State = SessionState.Completed, EndedBy = "password-set", SettingSince = null })
        {
            IsTimed = false,
            Needs = [.. s_unproved, .. OtherGoals(Goal.Reset)],
        },
        ["a password was changed"] = new(
            s_changePage with { State = SessionState.Setting, KnewPassword = true },
            [SessionState.Setting],
            one => one.PasswordChanged(),
            one => one with { State = SessionState.Completed, EndedBy = "password-changed" })
        {
            IsTimed = false,
            Needs = [one => one with { Subject = null }, one => one with { KnewPassword = false }, .. OtherGoals(Goal.Change)],
        },
        ["an account was unlocked"] = new(
            s_setting with { Goal = Goal.Unlock }, [SessionState.Setting], one => one.Unlocked(), one => one with { State = SessionState.Completed, EndedBy = "unlocked", SettingSince = null })
        {
            IsTimed = false,
            Needs = [.. s_unproved, .. OtherGoals(Goal.Unlock)],
        },
        ["somebody registered who knew the password"] = new(
            s_changePage with { Goal = Goal.Register, KnewPassword = true }, null, one => one.Registered(s_now), one => one with { State = SessionState.Completed, EndedBy = "registered" })
        {
            Needs = [one => one with { Subject = null }, one => one with { KnewPassword = false }, .. OtherGoals(Goal.Register)],
        },
        ["somebody registered who proved enough"] = new(
            s_verified with { Goal = Goal.Register }, null, one => one.Registered(s_now), one => one with { State = SessionState.Completed, EndedBy = "registered" })
        {
            Needs = [.. s_unproved],
        },
        ["it is cancelled"] = new(
            s_pageOpen, [SessionState.Started, SessionState.Proving, SessionState.Verified, SessionState.PageOpen], one => one.Cancel("cancelled"), one => one with { State = SessionState.Cancelled, EndedBy = "cancelled", PageHash = null })
        {
            IsTimed = false,
        },
        ["something leaked"] = new(
            s_proving, [SessionState.Started, SessionState.Proving, SessionState.Verified, SessionState.PageOpen], one => one.WithLeak("hash", s_now), one => one with { Leaked = ["hash"] })
        {
            Needs = [one => one with { Leaked = ["hash"] }, one => one with { Leaked = ["1", "2", "3"] }],
        },
        ["another language"] = new(
            s_proving,
            [SessionState.Started, SessionState.Proving, SessionState.Verified, SessionState.PageOpen],
            one => one.Speaking("nl", s_now),
            one => one with { Visitor = one.Visitor with { Chat = one.Visitor.Chat with { Language = "nl" } } })
        {
            Needs = [one => one with { Visitor = one.Visitor with { Chat = one.Visitor.Chat with { Language = "nl" } } }],
        },
        ["more time"] = new(s_proving, null, one => one.Extend(TimeSpan.FromMinutes(5), s_now), one => one with { Extended = true, Deadline = one.Deadline.AddMinutes(5) })
        {
            Needs = [one => one with { Extended = true }],
        },
    };

    private delegate RecoverySession Change(RecoverySession session);

    public static TheoryData<string> Transitions => [.. s_transitions.Keys];

    [Theory]
    [MemberData(nameof(Transitions))]
    public void It_leads_where_it_should(string name)
    {
        var transition = s_transitions[name];

        Assert.Equal(Written(transition.To(transition.From)), Written(transition.Go(transition.From)));
    }

    [Theory]
    [MemberData(nameof(Transitions))]
    public void It_needs_every_one_of_its_conditions(string name)
    {
        var transition = s_transitions[name];

        foreach (var state in Enum.GetValues<SessionState>())
        {
            var allowed = transition.States?.Contains(state) ?? state is not (SessionState.Completed or SessionState.Cancelled);
            Assert.True(allowed == transition.Go(transition.From with { State = state }) is not null, $"{name}: {state}");
        }

        for (var need = 0; need < transition.Needs.Length; need++)
        {
            Assert.True(transition.Go(transition.Needs[need](transition.From)) is null, $"{name}: condition {need}");
        }

        Assert.Equal(transition.IsTimed, transition.Go(transition.From with { Deadline = s_now }) is null);
        Assert.NotNull(transition.Go(transition.From with { Deadline = s_now.AddTicks(1) }));
    }

    [Fact]
    public void A_session_needs_at_least_one_gate() => Assert.Null((s_started with { BotChallenge = null }).Identified("guard", s_subject, [], 0, s_now));

    [Theory]
    [InlineData(Goal.Unlock, Goal.Change)]
    [InlineData(Goal.Unlock, Goal.Register)]
    [InlineData(Goal.Unlock, Goal.Unlock)]
    [InlineData(Goal.Reset, Goal.Change)]
    [InlineData(Goal.Reset, Goal.Reset)]
    [InlineData(Goal.Change, Goal.Reset)]
    [InlineData(Goal.Register, Goal.Unlock)]
    public void No_other_goal_becomes_another(Goal from, Goal to) => Assert.Null((s_verified with { Goal = from }).ChangedGoal(to, s_now));

    [Fact]
    public void What_is_left_to_prove_with_is_independent_of_what_was_proved()
    {
        Assert.Equal(s_proving.Methods, s_proving.OpenMethods());
        Assert.Equal([GateMethod.TextMobile, GateMethod.CallMobile], (s_proving with { Proofs = [s_mail] }).OpenMethods());
        Assert.Equal([GateMethod.EmailAlternate], (s_proving with { Proofs = [s_text] }).OpenMethods());
    }

    [Fact]
    public void A_decoy_is_told_by_nothing_but_its_subject()
    {
        Assert.True((s_proving with { Subject = null }).IsDecoy);
        Assert.False(s_proving.IsDecoy);
        Assert.Equal((false, true, true, false), (s_proving.IsByPassword, s_change.IsByPassword, (s_change with { Goal = Goal.Register }).IsByPassword, (s_change with { Gates = 1 }).IsByPassword));
    }

    private static Change[] OtherGoals(Goal goal) => [.. Enum.GetValues<Goal>().Where(other => other != goal).Select(other => (Change)(one => one with { Goal = other }))];

    private static string Written(RecoverySession? session) => JsonSerializer.Serialize(session, RecordShapes.Default.RecoverySession!);

    /// <param name="From">A session that may go this step.</param>
    /// <param name="States">The states that it may be gone from; null: all of those in which a session is not over.</param>
    /// <param name="To">What comes of it.</param>
    private sealed record Transition(RecoverySession From, SessionState[]? States, Func<RecoverySession, RecoverySession?> Go, Func<RecoverySession, RecoverySession> To)
    {
        /// <summary>Each takes one condition away.</summary>
        public Change[] Needs { get; init; } = [];

        /// <summary>Whether it must be gone before the session's deadline.</summary>
        public bool IsTimed { get; init; } = true;
    }
}
