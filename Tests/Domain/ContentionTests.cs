using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

/// <summary>Whoever always comes too late to write tries as often as there are tries, then hears something that is true.</summary>
public sealed class ContentionTests
{
    private static readonly Dictionary<string, Operation> s_operations = new()
    {
        ["a link"] = new("session", null, async world =>
        {
            var session = (await world.VerifiedAsync()).Token.Split('.')[0];
            return async () => await world.Links.IssueAsync(session, None);
        }),
        ["opening a link"] = new("session", new LinkOpening.NotValid(), async world =>
        {
            var link = await world.VerifiedAsync();
            return async () => await world.Links.OpenWithCodeAsync(link.Token, link.PageCode, None);
        }),
        ["a current password"] = new("guard", new PasswordTry.Wrong(4), async world =>
        {
            var key = await world.PageOpenAsync(Goal.Register);
            return async () => await world.ProvePasswordAsync(key, world.Directory.CurrentPassword);
        }),
        ["a change of any record"] = new("sender", null, world => Then(
            async () => await world.Vault.Senders.TryChangeAsync("somebody", sender => sender, None, SenderGuard.New))),
        ["what is spent"] = new("spending", typeof(InvalidOperationException), world => Then(async () =>
        {
            var text = new OutboxMessage("1", OutboxKind.Sms, TestWorld.AnnasPhone.Value, Letter.Code, "en", new Dictionary<string, string>());
            return (await Assert.ThrowsAnyAsync<Exception>(() => world.Budget.SpendAsync(text, None))).GetType();
        })),
        ["leaving a call"] = new("guard", false, async world =>
        {
            var session = await world.IdentifiedAsync();
            await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, TestWorld.AnnasPhone.Value, None);
            return async () => await world.Calls.LeaveAsync(session.Id, None);
        }),
        ["the question of the app"] = new("guard", false, async world =>
        {
            await FakeApp.OfAnnaAsync(world);
            var session = await world.IdentifiedAsync();
            return async () => await world.Authenticator.AskAsync(session.Id, None);
        }),
        ["a code"] = new("guard", new CodeSending.Over(), async world =>
        {
            var session = await world.IdentifiedAsync();
            return async () => await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        }),
        ["a number that differs"] = new("guard", new CodeSending.NumberDiffers(), async world =>
        {
            var session = await world.IdentifiedAsync();
            return async () => await world.Codes.SendAsync(session.Id, GateMethod.TextMobile, "+14255550199", None);
        }),
        ["an answer"] = new("guard", new GateCheck.Wrong(2), async world =>
        {
            var session = await CodeSentAsync(world);
            return async () => await world.Codes.CheckAsync(session, world.LastCode(), None);
        }),
        ["a proof"] = new("session", new GateCheck.Over(), async world =>
        {
            var session = await CodeSentAsync(world);
            return async () => await world.Codes.CheckAsync(session, world.LastCode(), None);
        }),
        ["a wrong answer"] = new("session", new GateCheck.Wrong(2), async world =>
        {
            var session = await CodeSentAsync(world);
            return async () => await world.Codes.CheckAsync(session, "none", None);
        }),
        ["the security questions"] = new("guard", new Questioning.Over(), async world =>
        {
            var session = await QuestionedAsync(world);
            return async () => await world.Questions.AskAsync(session, None);
        }),
        ["the first answer to a security question"] = new("guard", new Questioning.Judged(new GateCheck.Expired(), null), async world =>
        {
            var session = await QuestionedAsync(world);
            await world.Questions.AskAsync(session, None);
            return async () => await world.Questions.AnswerAsync(session, "none", None);
        }),
        ["keeping an answer to a security question"] = new("guard", new Questioning.Judged(new GateCheck.Expired(), null), async world =>
        {
            var session = await QuestionedAsync(world);
            await world.Questions.AskAsync(session, None);
            return async () => await world.Questions.AnswerAsync(session, "none", None);
        })
        { Spared = 1 },
        ["the seed of an app"] = new("pending-app", new AppRegistering.NotValid(), async world =>
        {
            var key = await world.KeyToRegisterAsync();
            return async () => await world.AppRegistration.BeginAsync(key, None);
        }),
        ["the first code of an app"] = new("pending-app", new AppRegistering.Wrong(1), async world =>
        {
            var (key, code) = await AppShownAsync(world);
            return async () => await world.AppRegistration.ConfirmAsync(key, code, None);
        }),
        ["closing the seed of an app"] = new("pending-app", new AppRegistering.Registered(), async world =>
        {
            var (key, code) = await AppShownAsync(world);
            return async () => await world.AppRegistration.ConfirmAsync(key, code, None);
        })
        { Spared = 1 },
        ["the count of codes to a new contact"] = new("guard", new ContactSending.Enough(), async world =>
        {
            var session = await world.RegisteringAsync();
            return async () => await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, "anna@example.org", None);
        }),
        ["a code to a new contact"] = new("pending-contact", new ContactSending.Over(), async world =>
        {
            var session = await world.RegisteringAsync();
            return async () => await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, "anna@example.org", None);
        }),
        ["a code from a new contact"] = new("pending-contact", new ContactCheck.Wrong(2), async world =>
        {
            var session = await world.RegisteringAsync();
            await world.Enrolling.SendAsync(session, ContactKind.AuthenticationEmail, "anna@example.org", None);
            return async () => await world.Enrolling.ConfirmAsync(session, world.LastCode(), None);
        }),
    };

    public static TheoryData<string> Operations => [.. s_operations.Keys];

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Five_times_then_an_answer(string what)
    {
        var operation = s_operations[what];
        var world = new TestWorld(Policy.For(Baseline.Entra) with
        {
            BotCheck = BotCheck.None,
            Questions = new QuestionPolicy { Enabled = true },
            Spending = new SpendingPolicy { Countries = ["US"] },
        });
        var run = await operation.Prepare(world);
        (world.Records.Contested, world.Records.Spared) = (operation.Contested, operation.Spared);

        var heard = await run();

        Assert.Equal((operation.Heard, 5), (heard, world.Records.Late));
    }

    private static Task<Func<Task<object?>>> Then(Func<Task<object?>> run) => Task.FromResult(run);

    private static async Task<string> CodeSentAsync(TestWorld world)
    {
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        return session.Id;
    }

    private static async Task<string> QuestionedAsync(TestWorld world)
    {
        await world.RegisterAnswersAsync(QuestionBook.Predefined.Take(5).ToDictionary(question => question, _ => "Utrecht"));
        return (await world.IdentifiedAsync()).Id;
    }

    private static async Task<(string Key, string Code)> AppShownAsync(TestWorld world)
    {
        var key = await world.KeyToRegisterAsync();
        return (key, new FakeApp(world, FakeApp.SeedOf(await world.AppRegistration.BeginAsync(key, None))).Code());
    }

    /// <param name="Contested">The kind of records that others always write first.</param>
    /// <param name="Heard">What whoever comes too late is told.</param>
    /// <param name="Prepare">Brings a world to where the operation can run.</param>
    private sealed record Operation(string Contested, object? Heard, Func<TestWorld, Task<Func<Task<object?>>>> Prepare)
    {
        /// <summary>How many writes come in time before.</summary>
        public int Spared { get; init; }
    }
}
