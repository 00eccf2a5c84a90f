using Xunit;

namespace SsprBot.Domain;

/// <summary>Each floor by itself: the value that stands on it is fine, the one below is a fault with its own sentence.</summary>
public sealed class PolicyFloorTests
{
    private static readonly Policy s_entra = Policy.For(Baseline.Entra);
    private static readonly Policy s_nist = Policy.For(Baseline.Nist);

    private static readonly (Policy Fine, Policy Weak, PolicyFault Fault)[] s_floors =
    [
        (s_entra with { SmsCodeDigits = 6 }, s_entra with { SmsCodeDigits = 5 }, new("D-01", "Policy:SmsCodeDigits is below 6.")),
        (s_entra with { MailCodeDigits = 6 }, s_entra with { MailCodeDigits = 5 }, new("D-02", "Policy:MailCodeDigits is below the baseline's number.")),
        (s_nist with { MailCodeDigits = 8 }, s_nist with { MailCodeDigits = 7 }, new("D-02", "Policy:MailCodeDigits is below the baseline's number.")),
        (s_entra with { SmsCodeLifetime = Minutes(10) }, s_entra with { SmsCodeLifetime = Above(10) }, new("D-07", "Policy:SmsCodeLifetime is above 10 minutes.")),
        (s_entra with { MailCodeLifetime = Minutes(10) }, s_entra with { MailCodeLifetime = Above(10) }, new("D-07", "Policy:MailCodeLifetime is above 10 minutes.")),
        (s_entra with { LinkLifetime = Minutes(10) }, s_entra with { LinkLifetime = Above(10) }, new("D-07", "Policy:LinkLifetime is above 10 minutes.")),
        (s_entra with { SessionLifetime = Minutes(20) }, s_entra with { SessionLifetime = Above(20) }, new("D-08", "Policy:SessionLifetime is above 20 minutes.")),
        (s_entra with { CodeTries = 5 }, s_entra with { CodeTries = 6 }, new("D-09", "Policy:CodeTries is above 5.")),
        (s_nist with { Gates = 2 }, s_nist with { Gates = 1 }, new("D-11", "Policy:Gates is below 2.")),
        (s_entra with { Gates = 1, Methods = [GateMethod.EmailAlternate] }, s_entra with { Methods = [GateMethod.EmailAlternate] }, new("D-11", "Policy:Methods holds fewer independent methods than Policy:Gates.")),
        (
            s_entra with { Methods = [GateMethod.EmailAlternate, GateMethod.TextMobile] },
            s_entra with { Methods = [GateMethod.CallMobile, GateMethod.CallOffice] },
            new("D-11", "Policy:Methods holds fewer independent methods than Policy:Gates.")),
        (
            s_entra with { Methods = [GateMethod.EmailAlternate, GateMethod.SecurityQuestions], Questions = new QuestionPolicy { Enabled = true } },
            s_entra with { Methods = [GateMethod.EmailAlternate, GateMethod.SecurityQuestions], Questions = new QuestionPolicy { Enabled = false } },
            new("D-11", "Policy:Methods holds fewer independent methods than Policy:Gates.")),
        (
            s_entra with { ForGroups = [new GroupPolicy { Group = "a", Gates = 1, Methods = [GateMethod.EmailAlternate] }] },
            s_entra with { ForGroups = [new GroupPolicy { Group = "a" }, new GroupPolicy { Group = "b", Methods = [GateMethod.EmailAlternate] }] },
            new("D-11", "Policy:ForGroups:1:Methods holds fewer independent methods than Policy:ForGroups:1:Gates.")),
        (s_entra with { Limits = new Limits { FailuresPerAccount = 10 } }, s_entra with { Limits = new Limits { FailuresPerAccount = 11 } }, new("D-25", "Policy:Limits:FailuresPerAccount is above 10.")),
        (s_entra with { Limits = new Limits { FailuresPerMethod = 10 } }, s_entra with { Limits = new Limits { FailuresPerMethod = 11 } }, new("D-25", "Policy:Limits:FailuresPerMethod is above 10.")),
        (s_entra with { CaptchaLifetime = Minutes(5) }, s_entra with { CaptchaLifetime = Above(5) }, new("D-29", "Policy:CaptchaLifetime is above 5 minutes.")),
        (s_entra with { Passwords = PasswordRuleSet.Entra with { MinLength = 8 } }, s_entra with { Passwords = PasswordRuleSet.Entra with { MinLength = 7 } }, new("D-47", "Policy:Passwords:MinLength is below the baseline's number.")),
        (s_nist with { Passwords = PasswordRuleSet.Nist with { MinLength = 15 } }, s_nist with { Passwords = PasswordRuleSet.Nist with { MinLength = 14 } }, new("D-47", "Policy:Passwords:MinLength is below the baseline's number.")),
        (s_entra with { Passwords = PasswordRuleSet.Entra with { MaxLength = 64 } }, s_entra with { Passwords = PasswordRuleSet.Entra with { MaxLength = 63 } }, new("D-47", "Policy:Passwords:MaxLength is below 64.")),
    ];

    public static TheoryData<int> Floors => [.. Enumerable.Range(0, s_floors.Length)];

    [Theory]
    [MemberData(nameof(Floors))]
    public void One_step_below_is_a_fault(int floor)
    {
        var (fine, weak, fault) = s_floors[floor];

        Assert.Empty(PolicyFloors.Check(fine));
        Assert.Equal([fault], PolicyFloors.Check(weak));
        Assert.Empty(PolicyFloors.Check(weak with { AcceptedRisks = ["none", fault.Id] }));
        Assert.Equal([fault], PolicyFloors.All(weak with { AcceptedRisks = [fault.Id] }));
    }

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private static TimeSpan Above(int minutes) => TimeSpan.FromMinutes(minutes) + TimeSpan.FromTicks(1);
}
