namespace SsprBot.Domain;

/// <summary>A setting that is weaker than its floor.</summary>
/// <param name="Id">The rule's id in the security specification.</param>
public sealed record PolicyFault(string Id, string Message);

/// <summary>The values below which a policy is refused unless its administrator accepts the risk by its id.</summary>
public static class PolicyFloors
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    /// <returns>Every floor that is undercut and not accepted; empty when the policy may be used.</returns>
    public static IReadOnlyList<PolicyFault> Check(Policy policy) =>
    [
        .. All(policy).Where(fault => !policy.AcceptedRisks.Contains(fault.Id, StringComparer.OrdinalIgnoreCase)),
    ];

    /// <returns>Every floor that is undercut, accepted or not.</returns>
    public static IEnumerable<PolicyFault> All(Policy policy)
    {
        (bool Weak, string Id, string Message)[] floors =
        [
            (policy.SmsCodeDigits < 6, "D-01", "Policy:SmsCodeDigits is below 6."),
            (policy.MailCodeDigits < (policy.Baseline is Baseline.Nist ? 8 : 6), "D-02", "Policy:MailCodeDigits is below the baseline's number."),
            (policy.SmsCodeLifetime > TenMinutes, "D-07", "Policy:SmsCodeLifetime is above 10 minutes."),
            (policy.MailCodeLifetime > TenMinutes, "D-07", "Policy:MailCodeLifetime is above 10 minutes."),
            (policy.LinkLifetime > TenMinutes, "D-07", "Policy:LinkLifetime is above 10 minutes."),
            (policy.SessionLifetime > TimeSpan.FromMinutes(20), "D-08", "Policy:SessionLifetime is above 20 minutes."),
            (policy.CodeTries > 5, "D-09", "Policy:CodeTries is above 5."),
            .. OfGates(policy, "Policy"),
            .. policy.ForGroups.SelectMany((group, place) => OfGates(policy.With(group), $"Policy:ForGroups:{place}")),
            (policy.Limits.FailuresPerAccount > 10, "D-25", "Policy:Limits:FailuresPerAccount is above 10."),
            (policy.Limits.FailuresPerMethod > 10, "D-25", "Policy:Limits:FailuresPerMethod is above 10."),
            (policy.CaptchaLifetime > TimeSpan.FromMinutes(5), "D-29", "Policy:CaptchaLifetime is above 5 minutes."),
            (policy.Passwords.MinLength < (policy.Baseline is Baseline.Nist ? 15 : 8), "D-47", "Policy:Passwords:MinLength is below the baseline's number."),
            (policy.Passwords.MaxLength < 64, "D-47", "Policy:Passwords:MaxLength is below 64."),
        ];
        return floors.Where(floor => floor.Weak).Select(floor => new PolicyFault(floor.Id, floor.Message));
    }

    /// <param name="policy">As it holds for those whom the section is about.</param>
    private static IEnumerable<(bool Weak, string Id, string Message)> OfGates(Policy policy, string section)
    {
        var kinds = policy.Methods.Select(GateMethods.Verification)
            .Where(kind => kind is not VerificationMethod.SecurityQuestions || policy.AsksQuestions).Distinct().Count();
        return
        [
            (policy.Baseline is Baseline.Nist && policy.Gates < 2, "D-11", $"{section}:Gates is below 2."),
            (policy.Methods.Count > 0 && kinds < policy.Gates, "D-11", $"{section}:Methods holds fewer independent methods than {section}:Gates."),
        ];
    }
}
