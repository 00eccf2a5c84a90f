using Xunit;

namespace SsprBot.Domain;

public sealed class PolicyTests
{
    [Theory]
    [InlineData(Baseline.Entra)]
    [InlineData(Baseline.Nist)]
    public void A_baseline_undercuts_no_floor(Baseline baseline) => Assert.Empty(PolicyFloors.Check(Policy.For(baseline)));

    [Fact]
    public void The_baselines_are_those_of_the_product()
    {
        var entra = Policy.For(Baseline.Entra);
        var nist = Policy.For(Baseline.Nist);
        Assert.Equal((2, 6, 6, 5, 5, 3, 8, true), Numbers(entra));
        Assert.Equal((2, 6, 8, 5, 10, 3, 15, false), Numbers(nist));
    }

    [Fact]
    public void A_weak_policy_is_refused_with_every_fault_at_once()
    {
        var weak = Policy.For(Baseline.Entra) with
        {
            SmsCodeDigits = 4,
            MailCodeDigits = 4,
            MailCodeLifetime = TimeSpan.FromHours(1),
            SessionLifetime = TimeSpan.FromHours(1),
            CodeTries = 9,
            Methods = [GateMethod.EmailAlternate],
            Passwords = new PasswordRuleSet(4, 32, 0, true),
        };

        Assert.Equal(["D-01", "D-02", "D-07", "D-08", "D-09", "D-11", "D-47", "D-47"], PolicyFloors.Check(weak).Select(fault => fault.Id));
    }

    [Fact]
    public void A_risk_that_is_accepted_by_its_id_is_no_fault() =>
        Assert.Equal(["D-02"], PolicyFloors.Check(Policy.For(Baseline.Entra) with { SmsCodeDigits = 4, MailCodeDigits = 5, AcceptedRisks = ["d-01"] }).Select(fault => fault.Id));

    private static (int, int, int, int, int, int, int, bool) Numbers(Policy policy) => (
        policy.Gates,
        policy.SmsCodeDigits,
        policy.MailCodeDigits,
        (int)policy.SmsCodeLifetime.TotalMinutes,
        (int)policy.MailCodeLifetime.TotalMinutes,
        policy.CodeTries,
        policy.Passwords.MinLength,
        policy.DirectoryContacts);
}
