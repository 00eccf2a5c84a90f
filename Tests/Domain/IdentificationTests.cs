using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class IdentificationTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_decoys_methods_are_always_the_same_and_look_like_a_real_persons()
    {
        var world = new TestWorld();
        var first = await world.IdentifiedAsync("nobody@contoso.test");
        var second = await world.IdentifiedAsync("NOBODY@contoso.test", TestWorld.Stranger("198.51.100.7"));

        Assert.True(first.IsDecoy);
        Assert.Equal(first.Methods, second.Methods);
        Assert.Equal(first.GuardId, second.GuardId);
        Assert.Contains(GateMethod.EmailAlternate, first.Methods);
        Assert.Contains(GateMethod.TextMobile, first.Methods);
    }

    [Fact]
    public async Task A_decoy_costs_the_same_operations_and_messages_and_never_succeeds()
    {
        var real = new TestWorld();
        var decoy = new TestWorld();
        foreach (var (world, userId) in ((TestWorld, string)[])[(real, FakeDirectory.Anna), (decoy, "nobody@contoso.test")])
        {
            var session = await world.IdentifiedAsync(userId);
            await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
            await world.Codes.CheckAsync(session.Id, "wrong", None);
        }

        Assert.Equal(real.Records.Operations, decoy.Records.Operations);
        Assert.Equal(OutboxKind.Nothing, Assert.Single(decoy.Sent).Kind);
        var id = decoy.Records.Kept.Keys.Single(key => key.Kind.Name == "session").Id;
        Assert.Equal(new GateCheck.Wrong(1), await decoy.Codes.CheckAsync(id, decoy.Sent.Single().Holes["code"], None));
    }

    [Fact]
    public async Task Whom_the_channel_vouches_for_acts_on_their_own_account_whatever_was_typed()
    {
        var world = new TestWorld();
        world.Directory["ben@contoso.test"] = FakeDirectory.Person("ben@contoso.test", TestWorld.AnnasMail, TestWorld.AnnasPhone);

        var session = await world.IdentifiedAsync("ben@contoso.test", TestWorld.Stranger() with { TrustedUserId = FakeDirectory.Anna });

        Assert.Equal(FakeDirectory.Anna, session.UserId);
        Assert.Equal((await world.IdentifiedAsync()).Subject, session.Subject);
        Assert.Equal(
            new Identified.Refused(Ineligible.NotFound),
            await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger() with { TrustedUserId = "not a user ID" }, None));
    }

    [Fact]
    public void An_address_that_was_stored_before_channels_had_services_is_read() =>
        Assert.Equal(
            TestWorld.Stranger().Chat,
            JsonSerializer.Deserialize<ChatAddress>("""{"Channel":"directline","Conversation":"chat-1","User":"dl_user","Language":"en"}""", RecordShapes.Default.Options));

    [Theory]
    [InlineData("anna.lima@contoso.test")]
    [InlineData("ANNA.LIMA@CONTOSO.TEST")]
    [InlineData("  anna.lima@contoso.test ")]
    public async Task Whatever_the_spelling_the_account_has_one_guard(string typed)
    {
        var world = new TestWorld();
        Assert.Equal((await world.IdentifiedAsync()).GuardId, (await world.IdentifiedAsync(typed)).GuardId);
    }

    [Fact]
    public async Task A_sender_who_begins_too_often_is_told_to_wait()
    {
        var world = new TestWorld();
        for (var i = 0; i < 10; i++)
        {
            await world.IdentifiedAsync($"person{i}@contoso.test");
        }

        Assert.IsType<Identified.TooMany>(await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), None));
        Assert.IsType<Identified.Ready>(await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger("198.51.100.7"), None));
        world.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.IsType<Identified.Ready>(await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), None));
    }

    [Fact]
    public async Task An_account_begun_too_often_becomes_a_decoy_that_nobody_can_tell()
    {
        var world = new TestWorld();
        for (var i = 0; i < 5; i++)
        {
            var session = await world.IdentifiedAsync(visitor: TestWorld.Stranger($"192.0.2.{i}"));
            Assert.False(session.IsDecoy);
            await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        }

        var sixth = await world.IdentifiedAsync(visitor: TestWorld.Stranger("192.0.2.9"));
        Assert.True(sixth.IsDecoy);
        Assert.Equal([GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.CallMobile], sixth.Methods);
    }

    [Fact]
    public async Task Sessions_that_wait_for_each_other_send_no_more_than_their_number()
    {
        var world = new TestWorld();
        var sessions = new List<RecoverySession>();
        for (var i = 0; i < 8; i++)
        {
            sessions.Add(await world.IdentifiedAsync(visitor: TestWorld.Stranger($"192.0.2.{i}")));
        }

        foreach (var session in sessions)
        {
            Assert.IsType<CodeSending.OnItsWay>(await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None));
        }

        Assert.Equal(5, world.Sent.Count(message => message.Kind is OutboxKind.Mail));
        Assert.Equal(3, world.Sent.Count(message => message.Kind is OutboxKind.Nothing));
    }

    [Fact]
    public async Task A_captcha_is_answered_once_in_any_case_of_letters()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra));
        var session = await BegunAsync(world);
        var text = session.BotChallenge!.Text;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() =>
            world.Identification.AnswerAsync(session.Id, string.Concat(text.Select(char.ToLowerInvariant)), None))));

        Assert.Single(answers.OfType<Identified.Ready>());
        Assert.IsType<Identified.Over>(await world.Identification.AnswerAsync(session.Id, text, None));
    }

    [Fact]
    public async Task A_captcha_lasts_two_minutes_and_a_wrong_answer_brings_another()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra));
        var session = await BegunAsync(world);
        world.Time.Advance(TimeSpan.FromSeconds(120));

        var late = Assert.IsType<Identified.BotCheckNeeded>(await world.Identification.AnswerAsync(session.Id, session.BotChallenge!.Text, None));

        Assert.True(late.Again);
        Assert.NotEqual(session.BotChallenge, late.Session.BotChallenge);
        Assert.IsType<Identified.Ready>(await world.Identification.AnswerAsync(session.Id, late.Session.BotChallenge!.Text, None));
    }

    [Fact]
    public async Task Five_wrong_pictures_end_the_visit()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra));
        var session = await BegunAsync(world);
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<Identified.BotCheckNeeded>(await world.Identification.AnswerAsync(session.Id, "wrong", None));
        }

        var last = (await world.Vault.Sessions.ReadAsync(session.Id, None))!.Value.BotChallenge!.Text;
        Assert.IsType<Identified.NotAPerson>(await world.Identification.AnswerAsync(session.Id, "wrong", None));
        Assert.IsType<Identified.Over>(await world.Identification.AnswerAsync(session.Id, last, None));
    }

    [Fact]
    public async Task A_proof_of_work_passes_when_its_hash_begins_with_zeros()
    {
        var policy = Policy.For(Baseline.Entra) with { BotCheck = BotCheck.ProofOfWork, ProofOfWorkBits = 10 };
        var world = new TestWorld(policy);
        var session = await BegunAsync(world);
        var salt = session.BotChallenge!.Text;
        var solution = Enumerable.Range(0, int.MaxValue).First(n => ZeroBits(SHA256.HashData(Encoding.ASCII.GetBytes($"{salt}:{n}"))) >= 10);

        Assert.IsType<Identified.BotCheckNeeded>(await world.Identification.AnswerAsync(session.Id, "-1", None));
        session = (await world.SessionAsync(session.Id))!;
        Assert.NotEqual(salt, session.BotChallenge!.Text);
        salt = session.BotChallenge.Text;
        solution = Enumerable.Range(0, int.MaxValue).First(n => ZeroBits(SHA256.HashData(Encoding.ASCII.GetBytes($"{salt}:{n}"))) >= 10);
        Assert.IsType<Identified.Ready>(await world.Identification.AnswerAsync(session.Id, $"{solution}", None));
    }

    [Theory]
    [InlineData(BotCheck.None)]
    [InlineData(BotCheck.Captcha)]
    public async Task Who_tries_again_and_again_while_the_directory_is_down_has_begun_nothing(BotCheck check)
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = check });
        world.Directory.IsDown = true;
        for (var tries = 0; tries < 30; tries++)
        {
            Assert.IsType<Identified.DirectoryDown>(await BeginAsync(world));
        }

        world.Directory.IsDown = false;
        for (var starts = 0; starts < world.Policy.Limits.StartsPerSender; starts++)
        {
            Assert.IsType<Identified.Ready>(await BeginAsync(world));
        }

        Assert.IsType<Identified.TooMany>(await BeginAsync(world));
    }

    [Fact]
    public async Task A_directory_that_is_down_keeps_the_captchas_answer_unspent_for_nobody()
    {
        var world = new TestWorld();
        world.Directory.IsDown = true;
        Assert.IsType<Identified.DirectoryDown>(await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), None));
        Assert.Empty(world.Sent);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public async Task Groups_decide_who_may_use_it(bool isMember, bool isListed, bool may)
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Enabled = EnabledFor.Groups, Groups = isListed ? ["Staff"] : [] });
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Groups = isMember ? ["staff"] : [] };

        Assert.Equal(may, !(await world.IdentifiedAsync()).IsDecoy);
    }

    [Fact]
    public void The_accounts_own_mailbox_is_never_a_destination()
    {
        var account = FakeDirectory.Person("ben@contoso.test", new ContactPoint(ContactKind.AlternateEmail, "BEN@contoso.test"), TestWorld.AnnasPhone);
        Assert.Equal(Ineligible.NotEnoughMethods, Eligibility.Check(account, Policy.For(Baseline.Entra), DateTimeOffset.UnixEpoch));
        Assert.Equal([GateMethod.TextMobile, GateMethod.CallMobile], Eligibility.MethodsOf(account, Policy.For(Baseline.Entra) with { Gates = 1 }, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void An_administrator_who_is_not_excluded_needs_two_gates_whatever_the_policy_says()
    {
        var policy = Policy.For(Baseline.Entra) with { Gates = 1, Administrators = AdministratorPolicy.TwoGates };
        var account = FakeDirectory.Person("root@contoso.test", TestWorld.AnnasMail, TestWorld.AnnasPhone) with { Privileged = true };
        Assert.Null(Eligibility.Check(account, policy, DateTimeOffset.UnixEpoch));
        Assert.Equal(2, Eligibility.GatesFor(account, policy));
    }

    private static int ZeroBits(byte[] hash) => BitOperations.LeadingZeroCount(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash));

    private static async Task<Identified> BeginAsync(TestWorld world)
    {
        var begun = await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), None);
        return begun is Identified.BotCheckNeeded { Session: var session } ? await world.Identification.AnswerAsync(session.Id, session.BotChallenge!.Text, None) : begun;
    }

    private static async Task<RecoverySession> BegunAsync(TestWorld world) =>
        Assert.IsType<Identified.BotCheckNeeded>(await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), None)).Session;
}
