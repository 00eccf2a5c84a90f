using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class GuessableAnswerTests
{
    private const string Question = "In which city did you meet your first partner?";

    private static readonly Policy Asking = Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Questions = new QuestionPolicy { Enabled = true, Registered = 3 } };

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData("Blue", AnswerFault.TooCommon)]
    [InlineData("  b1ue! ", AnswerFault.TooCommon)]
    [InlineData("New York", AnswerFault.TooCommon)]
    [InlineData("Château", null)]
    [InlineData("Crêpes", AnswerFault.TooCommon)]
    [InlineData("I don’t know", AnswerFault.TooCommon)]
    [InlineData("weet ik niet", AnswerFault.TooCommon)]
    [InlineData("Weiß nicht", AnswerFault.TooCommon)]
    [InlineData("KEINE AHNUNG", AnswerFault.TooCommon)]
    [InlineData("Je ne sais pas.", AnswerFault.TooCommon)]
    [InlineData("ninguno", AnswerFault.TooCommon)]
    [InlineData("12345", AnswerFault.TooCommon)]
    [InlineData("xxxx", AnswerFault.TooCommon)]
    [InlineData("????", AnswerFault.TooCommon)]
    [InlineData("blue bicycle", null)]
    [InlineData("Maximus", null)]
    [InlineData("Delft", null)]
    [InlineData("partner city", AnswerFault.StandsInTheQuestion)]
    [InlineData("your first", AnswerFault.StandsInTheQuestion)]
    [InlineData("first love", null)]
    [InlineData("Lima", AnswerFault.OwnName)]
    [InlineData("lima, ANNA", AnswerFault.OwnName)]
    [InlineData("annalima", AnswerFault.OwnName)]
    [InlineData("anna.lima", AnswerFault.OwnName)]
    [InlineData("Ánna.Lima@contoso.test", AnswerFault.OwnName)]
    [InlineData("Limassol", null)]
    public async Task What_others_can_guess_is_not_registered(string typed, AnswerFault? why)
    {
        var world = new TestWorld(Asking);
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { DisplayName = "Anna Lima" };
        var session = await world.RegisteringAsync();
        await world.AnswerEnrolling.BeginAsync(session, None);

        var taking = await world.AnswerEnrolling.AnswerAsync(session, "Q01", Question, typed, None);

        Assert.Equal(why, (taking as AnswerTaking.Refused)?.Why);
        Assert.Equal(why is null, taking is AnswerTaking.Choose { Number: 2 });
    }
}
