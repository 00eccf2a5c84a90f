using Microsoft.Extensions.Configuration;
using SsprBot.Settings;
using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class GroupPolicyTests
{
    private static readonly Policy Base = Policy.For(Baseline.Entra) with
    {
        BotCheck = BotCheck.None,
        ForGroups =
        [
            new GroupPolicy { Group = "Staff", Gates = 1, Methods = [GateMethod.TextMobile, GateMethod.EmailAlternate] },
            new GroupPolicy { Group = "Board", Gates = 2, AsksQuestions = true, DirectoryContacts = false },
        ],
    };

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData("", 2, "EmailAlternate TextMobile CallMobile")]
    [InlineData("staff", 1, "TextMobile EmailAlternate")]
    [InlineData("Board Staff", 1, "TextMobile EmailAlternate")]
    [InlineData("Board", 2, "")]
    [InlineData("Visitors", 2, "EmailAlternate TextMobile CallMobile")]
    public void The_first_configured_group_that_a_person_is_in_decides(string groups, int gates, string methods)
    {
        var offer = Eligibility.OfferFor(Anna(groups), Base, Now);
        Assert.Equal((gates, methods), (offer.Gates, string.Join(' ', offer.Methods)));
    }

    [Fact]
    public void A_group_may_have_questions_that_the_others_do_not_have()
    {
        var answers = Enumerable.Range(1, 3).Select(number => new EnrolledAnswer($"Q0{number}", "hash")).ToArray();
        var contact = new EnrolledContact(ContactKind.AuthenticationEmail, "anna@example.org", Now.AddDays(-9));
        var enrolment = new Enrolment { Answers = answers, Contacts = [contact] };

        Assert.Equal([GateMethod.EmailAuthentication, GateMethod.SecurityQuestions], Eligibility.MethodsOf(Anna("Board") with { Enrolment = enrolment }, Base, Now));
        Assert.DoesNotContain(GateMethod.SecurityQuestions, Eligibility.MethodsOf(Anna("") with { Enrolment = enrolment }, Base, Now));
        Assert.True(Eligibility.MayRegister(Anna("Board"), RecoveryOption.SecurityQuestions, Base));
        Assert.False(Eligibility.MayRegister(Anna("Staff"), RecoveryOption.SecurityQuestions, Base));
        Assert.False(Eligibility.MayRegister(Anna("Staff"), RecoveryOption.AuthenticatorApp, Base));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Staff")]
    [InlineData("Board")]
    public void A_privileged_account_has_its_own_rule_whatever_its_groups(string groups)
    {
        var root = Anna(groups) with { Privileged = true };
        Assert.Equal(Ineligible.Privileged, Eligibility.Exclusion(root, Base));

        var offer = Eligibility.OfferFor(root, Base with { Administrators = AdministratorPolicy.TwoGates, Gates = 1, Questions = new QuestionPolicy { Enabled = true } }, Now);
        Assert.Equal((2, "EmailAlternate TextMobile CallMobile"), (offer.Gates, string.Join(' ', offer.Methods)));
        Assert.False(Eligibility.MayRegister(root, RecoveryOption.SecurityQuestions, Base));
    }

    [Fact]
    public async Task One_gate_is_enough_for_who_needs_one()
    {
        var world = new TestWorld(Base);
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Groups = ["Staff"] };
        var session = await world.IdentifiedAsync();

        var right = Assert.IsType<GateCheck.Right>(await world.ProveAsync(session.Id, GateMethod.EmailAlternate));
        var key = await world.OpenAsync(right.Link!);
        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(key, "Blue-Kettle-77-x"));
    }

    [Fact]
    public async Task Who_has_come_to_a_stricter_group_since_has_not_proved_enough()
    {
        var world = new TestWorld(Base);
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Groups = ["Staff"] };
        var session = await world.IdentifiedAsync();
        var right = Assert.IsType<GateCheck.Right>(await world.ProveAsync(session.Id, GateMethod.EmailAlternate));
        var key = await world.OpenAsync(right.Link!);
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Groups = [] };

        Assert.IsType<ResetOutcome.NotValid>(await world.SetAsync(key, "Blue-Kettle-77-x"));

        Assert.Empty(world.Directory.Set);
        Assert.Contains(world.Audited, line => line is { Activity: AuditActivity.ResetPassword, Result: AuditResult.Blocked, Reason: "proofs-not-enough" });
    }

    [Fact]
    public void Decoys_look_like_the_people_of_every_group_and_each_always_the_same()
    {
        var pepper = new Pepper(new byte[32]);
        var looks = Enumerable.Range(0, 200).Select(i => Eligibility.DecoyOffer($"nobody{i}@contoso.test", Base, pepper)).ToArray();

        Assert.Equal(looks.Select(Text), Enumerable.Range(0, 200).Select(i => Text(Eligibility.DecoyOffer($"NOBODY{i}@contoso.test", Base, pepper))));
        Assert.InRange(looks.Count(look => Text(look) == "1: TextMobile EmailAlternate"), 40, 100);
        var board = looks.Where(look => look.Methods.Contains(GateMethod.EmailAuthentication) && !look.Methods.Contains(GateMethod.EmailAlternate)).ToArray();
        Assert.InRange(board.Length, 40, 100);
        Assert.All(board, look => Assert.All(look.Methods, method => Assert.True(method.Contact() is null or ContactKind.AuthenticationEmail or ContactKind.AuthenticationPhone)));
        Assert.Contains(looks, look => Text(look) == "2: EmailAlternate TextMobile CallMobile");
        Assert.All(looks, look => Assert.InRange(look.Methods.Select(GateMethods.Verification).Distinct().Count(), look.Gates, 5));
    }

    [Fact]
    public void Nobody_looks_like_a_group_that_nobody_can_be_in()
    {
        var policy = Base with { Enabled = EnabledFor.Groups, Groups = ["staff"] };
        Assert.All(
            Enumerable.Range(0, 100).Select(i => Eligibility.DecoyOffer($"nobody{i}@contoso.test", policy, new Pepper(new byte[32]))),
            look => Assert.True(look.Gates == 1 || !look.Methods.Contains(GateMethod.EmailAlternate)));
    }

    [Fact]
    public async Task A_decoy_of_a_one_gate_group_goes_the_same_way_as_a_person_and_never_arrives()
    {
        var pepper = new Pepper(new byte[32]);
        var userId = Enumerable.Range(0, 100).Select(i => $"nobody{i}@contoso.test").First(id => Eligibility.DecoyOffer(id, Base, pepper).Gates == 1);
        var seen = new List<string>();
        foreach (var who in (string[])[FakeDirectory.Anna, userId])
        {
            var world = new TestWorld(Base);
            world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Groups = ["Staff"] };
            var session = await world.IdentifiedAsync(who);
            var sent = await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, None);
            var check = await world.Codes.CheckAsync(session.Id, "wrong", None);
            seen.Add($"{session.Gates} {string.Join(' ', session.Methods)} {sent} {check} {world.Records.Operations}");
        }

        Assert.Equal(seen[0], seen[1]);
    }

    [Fact]
    public void Settings_give_groups_their_policy_in_order()
    {
        var (policy, faults) = Read(
            ("Policy:ForGroups:0:Group", "Staff"), ("Policy:ForGroups:0:Methods:0", "TextMobile"), ("Policy:ForGroups:0:Methods:1", "EmailAlternate"), ("Policy:ForGroups:0:Gates", "1"),
            ("Policy:ForGroups:1:Group", "Board"), ("Policy:ForGroups:1:AsksQuestions", "true"), ("Policy:ForGroups:1:DirectoryContacts", "false"));

        Assert.Empty(faults);
        Assert.Equal(
            Base.ForGroups.Select(group => (group.Group, string.Join(' ', group.Methods), group.AsksQuestions, group.DirectoryContacts)),
            policy.ForGroups.Select(group => (group.Group, string.Join(' ', group.Methods), group.AsksQuestions, group.DirectoryContacts)));
        Assert.Equal([1, null], policy.ForGroups.Select(group => group.Gates));
    }

    [Fact]
    public void Each_groups_policy_is_checked_against_the_floors()
    {
        var (_, faults) = Read(
            ("Policy:Baseline", "Nist"), ("Policy:ForGroups:0:Group", "Staff"), ("Policy:ForGroups:0:Gates", "1"),
            ("Policy:ForGroups:1:Group", "Board"), ("Policy:ForGroups:1:Methods:0", "EmailAuthentication"), ("Policy:ForGroups:2:Group", "staff"), ("Policy:ForGroups:2:Gates", "3"));

        Assert.Equal(
            [
                "Policy:ForGroups:0:Gates is below 2. To accept this risk add D-11 to Policy:AcceptedRisks.",
                "Policy:ForGroups:1:Methods holds fewer independent methods than Policy:ForGroups:1:Gates. To accept this risk add D-11 to Policy:AcceptedRisks.",
                "Policy:ForGroups:2:Gates must be 1 or 2, not 3.",
                "Policy:ForGroups:2:Group staff stands there twice; the second never wins.",
            ],
            faults.Order(StringComparer.Ordinal));
        Assert.Empty(Read(("Policy:Baseline", "Nist"), ("Policy:ForGroups:0:Group", "Staff"), ("Policy:ForGroups:0:Gates", "1"), ("Policy:AcceptedRisks:0", "D-11")).Faults);
    }

    private static Account Anna(string groups) =>
        FakeDirectory.Person(FakeDirectory.Anna, TestWorld.AnnasMail, TestWorld.AnnasPhone) with { Groups = groups.Split(' ', StringSplitOptions.RemoveEmptyEntries) };

    private static string Text(GateOffer offer) => $"{offer.Gates}: {string.Join(' ', offer.Methods)}";

    private static (Policy Policy, IReadOnlyList<string> Faults) Read(params (string Name, string Value)[] settings) =>
        PolicySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
