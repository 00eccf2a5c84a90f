namespace SsprBot.Domain;

/// <summary>Why self-service is not for this person.</summary>
public enum Ineligible
{
    SelfServiceOff,

    /// <summary>An administrator has switched it off for now.</summary>
    SwitchedOff,

    /// <summary>The directory cannot do it for anybody.</summary>
    NotInThisDirectory,
    NotFound,
    NotEnabledForThem,
    Privileged,
    Disabled,
    Blocked,
    NotEnoughMethods,
}

/// <summary>What a visit is offered at its gates.</summary>
/// <param name="Gates">How many proofs it needs.</param>
public sealed record GateOffer(IReadOnlyList<GateMethod> Methods, int Gates);

/// <summary>Can this account use self-service, and by which methods. Which policy holds for an account is decided here and nowhere else.</summary>
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

    /// <summary>The same where only what people registered with the bot counts.</summary>
    private static readonly GateMethod[][] UsualRegistered =
    [
        [GateMethod.EmailAuthentication, GateMethod.TextAuthenticationPhone, GateMethod.CallAuthenticationPhone],
        [GateMethod.EmailAuthentication, GateMethod.TextAuthenticationPhone, GateMethod.CallAuthenticationPhone, GateMethod.AuthenticatorApp],
        [GateMethod.EmailAuthentication, GateMethod.AuthenticatorApp],
        [GateMethod.EmailAuthentication, GateMethod.TextAuthenticationPhone, GateMethod.CallAuthenticationPhone, GateMethod.SecurityQuestions],
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

    /// <summary>
    /// The policy that holds for this account: that of the first of the configured groups it is in, else the policy's own values. A privileged
    /// account has two gates without questions, whatever its groups.
    /// </summary>
    public static Policy PolicyFor(Account account, Policy policy) =>
        account.Privileged ? policy with { ForGroups = [], Gates = Math.Max(2, policy.Gates), Questions = policy.Questions with { Enabled = false } }
        : GroupOf(account, policy) is { } own ? policy.With(own)
        : policy;

    /// <returns>The first of the configured groups that the account is in; null when it is in none.</returns>
    public static GroupPolicy? GroupOf(Account account, Policy policy) =>
        policy.ForGroups.FirstOrDefault(group => account.Groups.Contains(group.Group, StringComparer.OrdinalIgnoreCase));

    public static int GatesFor(Account account, Policy policy) => PolicyFor(account, policy).Gates;

    /// <summary>What this person is offered.</summary>
    public static GateOffer OfferFor(Account account, Policy policy, DateTimeOffset now) => new(MethodsOf(account, policy, now), GatesFor(account, policy));

    /// <summary>Whether proofs are enough for the account as it is now: since they were given it may have come to other groups, or to administrative rights.</summary>
    public static bool AreEnough(IReadOnlyList<Proof> proofs, Account account, Policy policy)
    {
        var own = PolicyFor(account, policy);
        var allowed = Allowed(own);
        return proofs.Count >= own.Gates && proofs.All(proof => allowed.Contains(proof.Method));
    }

    /// <summary>What this person may choose from, in the policy's order; empty when no independent set is large enough.</summary>
    public static IReadOnlyList<GateMethod> MethodsOf(Account account, Policy policy, DateTimeOffset now)
    {
        var own = PolicyFor(account, policy);
        var usable = Distinct(account, [.. Allowed(own).Where(method => IsUsable(account, method, own, now))], own, now);
        return own.Gates == 1
            ? usable
            : [.. usable.Where(method => usable.Any(other => AreIndependent(account, method, other, own, now)))];
    }

    /// <summary>Where a code or call of this method goes: what the person registered, else what the directory holds.</summary>
    /// <returns>Null when there is no such contact point, when it is the account's own mailbox, or when the visit is held from that phone.</returns>
    public static string? DestinationOf(Account account, GateMethod method, Policy policy, DateTimeOffset now)
    {
        var enrolled = account.Enrolment.Contacts.Where(contact => now - contact.ConfirmedAt >= policy.CoolingOff);
        var own = enrolled.FirstOrDefault(contact => contact.Kind == method.Contact())?.Value;
        var held = PolicyFor(account, policy).DirectoryContacts ? account.ContactPoints.FirstOrDefault(contact => contact.Kind == method.Contact())?.Value : null;
        return (own ?? held) is { } value
            && !value.Equals(account.Mail, StringComparison.OrdinalIgnoreCase)
            && !value.Equals(account.UserId, StringComparison.OrdinalIgnoreCase)
            && !(account.TextsFrom is { } phone && WholeNumbers.Matches(value, phone))
                ? value
                : null;
    }

    /// <summary>What somebody who cannot succeed is offered: a fixed function of the user ID, like what a real person of one of the groups is offered.</summary>
    public static GateOffer DecoyOffer(string userId, Policy policy, Pepper pepper)
    {
        var looks = Looks(policy);
        var look = looks[pepper.Mac("decoy-policy", UserIds.Fold(userId))[0] % looks.Length];
        GateMethod[] possible = [.. Allowed(look).Where(method => look.DirectoryContacts || IsRegistrable(method))];
        var lists = look.DirectoryContacts ? Usual : UsualRegistered;
        var usual = lists[pepper.Mac("decoy-methods", UserIds.Fold(userId))[0] % lists.Length];
        var shown = possible.Where(usual.Contains).ToArray();

        // A real person's list is always long enough for the gates.
        return new GateOffer(shown.Select(GateMethods.Verification).Distinct().Count() >= look.Gates ? shown : possible, look.Gates);
    }

    /// <summary>Whether the policy has a use for what this person would register.</summary>
    public static bool MayRegister(Account account, RecoveryOption option, Policy policy) => option switch
    {
        RecoveryOption.SecurityQuestions => Allowed(PolicyFor(account, policy)).Contains(GateMethod.SecurityQuestions),
        RecoveryOption.AuthenticatorApp => Allowed(PolicyFor(account, policy)).Contains(GateMethod.AuthenticatorApp),
        _ => Allowed(PolicyFor(account, policy)).Any(method => method.Contact() == option.Contact()),
    };

    /// <summary>How many ways to prove who they are this person has, also those that begin to count later.</summary>
    public static int WaysOf(Account account, Policy policy) => Allowed(PolicyFor(account, policy))
        .Where(method => IsUsable(account, method, PolicyFor(account, policy), DateTimeOffset.MaxValue))
        .Select(method => DestinationOf(account, method, policy, DateTimeOffset.MaxValue) ?? method.ToString())
        .Distinct()
        .Count();

    /// <summary>The policies that people who may use it can have.</summary>
    private static Policy[] Looks(Policy policy)
    {
        var groups = policy.ForGroups.Select(policy.With).ToArray();
        var named = policy.ForGroups.Select(group => group.Group).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return groups.Length > 0 && policy.Enabled is EnabledFor.Groups && named.IsSupersetOf(policy.Groups) ? groups : [policy, .. groups];
    }

    private static bool IsRegistrable(GateMethod method) => method.Contact() is null or ContactKind.AuthenticationEmail or ContactKind.AuthenticationPhone;

    private static GateMethod[] Allowed(Policy policy) =>
    [
        .. (policy.Methods.Count == 0 ? Offered : policy.Methods.Distinct().Where(Offered.Contains))
            .Where(method => method is not GateMethod.SecurityQuestions || policy.AsksQuestions)
            .Where(method => !policy.MethodsOff.Contains(method.Verification())),
    ];

    private static bool IsUsable(Account account, GateMethod method, Policy policy, DateTimeOffset now) => method switch
    {
        GateMethod.SecurityQuestions => policy.AsksQuestions && account.Enrolment.Answers.Count >= policy.Questions.Asked,
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
