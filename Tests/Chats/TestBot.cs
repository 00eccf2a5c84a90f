using Microsoft.Bot.Builder;
using SsprBot.Channels.Azure;
using SsprBot.Storage;
using SsprBot.Talk;
using SsprBot.World;

namespace SsprBot.Chats;

/// <summary>The whole conversation around a world in memory.</summary>
internal static class TestBot
{
    public static Places Places { get; } = new(() => new Uri("https://reset.contoso.test/"));

    public static (PasswordBot Bot, ConversationState State, Threads Threads) Of(TestWorld world, ISessionClock clock)
    {
        var state = new WrittenState(new BotStateStorage(world.Records, world.Pepper, [typeof(Visit), typeof(Gate), typeof(WantedContact), typeof(QuestionChoice), typeof(Talk.Thread), typeof(OpenCards)]));
        var threads = new Threads(state);
        var desk = new Desk(threads, world.Administrator, world.Visits, world.DirectoryReturn, Places, clock);
        GateDialog[] gates =
        [
            new CodeDialog(world.Codes, desk),
            new CallDialog(world.Calls, desk),
            new AuthenticatorDialog(world.Authenticator, desk),
            new QuestionsDialog(world.Questions, desk),
        ];
        var page = new RegisterPageDialog(desk, world.Links);
        var register = new RegisterDialog(page, new RecoveryOptionsDialog(world.Registrar, new ContactDialog(world.Enrolling), new AnswersDialog(world.AnswerEnrolling), page, new RemoveDialog(world.Registrar)));
        var root = new RootDialog(
            new IdentifyDialog(world.Identification, desk, world.Policy), new VerifyDialog(gates), new UnlockDialog(world.Unlocking, desk), new ChangeDialog(world.Links, desk), new NewPasswordDialog(desk, world.Links), register, new Nudge(world.Registrar, desk), new Interruptions(desk, world.Switches, world.Policy), desk, world.Organisation);
        return (new PasswordBot(root, state), state, threads);
    }
}
