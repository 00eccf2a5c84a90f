using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class AnswerEnrollingTests
{
    /// <summary>What Anna registers.</summary>
    private static readonly (string Question, string Typed)[] Annas =
    [
        ("Q01", "Utrecht"), ("Q05", "van der Canary"), ("Q12", "Den Haag"), ("Q18", "Pluk van de Petteflet"), ("Q22", "Fresh bread"),
    ];

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Answers_count_together_once_there_are_enough()
    {
        var world = new TestWorld(Asking(3));
        var session = await world.RegisteringAsync();
        var first = Assert.IsType<AnswerTaking.Choose>(await world.AnswerEnrolling.BeginAsync(session, None));
        Assert.Equal((35, 1, 3), (first.Open.Count, first.Number, first.Of));

        var second = Assert.IsType<AnswerTaking.Choose>(await world.AnswerEnrolling.AnswerAsync(session, "Q01", "Which city?", "Delft", None));
        Assert.Equal((34, 2), (second.Open.Count, second.Number));
        Assert.IsType<AnswerTaking.Over>(await world.AnswerEnrolling.AnswerAsync(session, "Q01", "Which city?", "Breda", None));
        Assert.Equal(new AnswerTaking.Refused(AnswerFault.SameAsAnother), await world.AnswerEnrolling.AnswerAsync(session, "Q02", "Which dish?", " DELFT ", None));
        Assert.Equal(new AnswerTaking.Refused(AnswerFault.TooShort), await world.AnswerEnrolling.AnswerAsync(session, "Q02", "Which dish?", "x", None));
        Assert.IsType<AnswerTaking.Choose>(await world.AnswerEnrolling.AnswerAsync(session, "Q02", "Which dish?", "Lasagne", None));
        Assert.Empty((await world.EnrolmentAsync()).Answers);

        Assert.IsType<AnswerTaking.Done>(await world.AnswerEnrolling.AnswerAsync(session, "Q03", "Which toy?", "Bruintje", None));

        Assert.Equal(["Q01", "Q02", "Q03"], (await world.EnrolmentAsync()).Answers.Select(answer => answer.Question));
        Assert.Contains(world.Sent, message => message is { Letter: Letter.SecurityInfoChanged } && message.Holes["change"] == "SecurityQuestions_Registered");
    }

    [Fact]
    public async Task Answers_take_the_place_of_those_before_and_are_audited()
    {
        var world = new TestWorld(Asking(5));
        await RegisterAsync(world, await BegunAsync(world), [.. Annas.Select(answer => (answer.Question, "Before " + answer.Question))]);
        var session = await BegunAsync(world);
        var audited = world.Audited.Count;

        Assert.IsType<AnswerTaking.Done>(await RegisterAsync(world, session, Annas));

        var id = world.Directory[FakeDirectory.Anna].Id;
        var kept = (await world.EnrolmentAsync()).Answers;
        Assert.Equal(Annas.Select(answer => answer.Question), kept.Select(answer => answer.Question));
        Assert.All(Annas.Zip(kept), answer => Assert.True(world.Answers.IsRight(id, answer.Second, answer.First.Typed)));
        Assert.Equal(
            [(AuditActivity.FlowProgress, "registering", "security-questions"), (AuditActivity.SecurityInfoChanged, "registered", "security-questions")],
            world.Audited.Skip(audited).Select(happened => (happened.Activity, happened.Reason, happened.Detail)));
    }

    [Theory]
    [InlineData(0, "ab", AnswerFault.TooShort)]
    [InlineData(1, " a  b ", null)]
    [InlineData(1, " ab  ", AnswerFault.TooShort)]
    [InlineData(4, "1234567890123456789012345678901234567890", null)]
    [InlineData(4, "12345678901234567890123456789012345678901", AnswerFault.TooLong)]
    [InlineData(2, "ＵＴＲＥＣＨＴ ", AnswerFault.SameAsAnother)]
    [InlineData(3, "Parents", AnswerFault.StandsInTheQuestion)]
    [InlineData(3, "your parents!", AnswerFault.StandsInTheQuestion)]
    [InlineData(3, "Parent", null)]
    public async Task A_refusal_says_why_and_the_question_stays_open(int at, string text, AnswerFault? why)
    {
        var world = new TestWorld(Asking(5));
        var session = await BegunAsync(world);
        await RegisterAsync(world, session, Annas[..at]);

        var outcome = await AnswerAsync(world, session, Annas[at] with { Typed = text });

        Assert.Equal(why is { } fault ? new AnswerTaking.Refused(fault) : null, outcome as AnswerTaking.Refused);
        Assert.Equal(why is null, outcome is AnswerTaking.Choose or AnswerTaking.Done);
        Assert.Equal(why is null, await AnswerAsync(world, session, Annas[at]) is AnswerTaking.Over);
    }

    [Fact]
    public async Task Only_so_many_different_questions_of_the_book_are_registered()
    {
        const string Own = "What is your locker called?";
        var world = new TestWorld(Asking(3) with { Questions = new QuestionPolicy { Enabled = true, Registered = 3, Own = [$"  {Own} "] } });
        var session = await BegunAsync(world);

        Assert.IsType<AnswerTaking.Choose>(await RegisterAsync(world, session, [Annas[0], (Own, "Bertha")]));
        foreach (var wrong in (string[])[Annas[0].Question, Own, $"  {Own} ", "Q36", ""])
        {
            Assert.IsType<AnswerTaking.Over>(await AnswerAsync(world, session, (wrong, "Delft")));
        }

        Assert.Empty((await world.EnrolmentAsync()).Answers);
        Assert.IsType<AnswerTaking.Done>(await AnswerAsync(world, session, Annas[1]));
        Assert.IsType<AnswerTaking.Over>(await AnswerAsync(world, session, Annas[2]));
        Assert.Equal([Annas[0].Question, Own, Annas[1].Question], (await world.EnrolmentAsync()).Answers.Select(answer => answer.Question));
    }

    [Fact]
    public async Task Nobody_answers_without_the_proof_or_against_the_policy()
    {
        var world = new TestWorld();
        Assert.IsType<AnswerTaking.Over>(await world.AnswerEnrolling.BeginAsync(await world.RegisteringAsync(), None));

        var asking = new TestWorld(Asking(3));
        Assert.IsType<AnswerTaking.Over>(await asking.AnswerEnrolling.BeginAsync((await asking.IdentifiedAsync()).Id, None));
    }

    [Theory]
    [InlineData(AdministratorPolicy.Excluded)]
    [InlineData(AdministratorPolicy.TwoGates)]
    public async Task Who_has_not_proved_enough_or_is_an_administrator_registers_nothing(AdministratorPolicy administrators)
    {
        var world = new TestWorld(Asking(3) with { Administrators = administrators });
        await RegisterAsync(world, await BegunAsync(world), Annas[..3]);
        var before = (await world.EnrolmentAsync()).Answers;
        var audited = world.Audited.Count;
        var resetting = await world.IdentifiedAsync();
        var privileged = await BegunAsync(world);
        await RegisterAsync(world, privileged, Annas[..2]);
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Privileged = true };

        foreach (var session in (string[])["", resetting.Id, privileged])
        {
            Assert.IsType<AnswerTaking.Over>(await AnswerAsync(world, session, Annas[3]));
            Assert.IsType<AnswerTaking.Over>(await world.AnswerEnrolling.BeginAsync(session, None));
        }

        Assert.Equal(before, (await world.EnrolmentAsync()).Answers);
        Assert.DoesNotContain(world.Audited.Skip(audited), happened => happened.Activity is AuditActivity.SecurityInfoChanged);
    }

    private static Policy Asking(int registered) =>
        Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Questions = new QuestionPolicy { Enabled = true, Registered = registered } };

    /// <summary>A session of Anna's that may answer.</summary>
    private static async Task<string> BegunAsync(TestWorld world)
    {
        var session = await world.RegisteringAsync();
        Assert.IsType<AnswerTaking.Choose>(await world.AnswerEnrolling.BeginAsync(session, None));
        return session;
    }

    private static Task<AnswerTaking> AnswerAsync(TestWorld world, string session, (string Question, string Typed) answer) =>
        world.AnswerEnrolling.AnswerAsync(session, answer.Question, "In which city did your parents meet?", answer.Typed, None);

    /// <returns>What became of the last one; null without any.</returns>
    private static async Task<AnswerTaking?> RegisterAsync(TestWorld world, string session, (string Question, string Typed)[] typed)
    {
        AnswerTaking? last = null;
        foreach (var answer in typed)
        {
            last = await AnswerAsync(world, session, answer);
        }

        return last;
    }
}
