using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class AnswerEnrollingTests
{
    private static readonly Policy Asking = Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Questions = new QuestionPolicy { Enabled = true, Registered = 3 } };

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Answers_count_together_once_there_are_enough()
    {
        var world = new TestWorld(Asking);
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
    public async Task Nobody_answers_without_the_proof_or_against_the_policy()
    {
        var world = new TestWorld();
        Assert.IsType<AnswerTaking.Over>(await world.AnswerEnrolling.BeginAsync(await world.RegisteringAsync(), None));

        var asking = new TestWorld(Asking);
        Assert.IsType<AnswerTaking.Over>(await asking.AnswerEnrolling.BeginAsync((await asking.IdentifiedAsync()).Id, None));
    }
}
