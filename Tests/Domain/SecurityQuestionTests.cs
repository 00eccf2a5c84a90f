using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Settings;
using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class SecurityQuestionTests
{
    /// <summary>Nobody, with the methods that Anna has.</summary>
    private static readonly string Nobody = Enumerable.Range(0, 100).Select(i => $"nobody{i}@contoso.test").First(userId =>
        Eligibility.DecoyOffer(userId, Asking(3), new Pepper(new byte[32])).Methods is [GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.CallMobile, GateMethod.SecurityQuestions]);

    /// <summary>What Anna registered.</summary>
    private static readonly Dictionary<string, string> Annas = new()
    {
        ["Q01"] = "Utrecht",
        ["Q05"] = "van der Canary",
        ["Q12"] = "Den Haag",
        ["Q18"] = "Pluk van de Petteflet",
        ["Q22"] = "Fresh bread",
    };

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task All_answers_right_are_one_proof()
    {
        var world = await WorldAsync();
        var session = await world.IdentifiedAsync();
        Assert.Equal([GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.CallMobile, GateMethod.SecurityQuestions], session.Methods);

        var judged = await AnswerAllAsync(world, session.Id);

        var proved = Assert.IsType<GateCheck.Right>(judged.Check).Session;
        Assert.Equal(GateMethod.SecurityQuestions, Assert.Single(proved.Proofs).Method);
        Assert.IsType<Questioning.Over>(await world.Questions.AskAsync(session.Id, None));
        Assert.IsType<GateCheck.Right>(await world.ProveAsync(session.Id, GateMethod.EmailAlternate));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task As_many_are_asked_as_the_policy_says_all_registered_and_none_twice(int asked)
    {
        var world = await WorldAsync(Asking(asked));
        var session = await world.IdentifiedAsync();

        var questions = await SetAsync(world, session.Id);

        Assert.Equal(asked, questions.Distinct().Count());
        Assert.Subset(Annas.Keys.ToHashSet(), questions.ToHashSet());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_wrong_answer_is_told_only_after_the_last_one(int wrong)
    {
        var world = await WorldAsync();
        var session = await world.IdentifiedAsync();
        var first = Assert.IsType<Questioning.Due>(await world.Questions.AskAsync(session.Id, None));
        var due = first;
        for (var i = 0; i < 2; i++)
        {
            due = Assert.IsType<Questioning.Due>(await world.Questions.AnswerAsync(session.Id, i == wrong ? "wrong" : Annas[due.Question], None));
            Assert.Equal((i + 2, 3), (due.Number, due.Of));
        }

        Assert.Equal(
            new Questioning.Judged(new GateCheck.Wrong(2), first),
            await world.Questions.AnswerAsync(session.Id, wrong == 2 ? "wrong" : Annas[due.Question], None));
        Assert.Equal(1, (await world.SessionAsync(session.Id)).FailedTries);
        Assert.Single((await GuardAsync(world, session)).Attempts);
        Assert.IsType<GateCheck.Right>((await AnswerAllAsync(world, session.Id)).Check);
    }

    [Theory]
    [InlineData("UTRECHT", true)]
    [InlineData("  utrecht  ", true)]
    [InlineData("Ｕｔｒｅｃｈｔ", true)]
    [InlineData("Utr echt", false)]
    [InlineData("Utrech", false)]
    [InlineData("Utrecht.", false)]
    [InlineData("", false)]
    public void Spelling_counts_but_case_width_and_outer_spaces_do_not(string typed, bool right)
    {
        var answers = new Answers(new Pepper(new byte[32]), 10);

        Assert.Equal(right, answers.IsRight("anna", new EnrolledAnswer("Q01", answers.Hash("anna", "Q01", "Utrecht")), typed));
    }

    [Theory]
    [InlineData("Den\u00A0 \t Haag", "den haag")]
    [InlineData("E\u0301COLE", "école")]
    [InlineData("ﬁets", "fiets")]
    public void What_means_the_same_has_one_spelling(string typed, string normalised) => Assert.Equal(normalised, Answers.Normalised(typed));

    [Fact]
    public void Half_a_surrogate_pair_is_taken_for_an_unknown_character() => Assert.Equal("half \uFFFD pair", Answers.Normalised("half \uD83D pair"));

    [Fact]
    public void A_hash_is_slow_salted_keyed_and_good_for_one_account_and_question()
    {
        var answers = new Answers(new Pepper(new byte[32]));
        var hash = answers.Hash("anna", "Q01", "Utrecht");

        Assert.StartsWith("$pbkdf2-sha256$i=600000$", hash, StringComparison.Ordinal);
        Assert.NotEqual(hash, answers.Hash("anna", "Q01", "Utrecht"));
        Assert.True(new Answers(new Pepper(new byte[32]), 10).IsRight("anna", new EnrolledAnswer("Q01", hash), "utrecht"));
        Assert.False(answers.IsRight("ben", new EnrolledAnswer("Q01", hash), "Utrecht"));
        Assert.False(answers.IsRight("anna", new EnrolledAnswer("Q02", hash), "Utrecht"));
        Assert.False(new Answers(new Pepper(Enumerable.Repeat((byte)1, 32).ToArray())).IsRight("anna", new EnrolledAnswer("Q01", hash), "Utrecht"));
    }

    [Fact]
    public async Task Answers_that_were_registered_with_less_work_are_kept_with_more_once_all_are_right_and_the_visit_goes_on()
    {
        var world = await WorldAsync(Asking(5));
        await world.RegisterAnswersAsync(Annas, new Answers(world.Pepper, 4));
        var before = await HashesAsync(world);
        var session = await world.IdentifiedAsync();

        Assert.IsType<GateCheck.Wrong>((await AnswerAllAsync(world, session.Id, "wrong")).Check);
        Assert.Equal(before, await HashesAsync(world));
        Assert.IsType<GateCheck.Right>((await AnswerAllAsync(world, session.Id)).Check);

        Assert.All(await HashesAsync(world), hash => Assert.StartsWith("$pbkdf2-sha256$i=4+6$", hash, StringComparison.Ordinal));
        var right = Assert.IsType<GateCheck.Right>(await world.ProveAsync(session.Id, GateMethod.EmailAlternate));
        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(await world.OpenAsync(right.Link!), "Blue-Kettle-77-x"));
        world.Time.Advance(TimeSpan.FromHours(25));
        Assert.IsType<GateCheck.Right>((await AnswerAllAsync(world, (await world.IdentifiedAsync()).Id)).Check);
    }

    [Fact]
    public async Task The_questions_stay_the_same_until_they_are_used_up()
    {
        var world = await WorldAsync();
        var session = await world.IdentifiedAsync();
        var set = await SetAsync(world, session.Id);

        // Neither asking again, nor a wrong try, nor another method, nor another visit brings others.
        Assert.Equal(set, await SetAsync(world, session.Id));
        await AnswerAllAsync(world, session.Id, "wrong");
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        Assert.Equal(set, await SetAsync(world, session.Id));
        Assert.Equal(set, await SetAsync(world, (await world.IdentifiedAsync(visitor: TestWorld.Stranger("198.51.100.7"))).Id));

        Assert.Equal(new GateCheck.Wrong(1), (await AnswerAllAsync(world, session.Id, "wrong")).Check);
        Assert.Equal(new Questioning.Judged(new GateCheck.Wrong(0), null), await AnswerAllAsync(world, session.Id, "wrong"));
        Assert.Equal(new Questioning.Judged(new GateCheck.Wrong(0), null), await world.Questions.AnswerAsync(session.Id, "wrong", None));
        Assert.NotEqual(set, await SetAsync(world, session.Id));
    }

    [Fact]
    public async Task A_try_that_was_left_goes_on_where_it_was()
    {
        var world = await WorldAsync();
        var session = await world.IdentifiedAsync();
        var first = Assert.IsType<Questioning.Due>(await world.Questions.AskAsync(session.Id, None));
        var second = await world.Questions.AnswerAsync(session.Id, Annas[first.Question], None);

        await world.ProveAsync(session.Id, GateMethod.EmailAlternate);

        Assert.Equal(second, await world.Questions.AskAsync(session.Id, None));
        Assert.IsType<GateCheck.Right>((await AnswerAllAsync(world, session.Id)).Check);
    }

    [Fact]
    public async Task A_decoy_is_asked_the_same_in_every_visit_as_a_real_person_is()
    {
        var world = await WorldAsync();
        var session = await world.IdentifiedAsync(Nobody);
        Assert.Contains(GateMethod.SecurityQuestions, session.Methods);
        var set = await SetAsync(world, session.Id);

        Assert.Equal(3, set.Intersect(QuestionBook.Predefined).Count());
        Assert.Equal(set, await SetAsync(world, (await world.IdentifiedAsync(Nobody.ToUpperInvariant(), TestWorld.Stranger("198.51.100.7"))).Id));
        for (var i = 0; i < 3; i++)
        {
            await AnswerAllAsync(world, session.Id, "wrong");
        }

        var next = await SetAsync(world, session.Id);
        Assert.NotEqual(set, next);
        Assert.Subset(QuestionBook.OfNobody(Nobody, world.Policy.Questions, world.Pepper).ToHashSet(), next.ToHashSet());
    }

    [Fact]
    public async Task A_decoy_costs_the_same_and_never_succeeds()
    {
        var operations = new List<long[]>();
        foreach (var userId in (string[])[FakeDirectory.Anna, Nobody])
        {
            var world = await WorldAsync();
            var session = await world.IdentifiedAsync(userId);
            var counts = new List<long>();
            foreach (var act in (Func<Task<Questioning>>[])
                [() => world.Questions.AskAsync(session.Id, None), .. Enumerable.Repeat(() => world.Questions.AnswerAsync(session.Id, "wrong", None), 3)])
            {
                var before = world.Records.Operations;
                await act();
                counts.Add(world.Records.Operations - before);
            }

            var open = (await GuardAsync(world, session)).Asked(session.Id)!;
            Assert.Equal(1, open.Tries);
            Assert.All(open.Questions!, answer => Assert.StartsWith("$pbkdf2-sha256$i=10$", answer.Hash, StringComparison.Ordinal));
            Assert.Single(open.Questions!.Select(answer => answer.Hash.Length).Distinct());
            Assert.Equal(["questions-asked", "wrong-answers"], world.Audited.Select(happened => happened.Reason).TakeLast(2));
            operations.Add([.. counts]);
        }

        Assert.Equal([4, 4, 3, 4], operations[0]);
        Assert.Equal(operations[0], operations[1]);
    }

    [Fact]
    public async Task A_real_person_who_began_too_often_is_asked_the_usual_questions_and_cannot_succeed()
    {
        var world = await WorldAsync();
        var sets = new List<IReadOnlyList<string>>();
        var sessions = new List<RecoverySession>();
        for (var i = 0; i < 6; i++)
        {
            sessions.Add(await world.IdentifiedAsync(visitor: TestWorld.Stranger($"192.0.2.{i}")));
            sets.Add(await SetAsync(world, sessions[i].Id));
        }

        Assert.True(sessions[5].IsDecoy);
        Assert.All(sets, set => Assert.Equal(sets[0], set));
        Assert.Equal(new GateCheck.Wrong(2), (await AnswerAllAsync(world, sessions[5].Id)).Check);
    }

    [Fact]
    public async Task Two_hundred_answers_at_once_are_no_more_tries_than_allowed()
    {
        var world = await WorldAsync();
        var session = await world.IdentifiedAsync();
        await world.Questions.AskAsync(session.Id, None);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(guess => Task.Run(() => world.Questions.AnswerAsync(session.Id, $"wrong {guess}", None))));

        var guard = await GuardAsync(world, session);
        Assert.InRange(guard.Asked(session.Id)!.Tries, 1, 3);
        Assert.InRange(guard.Attempts.Count, 1, 3);
        Assert.InRange(outcomes.Count(outcome => outcome is Questioning.Judged { Check: GateCheck.Wrong { TriesLeft: > 0 } }), 0, 2);
        Assert.InRange((await world.SessionAsync(session.Id)).FailedTries, 0, 3);
        Assert.DoesNotContain(outcomes, outcome => outcome is Questioning.Judged { Check: GateCheck.Right });
    }

    [Fact]
    public async Task Five_failures_lock_the_questions_and_nobody_can_see_it()
    {
        var world = await WorldAsync();
        var attacker = await world.IdentifiedAsync(visitor: TestWorld.Stranger("198.51.100.7"));
        for (var i = 0; i < 5; i++)
        {
            await SetAsync(world, attacker.Id);
            await AnswerAllAsync(world, attacker.Id, "wrong");
        }

        Assert.True((await world.SessionAsync(attacker.Id)).IsOver);
        Assert.Equal(new GateCheck.Wrong(2), (await AnswerAllAsync(world, (await world.IdentifiedAsync()).Id)).Check);
        Assert.Equal("locked", world.Audited.Last().Reason);
    }

    [Fact]
    public async Task An_administrator_is_never_asked()
    {
        var world = await WorldAsync(Asking(3) with { Administrators = AdministratorPolicy.TwoGates });
        var session = await world.IdentifiedAsync();
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Privileged = true };

        // Made an administrator during the visit: asked what nobody can answer.
        await world.Questions.AskAsync(session.Id, None);
        Assert.Equal(new GateCheck.Wrong(2), (await AnswerAllAsync(world, session.Id)).Check);
        Assert.DoesNotContain(GateMethod.SecurityQuestions, (await world.IdentifiedAsync()).Methods);
    }

    [Theory]
    [InlineData(Baseline.Nist, true)]
    [InlineData(Baseline.Entra, false)]
    public async Task Where_they_are_off_or_the_baseline_is_nists_nobody_is_asked(Baseline baseline, bool enabled)
    {
        var world = await WorldAsync(Policy.For(baseline) with
        {
            BotCheck = BotCheck.None,
            DirectoryContacts = true,
            Questions = new QuestionPolicy { Enabled = enabled },
        });

        foreach (var userId in Enumerable.Range(0, 8).Select(i => $"nobody{i}@contoso.test").Prepend(FakeDirectory.Anna))
        {
            var session = await world.IdentifiedAsync(userId);
            Assert.DoesNotContain(GateMethod.SecurityQuestions, session.Methods);
            Assert.IsType<Questioning.Over>(await world.Questions.AskAsync(session.Id, None));
            Assert.IsType<Questioning.Over>(await world.Questions.AnswerAsync(session.Id, "Utrecht", None));
        }
    }

    [Fact]
    public void A_decoys_methods_are_enough_for_the_gates()
    {
        var policy = Asking(3) with { Methods = [GateMethod.SecurityQuestions, GateMethod.EmailAlternate] };
        Assert.All(
            Enumerable.Range(0, 50),
            i => Assert.Equal(policy.Methods, Eligibility.DecoyOffer($"nobody{i}@contoso.test", policy, new Pepper(new byte[32])).Methods));
    }

    [Fact]
    public async Task No_answer_stands_in_any_record_or_audit_event()
    {
        var world = await WorldAsync();
        var session = await world.IdentifiedAsync();
        string[] canaries = ["Utrecht", "Canary", "Haag", "Petteflet", "bread", "Sparrow"];
        await AnswerAllAsync(world, session.Id, "Sparrow");
        var due = Assert.IsType<Questioning.Due>(await world.Questions.AskAsync(session.Id, None));
        await world.Questions.AnswerAsync(session.Id, Annas[due.Question], None);

        AssertNowhere(world, canaries);
        await AnswerAllAsync(world, session.Id);
        AssertNowhere(world, canaries);
    }

    [Fact]
    public async Task Who_comes_when_all_places_and_the_queue_are_taken_is_sent_away_and_who_waits_waits_two_seconds()
    {
        var time = new FakeTimeProvider();
        var bulkhead = new Bulkhead(2, time);
        var inside = new[] { await bulkhead.EnterAsync(None), await bulkhead.EnterAsync(None) };
        var queue = Enumerable.Range(0, 16).Select(_ => bulkhead.EnterAsync(None)).ToArray();

        Assert.Null(await bulkhead.EnterAsync(None));
        Assert.All(queue, waiting => Assert.False(waiting.IsCompleted));
        inside[0]!.Dispose();
        inside[0]!.Dispose();
        Assert.NotNull(await await Task.WhenAny(queue));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(15, (await Task.WhenAll(queue)).Count(place => place is null));
        inside[1]!.Dispose();
        Assert.NotNull(await bulkhead.EnterAsync(None));
    }

    [Fact]
    public void The_policy_is_set_by_environment_variables_and_its_faults_are_told()
    {
        var (good, none) = Read(("Policy:Questions:Enabled", "true"), ("Policy:Questions:Registered", "4"), ("Policy:Questions:Asked", "4"), ("Policy:Questions:Own:0", "What is your locker called?"));
        Assert.Empty(none);
        Assert.Equal((true, 4, 4, "What is your locker called?"), (good.Questions.Enabled, good.Questions.Registered, good.Questions.Asked, Assert.Single(good.Questions.Own)));

        Assert.Equal(["Policy:Questions:Asked must be 3 to Registered (3), not 4."], Read(("Policy:Questions:Registered", "3"), ("Policy:Questions:Asked", "4")).Faults);
        Assert.Equal(
            ["Policy:Questions:Registered must be 3 to 5, not 6.", "Policy:Questions:Asked must be 3 to Registered (6), not 2."],
            Read(("Policy:Questions:Registered", "6"), ("Policy:Questions:Asked", "2")).Faults);
        Assert.Equal(["Policy:Questions:Own may hold 20 questions, not 21."], Read([.. Enumerable.Range(0, 21).Select(i => ($"Policy:Questions:Own:{i}", $"Own {i}?"))]).Faults);
        Assert.Equal(["Policy:Questions:Own: a question must have 1 to 200 characters."], Read(("Policy:Questions:Own:0", new string('x', 201))).Faults);
    }

    private static (Policy Policy, IReadOnlyList<string> Faults) Read(params (string Key, string Value)[] settings) =>
        PolicySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build());

    private static Policy Asking(int asked) =>
        Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Questions = new QuestionPolicy { Enabled = true, Asked = asked } };

    /// <summary>A world in which Anna has registered her answers.</summary>
    private static async Task<TestWorld> WorldAsync(Policy? policy = null)
    {
        var world = new TestWorld(policy ?? Asking(3));
        await world.RegisterAnswersAsync(Annas);
        return world;
    }

    private static async Task<Guard> GuardAsync(TestWorld world, RecoverySession session) => (await world.Vault.Guards.ReadAsync(session.GuardId, None))!.Value;

    private static async Task<IReadOnlyList<string>> SetAsync(TestWorld world, string session)
    {
        await world.Questions.AskAsync(session, None);
        return [.. (await GuardAsync(world, await world.SessionAsync(session))).Asked(session)!.Questions!.Select(answer => answer.Question)];
    }

    /// <summary>Answers whatever is due until it is judged: rightly, or always with the same words.</summary>
    private static async Task<Questioning.Judged> AnswerAllAsync(TestWorld world, string session, string? words = null)
    {
        var outcome = await world.Questions.AskAsync(session, None);
        while (outcome is Questioning.Due due)
        {
            outcome = await world.Questions.AnswerAsync(session, words ?? Annas.GetValueOrDefault(due.Question, "unknown"), None);
        }

        return Assert.IsType<Questioning.Judged>(outcome);
    }

    private static async Task<IReadOnlyList<string>> HashesAsync(TestWorld world) =>
        [.. Assert.IsType<Found.One>(await world.People.FindAsync(FakeDirectory.Anna, None)).Account.Enrolment.Answers.Select(answer => answer.Hash)];

    private static void AssertNowhere(TestWorld world, string[] canaries)
    {
        var kept = string.Concat(world.Records.Kept.Select(record => record.Key.Id + Encoding.UTF8.GetString(record.Value.Content.Span)))
            + string.Concat(world.Audited);
        Assert.All(canaries, canary =>
        {
            Assert.DoesNotContain(canary, kept, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(canary))[..^4], kept, StringComparison.Ordinal);
        });
    }
}
