using Xunit;

namespace SsprBot.Domain;

/// <summary>What counts against an account, how long, and what clears it: each limit on its last and its first forbidden one.</summary>
public sealed class GuardTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_day = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);

    private static readonly Limits s_limits = new() { FailuresPerAccount = 4, FailuresPerMethod = 2, StartsPerAccount = 2, ResetsPerAccount = 1, Mails = 2, Texts = 2, Calls = 1, WrongPasswordsPerHour = 1, WrongPasswordsPerDay = 2 };

    [Fact]
    public void Failures_by_one_method_lock_it_for_an_hour()
    {
        var guard = Failed(VerificationMethod.SmsCode, s_now, s_now);

        Assert.False(Failed(VerificationMethod.SmsCode, s_now).IsLocked(VerificationMethod.SmsCode, s_limits, s_now));
        Assert.True(guard.IsLocked(VerificationMethod.SmsCode, s_limits, s_now + s_hour - s_tick));
        Assert.False(guard.IsLocked(VerificationMethod.SmsCode, s_limits, s_now + s_hour));
        Assert.False(guard.IsLocked(VerificationMethod.EmailCode, s_limits, s_now));
    }

    [Fact]
    public void Failures_by_any_method_lock_all_for_a_day()
    {
        var guard = Failed(VerificationMethod.SmsCode, s_now, s_now, s_now, s_now);

        Assert.False(Failed(VerificationMethod.SmsCode, s_now, s_now, s_now).IsLocked(VerificationMethod.EmailCode, s_limits, s_now));
        Assert.True(guard.IsLocked(VerificationMethod.EmailCode, s_limits, s_now + s_day - s_tick));
        Assert.False(guard.IsLocked(VerificationMethod.EmailCode, s_limits, s_now + s_day));
        Assert.Equal(5, guard.WithAttempt("c", VerificationMethod.SmsCode, s_now + s_day - s_tick).Attempts.Count);
        Assert.Single(guard.WithAttempt("c", VerificationMethod.SmsCode, s_now + s_day).Attempts);
    }

    [Fact]
    public void So_many_visits_begin_within_an_hour_and_twice_as_many_within_a_day()
    {
        var hour = Started(s_now, s_now);
        Assert.True(Started(s_now).MayStart("new", s_limits, s_now));
        Assert.False(hour.MayStart("new", s_limits, s_now + s_hour - s_tick));
        Assert.True(hour.MayStart("new", s_limits, s_now + s_hour));
        Assert.True(hour.MayStart("0", s_limits, s_now));

        var day = Started(s_now, s_now + (2 * s_hour), s_now + (4 * s_hour), s_now + (6 * s_hour));
        Assert.False(day.MayStart("new", s_limits, s_now + s_day - s_tick));
        Assert.True(day.MayStart("new", s_limits, s_now + s_day));
    }

    [Fact]
    public void One_reset_is_allowed_within_a_day_and_three_within_a_week()
    {
        var once = Guard.New.Succeeded(Goal.Reset, s_now);
        Assert.False(once.MayStart("new", s_limits, s_now + s_day - s_tick));
        Assert.True(once.MayStart("new", s_limits, s_now + s_day));
        Assert.True(once.WasResetLately(s_now + s_day - s_tick));
        Assert.False(once.WasResetLately(s_now + s_day));

        var thrice = once.Succeeded(Goal.Reset, s_now + (2 * s_day)).Succeeded(Goal.Reset, s_now + (4 * s_day));
        Assert.False(thrice.MayStart("new", s_limits, s_now + s_week - s_tick));
        Assert.True(thrice.MayStart("new", s_limits, s_now + s_week));
        Assert.Equal(4, thrice.Succeeded(Goal.Reset, s_now + s_week - s_tick).Resets.Count);
        Assert.Equal(3, thrice.Succeeded(Goal.Reset, s_now + s_week).Resets.Count);
        Assert.Empty(Guard.New.Succeeded(Goal.Unlock, s_now).Resets);
    }

    [Fact]
    public void So_many_mails_are_sent_within_any_ten_minutes_of_the_day()
    {
        var minutes = TimeSpan.FromMinutes(10);

        Assert.True(Sent(VerificationMethod.EmailCode, s_now).MaySend(VerificationMethod.EmailCode, s_limits, s_now));
        Assert.False(Sent(VerificationMethod.EmailCode, s_now, s_now + minutes - s_tick).MaySend(VerificationMethod.EmailCode, s_limits, s_now + s_hour));
        Assert.True(Sent(VerificationMethod.EmailCode, s_now, s_now + minutes).MaySend(VerificationMethod.EmailCode, s_limits, s_now + s_hour));
        Assert.False(Sent(VerificationMethod.EmailCode, s_now, s_now + s_hour, s_now + s_hour).MaySend(VerificationMethod.EmailCode, s_limits, s_now + s_hour));
        Assert.False(Sent(VerificationMethod.EmailCode, s_now, s_now).MaySend(VerificationMethod.EmailCode, s_limits, s_now + s_day - s_tick));
        Assert.True(Sent(VerificationMethod.EmailCode, s_now, s_now).MaySend(VerificationMethod.EmailCode, s_limits, s_now + s_day));
        Assert.True(Sent(VerificationMethod.SmsCode, s_now, s_now).MaySend(VerificationMethod.EmailCode, s_limits, s_now));
    }

    [Fact]
    public void So_many_texts_and_calls_are_sent_within_a_day()
    {
        Assert.True(Sent(VerificationMethod.SmsCode, s_now).MaySend(VerificationMethod.SmsCode, s_limits, s_now));
        Assert.False(Sent(VerificationMethod.SmsCode, s_now, s_now).MaySend(VerificationMethod.SmsCode, s_limits, s_now + s_day - s_tick));
        Assert.True(Sent(VerificationMethod.SmsCode, s_now, s_now).MaySend(VerificationMethod.SmsCode, s_limits, s_now + s_day));
        Assert.True(Guard.New.MaySend(VerificationMethod.VoiceCall, s_limits, s_now));
        Assert.False(Sent(VerificationMethod.VoiceCall, s_now).MaySend(VerificationMethod.VoiceCall, s_limits, s_now));
        Assert.Equal((1, 0, 0), (Count("1", VerificationMethod.SmsCode), Count("1", VerificationMethod.EmailCode), Count("9", VerificationMethod.SmsCode)));

        static int Count(string session, VerificationMethod method) => Sent(VerificationMethod.SmsCode, s_now, s_now).SentIn(session, method);
    }

    [Fact]
    public void What_was_sent_is_forgotten_when_no_limit_looks_at_it_any_more()
    {
        var keep = s_day + TimeSpan.FromMinutes(10);
        var guard = Sent(VerificationMethod.SmsCode, s_now);

        Assert.Equal(2, guard.Sent("new", VerificationMethod.SmsCode, s_now + keep - s_tick).Sendings.Count);
        Assert.Single(guard.Sent("new", VerificationMethod.SmsCode, s_now + keep).Sendings);
    }

    [Fact]
    public void One_current_password_is_compared_within_an_hour_and_two_within_a_day()
    {
        var once = Guard.New.WithPasswordAttempt("1", s_now);
        Assert.True(Guard.New.MayTryPassword(s_limits, s_now));
        Assert.False(once.MayTryPassword(s_limits, s_now + s_hour - s_tick));
        Assert.True(once.MayTryPassword(s_limits, s_now + s_hour));

        var twice = once.WithPasswordAttempt("2", s_now + (2 * s_hour));
        Assert.False(twice.MayTryPassword(s_limits, s_now + s_day - s_tick));
        Assert.True(twice.MayTryPassword(s_limits, s_now + s_day));
        Assert.True(twice.WithoutPasswordAttempt("1").MayTryPassword(s_limits, s_now + s_day - s_tick));
        Assert.Equal(["2", "3"], twice.WithPasswordAttempt("3", s_now + s_day).PasswordAttempts.Select(attempt => attempt.Id));
    }

    [Fact]
    public void A_question_takes_the_place_of_the_sessions_old_one_and_counts_once_as_its_start()
    {
        var questions = Challenge("q", "1") with { Questions = [] };
        var guard = Guard.New.Opened(Challenge("a", "1"), sent: true, s_now).Opened(Challenge("b", "2"), sent: false, s_now).Opened(questions, sent: false, s_now).Opened(Challenge("c", "1"), sent: true, s_now);

        Assert.Equal(["b", "q", "c"], guard.Challenges.Select(challenge => challenge.Id));
        Assert.Equal(["1", "2"], guard.Starts.Select(start => start.Session));
        Assert.Equal(2, guard.Sendings.Count);
        Assert.Equal(("c", "b", null), (guard.Open("1")?.Id, guard.Open("2")?.Id, guard.Open("3")?.Id));
        Assert.Equal(("q", null), (guard.Asked("1")?.Id, guard.Asked("2")?.Id));
        Assert.Equal(["b"], guard.Closed("1").Challenges.Select(challenge => challenge.Id));
    }

    [Fact]
    public void Questions_and_visits_are_forgotten_when_nothing_can_come_of_them()
    {
        var guard = Guard.New.Opened(Challenge("a", "1"), sent: false, s_now);
        var ends = s_now + TimeSpan.FromMinutes(5) + s_hour;

        Assert.Equal(2, guard.Opened(Challenge("b", "2"), sent: false, ends - s_tick).Challenges.Count);
        Assert.Single(guard.Opened(Challenge("b", "2"), sent: false, ends).Challenges);
        Assert.Equal(2, guard.Opened(Challenge("b", "2"), sent: false, s_now + s_day - s_tick).Starts.Count);
        Assert.Single(guard.Opened(Challenge("b", "2"), sent: false, s_now + s_day).Starts);
    }

    [Fact]
    public void The_last_try_burns_the_code_and_a_locked_one_is_not_counted_again()
    {
        var challenge = Challenge("a", "1");
        var guard = Guard.New.Opened(challenge, sent: true, s_now);
        var first = guard.Reserved(challenge, 2, counts: true, s_now);
        var last = first.Reserved(first.Open("1")!, 2, counts: false, s_now);

        Assert.Equal((1, "mac", 1), (first.Open("1")!.Tries, first.Open("1")!.Mac, first.Attempts.Count));
        Assert.Equal((2, "", 1), (last.Open("1")!.Tries, last.Open("1")!.Mac, last.Attempts.Count));
    }

    [Fact]
    public void The_last_round_uses_a_set_of_questions_up()
    {
        var challenge = Challenge("q", "1") with { Questions = [] };
        var guard = Guard.New.Opened(challenge, sent: false, s_now);
        var first = guard.Begun(challenge, 2, locked: false, s_now);
        var last = first.Begun(first.Asked("1")!, 2, locked: true, s_now);

        Assert.Equal((0, 1, new QuestionRound(0, true, false)), (first.QuestionSets, first.Attempts.Count, first.Asked("1")!.Round));
        Assert.Equal((1, 1, new QuestionRound(0, true, true)), (last.QuestionSets, last.Attempts.Count, last.Asked("1")!.Round));
    }

    [Fact]
    public void What_holds_somebody_back_is_named()
    {
        Assert.Empty(Guard.New.Throttles(s_limits, s_now));
        Assert.Equal([ThrottleReason.Failures], Failed(VerificationMethod.VoiceCall, s_now, s_now).Throttles(s_limits, s_now));
        Assert.Equal([ThrottleReason.Starts], Started(s_now, s_now).Throttles(s_limits, s_now));
        Assert.Equal([ThrottleReason.Mails], Sent(VerificationMethod.EmailCode, s_now, s_now).Throttles(s_limits, s_now));
        Assert.Equal([ThrottleReason.Texts], Sent(VerificationMethod.SmsCode, s_now, s_now).Throttles(s_limits, s_now));
        Assert.Equal([ThrottleReason.Calls], Sent(VerificationMethod.VoiceCall, s_now).Throttles(s_limits, s_now));
        Assert.Equal([ThrottleReason.Resets], Guard.New.Succeeded(Goal.Reset, s_now).Throttles(s_limits, s_now));
        Assert.Equal([ThrottleReason.WrongPasswords], Guard.New.WithPasswordAttempt("1", s_now).Throttles(s_limits, s_now));
    }

    [Fact]
    public void A_success_a_release_and_a_denial_clear_what_is_theirs()
    {
        var guard = Failed(VerificationMethod.SmsCode, s_now).Opened(Challenge("a", "1"), sent: true, s_now).Succeeded(Goal.Reset, s_now)
            .WithAttempt("b", VerificationMethod.SmsCode, s_now).Opened(Challenge("b", "2"), sent: true, s_now).WithPasswordAttempt("1", s_now);

        Assert.Equal((2, 0, 0, 2, 2, 1, 1), Sizes(guard.Succeeded(Goal.Unlock, s_now)));
        Assert.Equal((1, 0, 1, 0, 0, 1, 1), Sizes(guard.Released()));
        Assert.Equal((2, 1, 0, 2, 2, 1, 1), Sizes(guard.Denied()));

        static (int, int, int, int, int, int, int) Sizes(Guard guard) =>
            (guard.Generation, guard.Attempts.Count, guard.Challenges.Count, guard.Starts.Count, guard.Sendings.Count, guard.Resets.Count, guard.PasswordAttempts.Count);
    }

    private static Guard Failed(VerificationMethod method, params DateTimeOffset[] times) => times.Aggregate(Guard.New, (guard, at) => guard.WithAttempt($"{guard.Attempts.Count}", method, at));

    private static Guard Sent(VerificationMethod method, params DateTimeOffset[] times) => times.Aggregate(Guard.New, (guard, at) => guard.Sent($"{guard.Sendings.Count}", method, at));

    private static Guard Started(params DateTimeOffset[] times) =>
        Guard.New with { Starts = [.. times.Select((at, place) => new Start($"{place}", at))] };

    private static Challenge Challenge(string id, string session) => new(id, session, GateMethod.TextMobile, "phone", "mac", 0, s_now.AddMinutes(5));
}
