namespace SsprBot.Domain;

/// <summary>Why self-service is not for this person.</summary>
public enum Ineligible { SelfServiceOff, NotFound, NotEnabledForThem, Privileged, Disabled, NotEnoughMethods }

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
    ];

    /// <summary>The methods that decoys show: the lists that real people have most often.</summary>
    private static readonly GateMethod[][] Usual =
    [
        [GateMethod.EmailAlternate, GateMethod.TextMobile],
        [GateMethod.EmailAlternate, GateMethod.TextMobile],
        [GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.TextAuthenticationPhone],
        [GateMethod.EmailAlternate, GateMethod.EmailAuthentication, GateMethod.TextMobile],
    ];

    /// <summary>In order: enabled for this person, not privileged, not disabled, enough methods.</summary>
    /// <returns>Null when they may use it.</returns>
    public static Ineligible? Check(Account account, Policy policy) =>
        policy.Enabled is EnabledFor.Nobody ? Ineligible.SelfServiceOff
        : policy.Enabled is EnabledFor.Groups && !account.Groups.Intersect(policy.Groups, StringComparer.OrdinalIgnoreCase).Any() ? Ineligible.NotEnabledForThem
        : account.Privileged && policy.Administrators is AdministratorPolicy.Excluded ? Ineligible.Privileged
        : !account.Enabled ? Ineligible.Disabled
        : MethodsOf(account, policy).Count == 0 ? Ineligible.NotEnoughMethods
        : null;

    public static int GatesFor(Account account, Policy policy) => account.Privileged ? Math.Max(2, policy.Gates) : policy.Gates;

    /// <summary>What this person may choose from, in the policy's order; empty when no independent set is large enough.</summary>
    public static IReadOnlyList<GateMethod> MethodsOf(Account account, Policy policy)
    {
        var contacts = policy.DirectoryContacts ? account.ContactPoints : [];
        var reachable = Allowed(policy)
            .Where(method => method.Contact() is { } kind && DestinationOf(contacts, kind, account) is not null)
            .ToArray();
        return GatesFor(account, policy) == 1
            ? reachable
            : [.. reachable.Where(method => reachable.Any(other => AreIndependent(method, other, contacts, account)))];
    }

    /// <returns>Null when the account has no such contact point, or when it is the account's own mailbox.</returns>
    public static string? DestinationOf(IReadOnlyList<ContactPoint> contacts, ContactKind kind, Account account) =>
        contacts.FirstOrDefault(contact => contact.Kind == kind)?.Value is { } value
        && !value.Equals(account.Mail, StringComparison.OrdinalIgnoreCase)
        && !value.Equals(account.UserId, StringComparison.OrdinalIgnoreCase)
            ? value
            : null;

    /// <summary>What somebody who cannot succeed is offered: a fixed function of the user ID, like a real person's list.</summary>
    public static IReadOnlyList<GateMethod> DecoyMethods(string userId, Policy policy, Pepper pepper)
    {
        var allowed = Allowed(policy);
        var usual = Usual[pepper.Mac("decoy-methods", UserIds.Fold(userId))[0] % Usual.Length];
        var shown = allowed.Where(usual.Contains).ToArray();
        return shown.Length > 0 ? shown : [.. allowed];
    }

    private static GateMethod[] Allowed(Policy policy) =>
        policy.Methods.Count == 0 ? Offered : [.. policy.Methods.Distinct().Where(Offered.Contains)];

    private static bool AreIndependent(GateMethod left, GateMethod right, IReadOnlyList<ContactPoint> contacts, Account account) =>
        left.Verification() != right.Verification()
        && DestinationOf(contacts, left.Contact()!.Value, account) != DestinationOf(contacts, right.Contact()!.Value, account);
}
