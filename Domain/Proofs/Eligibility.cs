namespace SsprBot.Domain;

/// <summary>Why self-service is not for this person.</summary>
public enum Ineligible { SelfServiceOff, NotFound, NotEnabledForThem, Privileged, Disabled, Blocked, NotEnoughMethods }

/// <summary>Can this account use self-service, and by which methods.</summary>
public static class Eligibility
{
    /// <summary>The methods that this product can offer today.</summary>
    private static readonly GateMethod[] Offered =
    [
        GateMethod.EmailAlternate,
        GateMethod.EmailAuthentication,
        GateMethod.TextMobile,
        GateMethod.TextAuthenticationPhone,
        GateMethod.CallMobile,
        GateMethod.CallAuthenticationPhone,
        GateMethod.CallOffice,
        GateMethod.SecurityQuestions,
        GateMethod.AuthenticatorApp,
    ];

    /// <summary>The methods that decoys show: the lists that real people have most often.</summary>
    private static readonly GateMethod[][] Usual =
    [
        [GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.CallMobile],
        [GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.CallMobile, GateMethod.SecurityQuestions],
        [GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.TextAuthenticationPhone, GateMethod.CallMobile, GateMethod.CallAuthenticationPhone],
        [GateMethod.EmailAlternate, GateMethod.EmailAuthentication, GateMethod.TextMobile, GateMethod.CallMobile, GateMethod.SecurityQuestions],
    ];

    /// <summary>In order: enabled for this person, not privileged, not disabled, not blocked by its owner, enough methods.</summary>
    /// <returns>Null when they may use it.</returns>
    public static Ineligible? Check(Account account, Policy policy, DateTimeOffset now) =>
        Exclusion(account, policy) ?? (MethodsOf(account, policy, now).Count == 0 ? Ineligible.NotEnoughMethods : null);

    /// <returns>Why they may not use it, whatever they have registered; null when they may.</returns>
    public static Ineligible? Exclusion(Account account, Policy policy) =>
        policy.Enabled is EnabledFor.Nobody ? Ineligible.SelfServiceOff
        : policy.Enabled is EnabledFor.Groups && !account.Groups.Intersect(policy.Groups, StringComparer.OrdinalIgnoreCase).Any() ? Ineligible.NotEnabledForThem
        : account.Privileged && policy.Administrators is AdministratorPolicy.Excluded ? Ineligible.Privileged
        : !account.Enabled ? Ineligible.Disabled
        : account.Enrolment.BlockedAt is not null ? Ineligible.Blocked
        : null;

    public static int GatesFor(Account account, Policy policy) => account.Privileged ? Math.Max(2, policy.Gates) : policy.Gates;

    /// <summary>What this person may choose from, in the policy's order; empty when no independent set is large enough.</summary>
    public static IReadOnlyList<GateMethod> MethodsOf(Account account, Policy policy, DateTimeOffset now)
    {
        var usable = Distinct(account, [.. Allowed(policy).Where(method => IsUsable(account, method, policy, now))], policy, now);
        return GatesFor(account, policy) == 1
            ? usable
            : [.. usable.Where(method => usable.Any(other => AreIndependent(account, method, other, policy, now)))];
    }

    /// <summary>Where a code or call of this method goes: what the person registered, else what the directory holds.</summary>
    /// <returns>Null when there is no such contact point, or when it is the account's own mailbox.</returns>
    public static string? DestinationOf(Account account, GateMethod method, Policy policy, DateTimeOffset now)
    {
        var enrolled = account.Enrolment.Contacts.Where(contact => now - contact.ConfirmedAt >= policy.CoolingOff);
        var own = enrolled.FirstOrDefault(contact => contact.Kind == method.Contact())?.Value;
        var held = policy.DirectoryContacts ? account.ContactPoints.FirstOrDefault(contact => contact.Kind == method.Contact())?.Value : null;
        return (own ?? held) is { } value
            && !value.Equals(account.Mail, StringComparison.OrdinalIgnoreCase)
            && !value.Equals(account.UserId, StringComparison.OrdinalIgnoreCase)
                ? value
                : null;
    }

    /// <summary>What somebody who cannot succeed is offered: a fixed function of the user ID, like a real person's list.</summary>
    public static IReadOnlyList<GateMethod> DecoyMethods(string userId, Policy policy, Pepper pepper)
    {
        var allowed = Allowed(policy);
        var usual = Usual[pepper.Mac("decoy-methods", UserIds.Fold(userId))[0] % Usual.Length];
        var shown = allowed.Where(usual.Contains).ToArray();

        // A real person's list is always long enough for the gates.
        return shown.Select(GateMethods.Verification).Distinct().Count() >= policy.Gates ? shown : allowed;
    }

    /// <summary>Whether the policy has a use for what this person would register.</summary>
    public static bool MayRegister(Account account, RecoveryOption option, Policy policy) => option switch
    {
        RecoveryOption.SecurityQuestions => !account.Privileged && Allowed(policy).Contains(GateMethod.SecurityQuestions),
        RecoveryOption.AuthenticatorApp => Allowed(policy).Contains(GateMethod.AuthenticatorApp),
        _ => Allowed(policy).Any(method => method.Contact() == option.Contact()),
    };

    /// <summary>How many ways to prove who they are this person has, also those that begin to count later.</summary>
    public static int WaysOf(Account account, Policy policy) => Allowed(policy)
        .Where(method => IsUsable(account, method, policy, DateTimeOffset.MaxValue))
        .Select(method => DestinationOf(account, method, policy, DateTimeOffset.MaxValue) ?? method.ToString())
        .Distinct()
        .Count();

    private static GateMethod[] Allowed(Policy policy) =>
    [
        .. (policy.Methods.Count == 0 ? Offered : policy.Methods.Distinct().Where(Offered.Contains))
            .Where(method => method is not GateMethod.SecurityQuestions || policy.AsksQuestions),
    ];

    private static bool IsUsable(Account account, GateMethod method, Policy policy, DateTimeOffset now) => method switch
    {
        GateMethod.SecurityQuestions => policy.AsksQuestions && !account.Privileged && account.Enrolment.Answers.Count >= policy.Questions.Asked,
        GateMethod.AuthenticatorApp => account.Enrolment.App is { } app && now - app.ConfirmedAt >= policy.CoolingOff,
        _ => DestinationOf(account, method, policy, now) is not null,
    };

    /// <summary>One way to one place is offered once, also where the place stands in the directory twice.</summary>
    private static GateMethod[] Distinct(Account account, GateMethod[] usable, Policy policy, DateTimeOffset now) =>
    [
        .. usable.Where((method, place) => method.Contact() is null || !usable.Take(place).Any(other =>
            other.Verification() == method.Verification() && DestinationOf(account, other, policy, now) == DestinationOf(account, method, policy, now))),
    ];

    private static bool AreIndependent(Account account, GateMethod left, GateMethod right, Policy policy, DateTimeOffset now) =>
        left.Verification() != right.Verification()
        && (left.Contact() is null || right.Contact() is null || DestinationOf(account, left, policy, now) != DestinationOf(account, right, policy, now));
}
