using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

/// <summary>What leaves for a gate and what the audit says of it: to whom, with which words, under which reason.</summary>
public sealed class GateWordsTests
{
    private const string Nobody = "nobody@contoso.test";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_code_says_how_long_it_is_good_and_for_which_organisation_in_the_accounts_own_language()
    {
        var world = new TestWorld();
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Language = "nl" };
        var session = await world.IdentifiedAsync();

        var sending = await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);

        var sent = Assert.Single(world.Sent);
        Assert.Equal((OutboxKind.Mail, TestWorld.AnnasMail.Value, Letter.Code, "nl", session.Id), (sent.Kind, sent.To, sent.Letter, sent.Language, sent.Session));
        Assert.Equal(
            new Dictionary<string, string> { ["code"] = world.LastCode(), ["minutes"] = "5", ["organisation"] = "Contoso", ["goal"] = "Reset" }, sent.Holes);
        Assert.Equal((6, TimeSpan.FromMinutes(5), "(6 digits)"), sending is CodeSending.OnItsWay way ? (way.Digits, way.Lifetime, $"{way}") : default);
    }

    [Fact]
    public async Task To_nobody_nothing_leaves_in_the_language_of_the_chat()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync(Nobody);

        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);

        var sent = Assert.Single(world.Sent);
        Assert.Equal((OutboxKind.Nothing, "", "en"), (sent.Kind, sent.To, sent.Language));
        Assert.Equal(("code-suppressed", "email-alternate"), Last(world));
    }

    [Fact]
    public async Task What_leaves_is_named_in_the_audit()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();

        await world.Codes.SendAsync(session.Id, GateMethod.TextMobile, TestWorld.AnnasPhone.Value, None);
        Assert.Equal(("code-sent", "text-mobile"), Last(world));
        await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, TestWorld.AnnasPhone.Value, None);
        Assert.Equal(("call-sent", "call-mobile"), Last(world));
        await world.Calls.KeysAsync(world.LastCall().Id, "1", None);
        Assert.Equal(("wrong-keys", "call-mobile"), Last(world));
        await world.Codes.SendAsync(session.Id, GateMethod.TextMobile, "+14255550199", None);
        Assert.Equal(("wrong-number", "text-mobile"), Last(world));
    }

    [Fact]
    public async Task A_wrong_number_counts_until_the_method_is_locked()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { FailuresPerMethod = 2, FailuresPerAccount = 10, CodesPerSession = 10 } });
        var session = await world.IdentifiedAsync();
        for (var time = 1; time <= 4; time++)
        {
            Assert.Equal(new CodeSending.NumberDiffers(), await world.Codes.SendAsync(session.Id, GateMethod.TextMobile, "+14255550199", None));
            Assert.Equal(Math.Min(time, 2), (await world.Vault.Guards.ReadAsync(session.GuardId, None))!.Value.Attempts.Count);
        }
    }

    [Fact]
    public async Task A_directory_that_is_down_is_said_whoever_it_is()
    {
        var world = new TestWorld();
        var (anna, nobody) = (await world.IdentifiedAsync(), await world.IdentifiedAsync(Nobody, TestWorld.Stranger("198.51.100.7")));
        world.Directory.IsDown = true;

        Assert.Equal(new CodeSending.DirectoryDown(), await world.Codes.SendAsync(anna.Id, GateMethod.EmailAlternate, null, None));
        Assert.Equal(new CodeSending.DirectoryDown(), await world.Codes.SendAsync(nobody.Id, GateMethod.EmailAlternate, null, None));
        Assert.Empty(world.Sent);
    }

    [Fact]
    public async Task Codes_are_longer_while_many_answers_are_wrong()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { FailuresOverAll = 1 } });
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
        await world.Codes.CheckAsync(session.Id, "000000", None);

        Assert.Equal(8, Assert.IsType<CodeSending.OnItsWay>(await world.Codes.ResendAsync(session.Id, None)).Digits);
        Assert.Equal(8, world.LastCode().Length);
        Assert.IsType<GateCheck.Right>(await world.Codes.CheckAsync(session.Id, world.LastCode(), None));
    }

    [Fact]
    public async Task A_sender_who_begins_too_often_stands_in_the_audit()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { StartsPerSender = 1 } });
        await world.IdentifiedAsync();

        Assert.Equal(new Identified.TooMany(), await world.Identification.BeginAsync(Goal.Unlock, FakeDirectory.Anna, TestWorld.Stranger(), None));

        Assert.Equal((AuditActivity.BlockedFromReset, AuditResult.Blocked, "sender-throttled", Goal.Unlock), world.Audited.Last() is var last ? (last.Activity, last.Result, last.Reason, last.Goal) : default);
        Assert.Contains(world.Records.Kept.Keys, key => key.Kind.Name == "sender" && key.Id == world.Pepper.Pseudonym("sender", "192.0.2.1"));
        Assert.Equal([world.Pepper.Pseudonym("user-id", "ANNA.LIMA@CONTOSO.TEST")], (await world.Vault.Senders.ReadAsync(world.Pepper.Pseudonym("sender", "192.0.2.1"), None))!.Value.Starts.Select(start => start.UserId));
    }

    [Fact]
    public async Task A_picture_is_asked_of_strangers_alone_and_another_one_counts_as_wrong()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.Captcha });

        var asked = Assert.IsType<Identified.BotCheckNeeded>(await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), None));
        Assert.False(asked.Again);
        var again = Assert.IsType<Identified.BotCheckNeeded>(await world.Identification.AnotherAsync(asked.Session.Id, None));
        Assert.Equal((true, 1), (again.Again, again.Session.WrongBotChecks));
        Assert.NotEqual(asked.Session.BotChallenge!.Text, again.Session.BotChallenge!.Text);

        Assert.IsType<Identified.Ready>(await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger() with { Phone = "+14255550101" }, None));
        Assert.IsType<Identified.Ready>(await world.Identification.BeginAsync(Goal.Reset, "", TestWorld.Stranger() with { TrustedUserId = FakeDirectory.Anna }, None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("two words")]
    public async Task What_is_no_user_id_is_said_to_strangers_alone(string? trusted)
    {
        var world = new TestWorld();

        var outcome = await world.Identification.BeginAsync(Goal.Reset, "two words", TestWorld.Stranger() with { TrustedUserId = trusted }, None);

        Assert.Equal(trusted is null ? new Identified.NotAUserId() : new Identified.Refused(Ineligible.NotFound), outcome);
    }

    [Fact]
    public async Task Who_knows_the_password_needs_no_methods_and_who_does_not_does()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, HideAccounts = false });
        world.Directory[FakeDirectory.Anna] = FakeDirectory.Person(FakeDirectory.Anna);

        Assert.IsType<Identified.Ready>(await world.Identification.BeginAsync(Goal.Change, FakeDirectory.Anna, TestWorld.Stranger(), None));
        Assert.Equal(new Identified.Refused(Ineligible.NotEnoughMethods), await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), None));
    }

    [Fact]
    public async Task Whoever_met_a_directory_that_is_down_is_remembered()
    {
        var world = new TestWorld();
        world.Directory.IsDown = true;

        Assert.Equal(new Identified.DirectoryDown(), await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), None));

        Assert.Contains(world.Records.Kept.Keys, key => key.Kind.Name == "directory-miss");
        Assert.Empty((await world.Vault.Senders.ReadAsync(world.Pepper.Pseudonym("sender", "192.0.2.1"), None))!.Value.Starts);
    }

    [Fact]
    public async Task A_call_that_is_too_much_is_named_as_one()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Spending = new SpendingPolicy { Countries = ["NL"] } });
        var session = await world.IdentifiedAsync();
        await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, TestWorld.AnnasPhone.Value, None);

        Assert.Equal(SpendingStop.Country, await world.Budget.SpendAsync(world.LastCall(), None));

        Assert.Equal(("call-stopped", "country"), Last(world));
    }

    [Fact]
    public async Task A_prefix_is_kept_under_a_pseudonym()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Spending = new SpendingPolicy { Countries = ["US"] } });
        await world.Budget.SpendAsync(new OutboxMessage("1", OutboxKind.Sms, TestWorld.AnnasPhone.Value, Letter.Code, "en", new Dictionary<string, string>()), None);

        var spent = Assert.Single((await world.Vault.Spending.ReadAsync("all", None))!.Value.Sent);

        Assert.Equal((world.Pepper.Pseudonym("phone-prefix", "+1425555"), world.Vault.DestinationHash(TestWorld.AnnasPhone.Value), "US"), (spent.Prefix, spent.Number, spent.Country));
    }

    [Fact]
    public async Task The_first_name_that_the_network_gives_a_call_is_the_calls()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, TestWorld.AnnasPhone.Value, None);
        var call = world.LastCall();
        var token = (await world.Dialling.DialAsync(call.Id, call.Letter, Goal.Reset, call.Language, None))!;

        Assert.NotNull(await world.Dialling.DialledAsync(call.Id, token, "CA1", None));
        Assert.NotNull(await world.Dialling.DialledAsync(call.Id, token, "CA1", None));
        Assert.Null(await world.Dialling.DialledAsync(call.Id, token, "CA2", None));
        Assert.Null(await world.Dialling.DialledAsync(call.Id, "another", "CA1", None));
        Assert.Equal("CA1", (await world.Dialling.DialledAsync(call.Id, token, None))!.Dialled!.Sid);
    }

    private static (string Reason, string Detail) Last(TestWorld world) => world.Audited.Last() is var last ? (last.Reason, last.Detail) : default;
}
