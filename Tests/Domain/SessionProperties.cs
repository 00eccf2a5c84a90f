using CsCheck;
using Xunit;

namespace SsprBot.Domain;

/// <summary>Random events against the session's state machine: a password is never set without the proofs that it needs.</summary>
public sealed class SessionProperties
{
    private const int Sequences = 100_000;

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly GateMethod[] AllMethods = Enum.GetValues<GateMethod>();

    private static readonly Gen<Trial> Trials =
        from gates in Gen.Int[1, 2]
        from decoy in Gen.Bool
        from withCheck in Gen.Bool
        from events in Gen.Select(Gen.Int[0, 15], Gen.Int[0, 8], Gen.Int[0, 3], Gen.Int[0, 400]).Array[1, 40]
        select new Trial(gates, decoy, withCheck, events);

    [Fact]
    public void No_order_of_events_sets_a_password_without_the_required_independent_proofs() =>
        Trials.Sample(Holds, iter: Sequences);

    [Fact]
    public void Some_order_of_events_does_set_one() =>
        Assert.Equal(SessionState.Completed, Play(new Trial(
            2, false, false, [(1, 0, 0, 0), (4, 0, 0, 0), (4, 2, 1, 1), (6, 0, 0, 0), (8, 0, 0, 0), (9, 0, 0, 0), (11, 0, 0, 0)])).Session.State);

    private static bool Holds(Trial trial)
    {
        var (session, completions, writesBegun) = Play(trial);
        var independent = session.Proofs.All(left => session.Proofs.All(right => left == right || left.IsIndependentOf(right)));
        var enough = session.Proofs.Count >= trial.Gates && !trial.Decoy;
        return independent && completions <= 1 && (enough || (completions == 0 && writesBegun == 0 && session.PageHash is null && session.Link is null));
    }

    private static (RecoverySession Session, int Completions, int WritesBegun) Play(Trial trial)
    {
        var policy = Policy.For(Baseline.Entra);
        var now = Start;
        var visitor = new Visitor(new ChatAddress("directline", "chat", "user", "en"), "192.0.2.1");
        var check = trial.WithCheck ? new BotChallenge(BotCheck.Captcha, "ABC", now.AddMinutes(2)) : null;
        var session = RecoverySession.Begin("id", Goal.Reset, "anna", visitor, check, policy, now);
        var subject = trial.Decoy ? null : new Subject("id-anna", Start, "contacts", 0, false, []);
        var (completions, writes) = (0, 0);
        foreach (var (kind, method, place, seconds) in trial.Events)
        {
            now = now.AddSeconds(seconds / 8);
            var next = Next(session, kind, new Proof(AllMethods[method], $"place-{place}", $"challenge-{seconds % 6}", now), trial, subject, policy, now);
            writes += kind == 9 && next is not null ? 1 : 0;
            completions += next is { State: SessionState.Completed } && session.State is not SessionState.Completed ? 1 : 0;
            session = next ?? session;
        }

        return (session, completions, writes);
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
        _ => session.Cancel("left"),
    };

    private sealed record Trial(int Gates, bool Decoy, bool WithCheck, (int Kind, int Method, int Place, int Seconds)[] Events);
}
