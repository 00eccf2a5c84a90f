using CsCheck;
using Xunit;

namespace SsprBot.Domain;

/// <summary>Random events against the session's state machine: nothing is done without the proofs that it needs, and nothing that was not wanted.</summary>
public sealed class SessionProperties
{
    private const int Sequences = 100_000;

    /// <summary>A proof by another method and to another place.</summary>
    private const int Second = 99;

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly GateMethod[] AllMethods = Enum.GetValues<GateMethod>();

    private static readonly Gen<Trial> Trials =
        from goal in Gen.Enum<Goal>()
        from gates in Gen.Int[1, 2]
        from decoy in Gen.Bool
        from withCheck in Gen.Bool
        from events in Gen.Select(Gen.Int[0, 28], Gen.Int[0, 8], Gen.Int[0, 3], Gen.Int[0, 400]).Array[1, 40]
        select new Trial(goal, gates, decoy, withCheck, events);

    [Fact]
    public void No_order_of_events_does_anything_without_its_proofs_or_for_another_goal() =>
        Trials.Sample(Holds, iter: Sequences);

    [Theory]
    [InlineData(Goal.Reset, "password-set", new[] { 1, 4, Second, 6, 8, 9, 11 })]
    [InlineData(Goal.Unlock, "unlocked", new[] { 1, 4, Second, 21, 22 })]
    [InlineData(Goal.Unlock, "password-set", new[] { 1, 4, Second, 20, 6, 8, 9, 11 })]
    [InlineData(Goal.Change, "password-changed", new[] { 16, 6, 8, 17, 18, 19, 23 })]
    [InlineData(Goal.Register, "registered", new[] { 16, 6, 8, 17, 18, 24 })]
    [InlineData(Goal.Register, "denied", new[] { 16, 6, 8, 17, 18, 25, 24 })]
    [InlineData(Goal.Reset, "denied", new[] { 1, 4, Second, 25, 6, 8, 9, 11 })]
    [InlineData(Goal.Unlock, "denied", new[] { 1, 4, 26, 25, Second, 21, 22 })]
    public void Some_order_of_events_does_what_is_wanted(Goal goal, string end, int[] events) =>
        Assert.Equal(end, Play(new Trial(goal, 2, false, false, [.. events.Select(kind => kind == Second ? (4, 2, 1, 1) : (kind, 0, 0, 0))])).Session.EndedBy);

    private static bool Holds(Trial trial)
    {
        var (session, completions, deedsBegun, afterTheEnd) = Play(trial);
        var independent = session.Proofs.All(left => session.Proofs.All(right => left == right || left.IsIndependentOf(right)));
        var gatesPassed = session.Proofs.Count >= trial.Gates && session.Gates > 0 && !trial.Decoy;
        var knew = session.KnewPassword && !trial.Decoy;
        var mayDo = session.Goal switch
        {
            Goal.Reset or Goal.Unlock => trial.Goal is Goal.Reset or Goal.Unlock && gatesPassed,
            Goal.Change => trial.Goal is Goal.Change && !trial.Decoy,
            Goal.Register => trial.Goal is Goal.Register && !trial.Decoy && deedsBegun == 0,
            _ => false,
        };
        var ownDeed = session.EndedBy switch
        {
            "password-set" => session.Goal is Goal.Reset && gatesPassed,
            "unlocked" => session.Goal is Goal.Unlock && gatesPassed,
            "password-changed" => session.Goal is Goal.Change && knew,
            "registered" => session.Goal is Goal.Register && (knew || gatesPassed),
            _ => completions == 0,
        };
        var mayHavePage = gatesPassed || trial.Goal is Goal.Change or Goal.Register;
        return independent
            && afterTheEnd == 0
            && completions <= 1
            && ownDeed
            && (mayDo || (completions == 0 && deedsBegun == 0))
            && (mayHavePage || (session.PageHash is null && session.Link is null))
            && (!session.MayRegister(Start) || (trial.Goal is Goal.Register && (knew || gatesPassed)));
    }

    private static (RecoverySession Session, int Completions, int DeedsBegun, int AfterTheEnd) Play(Trial trial)
    {
        var policy = Policy.For(Baseline.Entra);
        var now = Start;
        var visitor = new Visitor(new ChatAddress("directline", "chat", "user", "en"), "192.0.2.1");
        var check = trial.WithCheck ? new BotChallenge(BotCheck.Captcha, "ABC", now.AddMinutes(2)) : null;
        var session = RecoverySession.Begin("id", trial.Goal, "anna", visitor, check, policy, now);
        var subject = trial.Decoy ? null : new Subject("id-anna", Start, "contacts", 0, false, []);
        var (completions, deeds, afterTheEnd) = (0, 0, 0);
        foreach (var (kind, method, place, seconds) in trial.Events)
        {
            now = now.AddSeconds(seconds / 8);
            var next = Next(session, kind, new Proof(AllMethods[method], $"place-{place}", $"challenge-{seconds % 6}", now), trial, subject, policy, now);
            afterTheEnd += next is not null && session.IsOver ? 1 : 0;
            deeds += next is { State: SessionState.Setting } ? 1 : 0;
            completions += next is { State: SessionState.Completed } && session.State is not SessionState.Completed ? 1 : 0;
            session = next ?? session;
        }

        return (session, completions, deeds, afterTheEnd);
    }

    private static RecoverySession? Next(RecoverySession session, int kind, Proof proof, Trial trial, Subject? subject, Policy policy, DateTimeOffset now) => kind switch
    {
        0 => session.BotCheckPassed(now),
        1 => session.Identified("guard", subject, AllMethods, trial.Gates, now),
        2 => session.BotCheckFailed(new BotChallenge(BotCheck.Captcha, "DEF", now.AddMinutes(2)), now),
        3 => session.WithFailedTry(5, now),
        4 or 5 => session.WithProof(proof, now),
        6 or 7 => session.WithLink(new LinkState("hash", "code", 0, now + policy.LinkLifetime), now),
        8 => session.PageOpened("page", now),
        9 => session.SettingBegun(policy.PasswordTries, now),
        10 => session.SettingRefused(policy.PasswordTries),
        11 or 12 => session.PasswordSet(),
        13 => session.WithWrongPageCode(now),
        14 => session.Extend(policy.SessionExtension, now),
        15 => session.Speaking(proof.Destination, now),
        16 => session.IdentifiedByPassword("guard", subject, now),
        17 => session.PasswordTried(now),
        18 => session.PasswordProved(now),
        19 => session.ChangingBegun(policy.PasswordTries, now),
        20 => session.ChangedGoal(session.Goal is Goal.Unlock ? Goal.Reset : Goal.Unlock, now),
        21 => session.UnlockingBegun(now),
        22 => proof.Destination is "place-0" ? session.Unlocked() : session.PasswordWrong(),
        23 => proof.Destination is "place-0" ? session.PasswordChanged() : session.PasswordNotTried(),
        24 => session.Registered(now),
        25 => session.Cancel(Calls.DeniedReason),
        26 => session.WithLeak(proof.Challenge, now),
        27 => session.PasswordWrong(),
        _ => session.Cancel("left"),
    };

    private sealed record Trial(Goal Goal, int Gates, bool Decoy, bool WithCheck, (int Kind, int Method, int Place, int Seconds)[] Events);
}
